/** What a threshold accepts, for every threshold at once: AUC, average precision, ROC, PR, and the best threshold. */
import type { AnswerOptions, Curve } from './answer-types'

/**
 * Labelled pairs that have a score, from the closest on. A threshold accepts what is at least as close as it, so pairs of one
 * score are accepted together: `ends` are the last positions of each score.
 */
export interface Sweep {
  /** [n] positions of pairs. */
  readonly order: Int32Array
  /** [n] 1: relevant. */
  readonly label: Uint8Array
  /** [m] position of the last pair of each distinct score. */
  readonly ends: Int32Array
  /** [m] the score, from the closest on. */
  readonly threshold: Float64Array
  /** [m] relevant and irrelevant pairs that are accepted. */
  readonly tp: Float64Array
  readonly fp: Float64Array
  readonly relevant: number
  readonly irrelevant: number
}

/** Pairs without a label or without a score are left out. @param sign -1: the smallest score is the closest */
export function sweepOf(
  scores: Float64Array,
  grade: Float64Array,
  subset: Uint8Array | null,
  sign: 1 | -1 = 1,
): Sweep {
  const taking = Int32Array.from({ length: scores.length }, (_, i) => i).filter(
    (i) => Number.isFinite(scores[i]!) && !Number.isNaN(grade[i]!) && (subset === null || subset[i]),
  )
  const threshold = distinct(
    taking,
    (i) => scores[i]!,
    (values) => (sign === 1 ? values.reverse() : values),
  )
  const { order, ends } = placed(taking, threshold, scores, sign)
  const label = Uint8Array.from(order, (i) => (grade[i]! > 0 ? 1 : 0))
  const tp = new Float64Array(ends.length)
  const fp = new Float64Array(ends.length)
  let accepted = 0
  let relevant = 0
  for (let m = 0; m < ends.length; m++) {
    for (; accepted <= ends[m]!; accepted++) relevant += label[accepted]!
    tp[m] = relevant
    fp[m] = accepted - relevant
  }
  return { order, label, ends, threshold, tp, fp, relevant, irrelevant: order.length - relevant }
}

/** Sorted numbers cost far less than positions sorted by a function: 100,000 pairs are a usual case. */
function distinct(
  taking: Int32Array,
  valueOf: (i: number) => number,
  turned: (values: Float64Array) => Float64Array,
): Float64Array {
  const sorted = turned(Float64Array.from(taking, valueOf).sort())
  return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1])
}

/** Positions from the closest on, equal scores as they stand; and the last of each score. */
function placed(
  taking: Int32Array,
  threshold: Float64Array,
  scores: Float64Array,
  sign: 1 | -1,
): Pick<Sweep, 'order' | 'ends'> {
  const groups = taking.map((i) => {
    const value = scores[i]!
    let [low, high] = [0, threshold.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sign * threshold[middle]! > sign * value) low = middle + 1
      else high = middle
    }
    return low
  })
  const next = new Int32Array(threshold.length + 1)
  for (const group of groups) next[group + 1]!++
  for (let m = 0; m < threshold.length; m++) next[m + 1]! += next[m]!
  const ends = next.subarray(1).map((end) => end - 1)
  const order = new Int32Array(taking.length)
  for (let at = 0; at < taking.length; at++) order[next[groups[at]!]!++] = taking[at]!
  return { order, ends }
}

/** The chance that a relevant pair is closer than an irrelevant one; ties count half. scikit-learn's roc_auc_score. */
export function areaUnderRoc({ tp, fp, relevant, irrelevant }: Sweep): number | null {
  if (relevant === 0 || irrelevant === 0) return null
  let area = 0
  for (let m = 0; m < tp.length; m++) area += ((fp[m]! - (fp[m - 1] ?? 0)) * (tp[m]! + (tp[m - 1] ?? 0))) / 2
  return area / (relevant * irrelevant)
}

/** Σ (Rₙ - Rₙ₋₁)·Pₙ. scikit-learn's average_precision_score. Null: no relevant pair. */
export function averagePrecision({ tp, fp, relevant }: Sweep): number | null {
  if (relevant === 0) return null
  let sum = 0
  for (let m = 0; m < tp.length; m++)
    sum += ((tp[m]! - (tp[m - 1] ?? 0)) / relevant) * (tp[m]! / (tp[m]! + fp[m]!))
  return sum
}

