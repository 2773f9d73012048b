/** What the command `why` writes of one explanation. */
import type { WhyResult, WhyRow } from '../../engine/why/types'
import { bagOf, notesOf, reasonOf, sameIdsOf, toleranceOf, valuesOf } from './why-parts'

export const whyLine = (result: WhyResult) => ({
  explained: result.explained,
  best: result.best && rowOf(result.best, result),
  equally_good: result.equallyGood.map(({ hypotheses }) => idsOf(hypotheses)),
  equally_good_reasons: result.equallyGood.map((row) => reasonOf(row, result)),
  ranked: result.ranked.filter(({ skipped }) => skipped === null).map((row) => rowOf(row, result)),
  skipped: result.ranked
    .filter(({ skipped }) => skipped !== null)
    .map(({ hypotheses, skipped }) => ({ hypotheses: idsOf(hypotheses), reason: skipped })),
  unexplained: result.unexplained,
  near_quantised: result.nearQuantised,
  head: result.head,
  norm: result.observed.norm,
  rounding: result.observed.rounding?.id ?? null,
  tolerance: toleranceOf(result),
  notes: notesOf(result),
  ...(result.bag !== null && { tokens: bagOf(result.bag) }),
  encoded: result.encoded,
  compared: result.compared,
})

const idsOf = (hypotheses: WhyRow['hypotheses']): string[] => hypotheses.map(({ id }) => id)

const rowOf = (row: WhyRow, result: WhyResult) => ({
  hypotheses: idsOf(row.hypotheses),
  ...valuesOf(row.hypotheses),
  cosine: row.cosine,
  largest_difference: row.largestDifference,
  norm_ratio: row.normRatio,
  ...(row.leastRow !== null && { least_row: row.leastRow }),
  ...(row.overlap !== null && { overlap: row.overlap }),
  tokens: row.tokens,
  within: row.within,
  ...sameIdsOf(row, result),
})
