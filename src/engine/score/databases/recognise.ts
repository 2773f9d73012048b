/** Which units a number from production is in: the conversions of our scores that it equals. */
import { tolerances } from '../../certify/tolerances'
import type { Available } from '../../model/types'
import { fromOurs, ourScoreOf, toOurs, type OurScore } from './convert'
import { curveOf } from './curves'
import { DATABASES } from './table'
import type { Database, Measures, Metric } from './types'

/** A number as it was given. */
export interface Given {
  readonly value: number
  /** Half a unit of its last digit; 0: it is exact. */
  readonly rounding: number
}

/** fp32: as close as another library's fp32 is. fp16: only as close as fp16 is, which more formulas may fit. */
export type Within = 'fp32' | 'fp16'

export interface Reading {
  readonly score: OurScore
  /** Our own value of that score; of a cosine metric on vectors that are not normalised, their cosine. */
  readonly ours: number
  /** Our score in these units. */
  readonly expected: number
  /** Of the first metric. */
  readonly formula: string
  /** True: the number is ours as it is, without a conversion. */
  readonly isOurs: boolean
  readonly within: Within
  /** All that give the same number for this pair. */
  readonly metrics: readonly { readonly database: Database; readonly metric: Metric }[]
}

/**
 * The number with the precision in which it is written: "0.87" stands for 0.865 to 0.875. Without a point it is exact: JSON
 * writes 1.0 as 1. Null: not a number.
 */
export function givenNumber(text: string): Given | null {
  const found = /^[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i.exec(text.trim())
  if (found === null) return null
  const value = Number(text)
  const decimals = (found[1] ?? found[2] ?? '').length - Number(found[3] ?? 0)
  if (!Number.isFinite(value)) return null
  return { value, rounding: text.includes('.') ? 0.5 * 10 ** -decimals : 0 }
}

/** Fewer digits fit by chance too often. */
const SURE_ROUNDING = 5e-4

/** Whether the number is that and nothing else: it has digits enough, and one conversion alone gives it. */
export const isSure = (given: Given, readings: readonly Reading[]): boolean =>
  given.rounding <= SURE_ROUNDING && readings.length === 1 && readings[0]!.within === 'fp32'

/**
 * All conversions of our scores that the given number equals, the tightest class of tolerance alone: where some fit as fp32
 * does, none is named that fits only as fp16 does. Distances of numbers are measured in our units, since a root or a
 * reciprocal would stretch them.
 */
export function recognise(given: Given, measures: Measures): readonly Reading[] {
  for (const within of ['fp32', 'fp16'] as const) {
    const found = readings(given, measures, within)
    if (found.length > 0) return found
  }
  return []
}

/** Numbers that differ by less are one number: fp32 vectors have a length of 1 within 1e-7, so dot and cosine differ. */
const SAME = 1e-6

function readings(given: Given, measures: Measures, within: Within): readonly Reading[] {
  const slack = tolerances('fp32', within, false).scores
  const found: { reading: Omit<Reading, 'metrics'>; metrics: Reading['metrics'][number][] }[] = []
  for (const database of DATABASES)
    for (const metric of database.scores) {
      if (metric.kind === 'lost' || !fits(given, metric, measures, slack)) continue
      const expected = valueOf(fromOurs(metric, measures))!
      const score = ourScoreOf(metric.of)
      const same = found.find(
        ({ reading }) => reading.score === score && Math.abs(reading.expected - expected) < SAME,
      )
      if (same) same.metrics.push({ database, metric })
      else
        found.push({
          reading: {
            score,
            ours: oursOf(metric, measures),
            expected,
            formula: metric.formula,
            isOurs: Math.abs(expected - plain(score, measures)) < SAME,
            within,
          },
          metrics: [{ database, metric }],
        })
    }
  return found
    .map(({ reading, metrics }) => ({ ...reading, metrics }))
    .sort((a, b) => Math.abs(a.expected - given.value) - Math.abs(b.expected - given.value))
}

/** The largest relative error that a database's storage of weights adds. */
const NINE_BITS = 0.004

/** Whether the number may be the metric of this pair, within `slack` in units of our score. */
export function fits({ value, rounding }: Given, metric: Metric, measures: Measures, slack: number): boolean {
  const expected = valueOf(fromOurs(metric, measures))
  if (expected === null) return false
  const { dense, colbert } = measures
  const lengths = {
    normA: dense.state === 'available' ? dense.value.normA : 1,
    normB: dense.state === 'available' ? dense.value.normB : 1,
    rows: colbert.state === 'available' ? colbert.value.rows : 0,
  }
  const score = ourScoreOf(metric.of)
  const ours = plain(score, measures)
  const allowed = slack + (metric.notes.includes('nine-bits') ? NINE_BITS * Math.abs(ours) : 0)
  // The edges of what the rounded number stands for, in our units.
  const edges = [value - rounding, value + rounding].map((edge) => {
    const back = toOurs(metric, edge, lengths)
    return back.state === 'converted' ? back.value : null
  })
  if (edges[0] === null || edges[1] === null)
    // The number is at the end of its range; there the rounding alone may lead out of it.
    return Math.abs(expected - value) <= rounding + Math.abs(slopeAt(metric, measures)) * allowed
  const [low, high] = [Math.min(edges[0]!, edges[1]!), Math.max(edges[0]!, edges[1]!)]
  return ours >= low - allowed && ours <= high + allowed
}

/** How fast the database's number changes with ours; a small step suffices here. */
function slopeAt(metric: Metric, measures: Measures): number {
  const at = valueOf(fromOurs(metric, measures))!
  const { invert, apply } = curveOf(metric.curve)
  const x = invert(at)
  return (apply(x + 1e-6) - at) / 1e-6
}

const valueOf = (part: Available<number>): number | null => (part.state === 'available' ? part.value : null)

/** Our score as FlagEmbedding gives it. */
function plain(score: OurScore, { dense, sparse, colbert }: Measures): number {
  if (score === 'dense') return dense.state === 'available' ? dense.value.dot : NaN
  if (score === 'sparse') return sparse.state === 'available' ? sparse.value : NaN
  return colbert.state === 'available' ? colbert.value.score : NaN
}

const oursOf = (metric: Metric, measures: Measures): number =>
  metric.of === 'cosine' || metric.of === 'angle'
    ? measures.dense.state === 'available'
      ? measures.dense.value.cosine
      : NaN
    : plain(ourScoreOf(metric.of), measures)
