import type { LoadProgress } from '../engine/model/types'
import { milliseconds } from '../engine/units'
import type { LoadStep } from './types'

/** Turns progress messages into how long each stage of a load took. */
export function stepClock(now: () => number) {
  const steps: LoadStep[] = []
  let stage: LoadProgress['stage'] = 'files'
  let since = now()
  const files = new Map<string, number>()
  const close = () => {
    const bytes = stage === 'files' ? [...files.values()].reduce((most, n) => Math.max(most, n), 0) : null
    steps.push({ stage, bytes, time: milliseconds(now() - since) })
    since = now()
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
      return steps
    },
  }
}