/** scikit-learn's roc_curve with its default, which leaves out points on a straight line. Null: one class only. */
export function rocCurve(sweep: Sweep, sign: 1 | -1 = 1): Curve | null {
  const area = areaUnderRoc(sweep)
  if (area === null) return null
  const { tp, fp, threshold, relevant, irrelevant } = sweep
  const last = tp.length - 1
  // A second difference of 0 in both counts: the step before and the step after are the same.
  const bends = (counts: Float64Array, m: number) => counts[m + 1]! - 2 * counts[m]! + counts[m - 1]! !== 0
  const kept = Int32Array.from(tp, (_, m) => m).filter(
    (m) => m === 0 || m === last || bends(tp, m) || bends(fp, m),
  )
  return {
    threshold: after(sign * Infinity, kept, (m) => threshold[m]!),
    x: after(0, kept, (m) => fp[m]! / irrelevant),
    y: after(0, kept, (m) => tp[m]! / relevant),
    area,
  }
}

/** scikit-learn's precision_recall_curve, from the closest score on (scikit-learn lists it the other way round). */
export function prCurve(sweep: Sweep, sign: 1 | -1 = 1): Curve | null {
  const area = averagePrecision(sweep)
  if (area === null) return null
  const { tp, fp, threshold, relevant } = sweep
  const all = Int32Array.from(tp, (_, m) => m)
  return {
    threshold: after(sign * Infinity, all, (m) => threshold[m]!),
    x: after(0, all, (m) => tp[m]! / relevant),
    y: after(1, all, (m) => tp[m]! / (tp[m]! + fp[m]!)),
    area,
  }
}

/** A first value and one for each place. */
function after(first: number, places: Int32Array, of: (m: number) => number): Float64Array {
  const out = new Float64Array(places.length + 1)
  out[0] = first
  for (let at = 0; at < places.length; at++) out[at + 1] = of(places[at]!)
  return out
}

/** F-beta of the pairs that are accepted; 0 where nothing relevant is. */
export const fBeta = (tp: number, fp: number, relevant: number, beta: number): number =>
  tp === 0 ? 0 : ((1 + beta * beta) * tp) / (beta * beta * relevant + tp + fp)

export type Choice = Pick<AnswerOptions, 'criterion' | 'beta' | 'atLeast'>

/**
 * How good a threshold is by the criterion; the largest one wins, the first of equals, which is the closest score. -1: it does not
 * meet the criterion. precision-at-least: the most recall that this precision allows. recall-at-least: the closest score that has
 * this recall. youden: recall - false positive rate, in whole numbers.
 */
export function goodness(
  { criterion, beta, atLeast }: Choice,
  tp: number,
  fp: number,
  relevant: number,
  irrelevant: number,
): number {
  switch (criterion) {
    case 'f1':
      return fBeta(tp, fp, relevant, 1)
    case 'f-beta':
      return fBeta(tp, fp, relevant, beta)
    case 'youden':
      // Shifted, so that it is never below 0.
      return tp * irrelevant - fp * relevant + relevant * irrelevant
    case 'precision-at-least':
      return tp > 0 && tp / (tp + fp) >= atLeast ? tp : -1
    case 'recall-at-least':
      return tp / relevant >= atLeast ? 1 : -1
  }
}

/** Which classes the criterion needs. */
const possible = ({ criterion }: Choice, relevant: number, irrelevant: number): boolean =>
  relevant > 0 && (criterion !== 'youden' || irrelevant > 0)

/** Place of the best threshold in the sweep; null: none meets the criterion, or a class that it needs is missing. */
export function bestPlace({ tp, fp, relevant, irrelevant }: Sweep, choice: Choice): number | null {
  if (!possible(choice, relevant, irrelevant)) return null
  let best = -1
  let place: number | null = null
  for (let m = 0; m < tp.length; m++) {
    const value = goodness(choice, tp[m]!, fp[m]!, relevant, irrelevant)
    if (value > best) [best, place] = [value, m]
  }
  return place
}

/** Pairs of a resample. */
export interface Drawn {
  /** [queries] how often each was drawn. */
  readonly times: Uint16Array
  readonly relevant: number
  readonly irrelevant: number
}

/**
 * The same with each pair counted as often as its query was drawn. This is the loop that an answer spends most of its time in.
 * @param queryAt [n] query of each place of the sweep @returns the threshold; NaN: none
 */
export function bestOfResample(sweep: Sweep, choice: Choice, drawn: Drawn, queryAt: Int32Array): number {
  const { label, ends, threshold } = sweep
  const { times, relevant, irrelevant } = drawn
  if (!possible(choice, relevant, irrelevant)) return NaN
  let best = -1
  let found = NaN
  let tp = 0
  let accepted = 0
  let at = 0
  for (let m = 0; m < ends.length; m++) {
    const before = tp
    const end = ends[m]!
    for (; at <= end; at++) {
      const n = times[queryAt[at]!]!
      accepted += n
      if (label[at] === 1) tp += n
    }
    // Irrelevant pairs alone make no criterion better; and a score that was not drawn is no threshold of this sample.
    if (tp === before) continue
    const value = goodness(choice, tp, accepted - tp, relevant, irrelevant)
    if (value > best) {
      best = value
      found = threshold[m]!
    }
  }
  return found
}
