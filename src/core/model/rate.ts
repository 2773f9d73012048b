/** Measures the speed of reading over the last few seconds. */
import type { LoadProgress } from '../../engine/model/types'
import { milliseconds } from '../../engine/units'
import type { Rate } from './load-types'

const WINDOW = 5_000
/** Minimum measuring time in milliseconds; a shorter time gives no reliable rate. */
const MIN_ELAPSED = 500

/** @param now milliseconds, monotonic */
export function rateMeter(now: () => number): { on(progress: LoadProgress): Rate | null } {
  let seen: { at: number; loaded: number }[] = []
  let origin: string | null = null
  return {
    on(progress) {
      if (progress.stage !== 'files') {
        seen = [] // the time of other stages must not count as reading time
        return null
      }
      const at = now()
      // Start a new measurement when the bytes come from another origin (disk and network have different speeds), and
      // after a broken connection.
      if (progress.origin !== origin || progress.retry !== undefined) seen = []
      origin = progress.origin
      seen.push({ at, loaded: progress.loaded })
      while (seen.length > 2 && at - seen[0]!.at > WINDOW) seen.shift()
      const [first] = seen
      const elapsed = at - first!.at
      if (elapsed < MIN_ELAPSED) return null
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
