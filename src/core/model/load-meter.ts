/** Combines the progress messages of a load into the state that the page shows. */
import type { LoadProgress } from '../../engine/model/types'
import type { LoadState } from './load-types'
import { rateMeter } from './rate'

export const NOT_BEGUN: LoadState = { progress: null, rate: null, layers: null }

/** @param now milliseconds, monotonic */
export function loadMeter(now: () => number): { on(progress: LoadProgress): LoadState } {
  const rate = rateMeter(now)
  let state = NOT_BEGUN
  return {
    on(progress) {
      if (progress.stage !== 'layers') state = { ...state, progress, rate: rate.on(progress) }
      else {
        const { done, total } = progress
        const layers = { done, total }
        // Sessions of layers are created while files are still being read. The main message stays the one about the
        // files; otherwise the words on the page would alternate with every message.
        state = isReading(state.progress)
          ? { ...state, layers }
          : { progress, rate: rate.on(progress), layers }
      }
      return state
    },
  }
}

const isReading = (progress: LoadProgress | null): boolean =>
  progress?.stage === 'files' && (progress.total === null || progress.loaded < progress.total)
