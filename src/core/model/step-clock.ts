import type { LoadProgress } from '../../engine/model/types'
import { milliseconds } from '../../engine/units'
import type { LoadStep } from './load-types'

/**
 * Measures how long each stage of a load takes, from its progress messages. Stages may alternate; their times are
 * summed.
 */
export function stepClock(now: () => number) {
  const times = new Map<LoadProgress['stage'], number>()
  let stage: LoadProgress['stage'] = 'files'
  let since = now()
  const files = new Map<string, number>()
  const close = () => {
    const at = now()
    times.set(stage, (times.get(stage) ?? 0) + at - since)
    since = at
  }
  return {
    on(progress: LoadProgress) {
      if (progress.stage === 'files') files.set(progress.file, progress.loaded)
      if (progress.stage === stage) return
      close()
      stage = progress.stage
    },
    end(): readonly LoadStep[] {
      close()
      const read = Math.max(0, ...files.values())
      return Array.from(times, ([each, time]) => ({
        stage: each,
        bytes: each === 'files' ? read : null,
        time: milliseconds(time),
      }))
    },
  }
}
