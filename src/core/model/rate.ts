/** How fast a load's bytes arrive, over the last few seconds. */
import type { LoadProgress } from '../../engine/model/types'
import { milliseconds } from '../../engine/units'
import type { Rate } from './load-types'

const WINDOW = 5_000
/** Less than this says nothing yet. */
const LEAST = 500

/** @param now milliseconds, monotonic */
export function rateMeter(now: () => number): { on(progress: LoadProgress): Rate | null } {
  let seen: { at: number; loaded: number }[] = []
  let origin: string | null = null
  return {
    on(progress) {
      if (progress.stage !== 'files') {
        seen = [] // the time of other work is not that of reading
        return null
      }
      const at = now()
      // Disk and network have nothing to tell of each other, and a broken connection starts over.
      if (progress.origin !== origin || progress.retry !== undefined) seen = []
      origin = progress.origin
      seen.push({ at, loaded: progress.loaded })
      while (seen.length > 2 && at - seen[0]!.at > WINDOW) seen.shift()
      const [first] = seen
      const elapsed = at - first!.at
      if (elapsed < LEAST) return null
      const bytesPerSecond = (1000 * (progress.loaded - first!.loaded)) / elapsed
      if (!(bytesPerSecond > 0)) return null
      return {
        bytesPerSecond,
        remaining:
          progress.total === null
            ? null
            : milliseconds((1000 * Math.max(0, progress.total - progress.loaded)) / bytesPerSecond),
      }
    },
  }
}
