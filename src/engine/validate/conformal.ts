/**
 * A threshold with a guarantee: "at most 10 % of relevant pairs fall below t, with 95 % confidence".
 *
 * The miss rate of t is the share of relevant pairs below t, a loss that only grows with t. Two constructions bound it from n
 * relevant pairs that were drawn as the ones to come will be, and both take one of the sorted scores s(1) ≤ … ≤ s(n) as t:
 *
 * - With confidence 1 - δ (`boundedRank`): the largest k with P(Bin(n, α) < k) ≤ δ. The miss rate at s(k) is at most a
 *   Beta(k, n - k + 1) variable, so it is at most α in at least 1 - δ of all samples. This makes the sentence true. It is the
 *   tolerance limit of Wilks (1941); as a risk that is controlled with high probability: Bates, Angelopoulos, Lei, Malik, Jordan,
 *   "Distribution-Free, Risk-Controlling Prediction Sets" (2021, arXiv 2101.02703), and Angelopoulos, Bates, Candès, Jordan, Lei,
 *   "Learn then Test" (2021, arXiv 2110.01052), here with the exact binomial tail in place of a concentration bound.
 * - On average (`expectedRank`): k = ⌊α·(n + 1)⌋, which is conformal risk control: Angelopoulos, Bates, Fisch, Lei, Schuster,
 *   "Conformal Risk Control" (2022, arXiv 2208.02814), (n/(n+1))·R̂(t) + 1/(n+1) ≤ α. Its mean over samples is at most α; in
 *   a single sample the miss rate may be above, in nearly half of them.
 *
 * Both count pairs. They hold for pairs that come as these did; a file with several relevant pairs of each query has less in it
 * than n independent pairs.
 */
import type { ScoreAnswer } from './answer-types'

/** ln of the chance of exactly `hits` in n: from one to the next by a ratio. */
function* binomialLogs(n: number, alpha: number): Generator<number> {
  let log = n * Math.log1p(-alpha)
  const odds = Math.log(alpha) - Math.log1p(-alpha)
  for (let hits = 0; ; hits++) {
    yield log
    log += Math.log((n - hits) / (hits + 1)) + odds
  }
}

/** The largest k ≤ n with P(Bin(n, alpha) < k) ≤ delta; 0: there is none. */
export function boundedRank(n: number, alpha: number, delta: number): number {
  let below = 0
  let k = 0
  for (const log of binomialLogs(n, alpha)) {
    below += Math.exp(log)
    if (below > delta || k >= n) break
    k++
  }
  return k
}

/** The largest k with (k - 1 + 1) / (n + 1) ≤ alpha; 0: there is none. */
export const expectedRank = (n: number, alpha: number): number => {
  // Products such as 0.1 · 30 round below the whole number that they are.
  const product = alpha * (n + 1)
  const whole = Math.round(product)
  return Math.min(n, Math.abs(product - whole) < 1e-9 ? whole : Math.floor(product))
}

/** The fewest pairs with which a threshold exists: (1 - alpha)ⁿ ≤ delta. 29 for 10 % and 95 %. */
export function pairsNeeded(alpha: number, delta: number): number {
  const n = Math.ceil(Math.log(delta) / Math.log1p(-alpha) - 1e-9)
  return Math.max(1, n)
}

/**
 * @param scores of the relevant pairs, finite, in any order @param sign -1: production's number is a distance, and "below" is above
 * @param alpha 0 to 1, both excluded @param confidence 0 to 1, both excluded
 */
export function conformalThreshold(
  scores: Float64Array,
  { alpha, confidence }: { readonly alpha: number; readonly confidence: number },
  sign: 1 | -1 = 1,
): ScoreAnswer['conformal'] {
  const sorted = scores.map((score) => sign * score).sort()
  const n = sorted.length
  const at = (k: number) => sign * sorted[k - 1]!
  const average = expectedRank(n, alpha)
  const expected = average === 0 ? null : at(average)
  // 1 - 0.95 is a little more than 0.05.
  const delta = Number((1 - confidence).toPrecision(12))
  const k = boundedRank(n, alpha, delta)
  return k === 0
    ? { state: 'too-few', alpha, n, needed: pairsNeeded(alpha, delta), confidence, expected }
    : { state: 'available', alpha, value: at(k), n, confidence, expected }
}
