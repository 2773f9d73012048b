/** How sure a threshold is: the same choice on samples of the queries. */
import { quantile } from './distribution'
import { seeded } from './random'
import { bestOfResample, type Choice, type Sweep } from './sweep'

export interface Interval {
  readonly interval: readonly [number, number] | null
  /** Resamples in which the criterion had an answer. */
  readonly resamples: number
}

/**
 * Percentile bootstrap of the threshold: queries are drawn with replacement, each with all of its pairs, because the pairs of one
 * query are not independent. The interval holds the middle 95 % of the thresholds. Resamples in which the criterion has no
 * answer (one class alone) are left out. Null: fewer than two queries with labelled pairs, or no resamples.
 * @param query [pairs] @param queries how many there are
 */
export function thresholdInterval(
  sweep: Sweep,
  choice: Choice,
  { query, queries }: { readonly query: Int32Array; readonly queries: number },
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): Interval {
  const queryAt = sweep.order.map((i) => query[i]!)
  const relevantOf = new Int32Array(queries)
  const pairsOf = new Int32Array(queries)
  queryAt.forEach((q, at) => {
    pairsOf[q]!++
    relevantOf[q]! += sweep.label[at]!
  })
  const taking = Int32Array.from(pairsOf.keys()).filter((q) => pairsOf[q]! > 0)
  if (taking.length < 2) return { interval: null, resamples: 0 }
  const random = seeded(seed)
  const times = new Uint16Array(queries)
  const found = new Float64Array(resamples)
  for (let r = 0; r < resamples; r++) {
    times.fill(0)
    let [relevant, all] = [0, 0]
    for (let n = taking.length; n > 0; n--) {
      const q = taking[random.below(taking.length)]!
      times[q]!++
      relevant += relevantOf[q]!
      all += pairsOf[q]!
    }
    found[r] = bestOfResample(sweep, choice, { times, relevant, irrelevant: all - relevant }, queryAt)
  }
  const sorted = found.filter((value) => !Number.isNaN(value)).sort()
  if (sorted.length === 0) return { interval: null, resamples: 0 }
  return { interval: [quantile(sorted, 0.025), quantile(sorted, 0.975)], resamples: sorted.length }
}
