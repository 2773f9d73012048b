/** The JSON of a result of `why`. */
import type { WhyResult, WhyRow } from '../../../src/engine/why/types'

/** @returns the fields in the order of docs/cli.md, with hypotheses as their ids */
export function whyReport({ head, explained, best, equallyGood, ranked, ...rest }: WhyResult): object {
  const { observed, tolerance } = rest
  return {
    explained,
    best: best && rowFields(best),
    equally_good: equallyGood.map((row) => row.hypotheses.map(({ id }) => id)),
    ranked: ranked.filter(({ skipped }) => skipped === null).map(rowFields),
    skipped: ranked
      .filter(({ skipped }) => skipped !== null)
      .map(({ hypotheses, skipped }) => ({ hypotheses: hypotheses.map(({ id }) => id), reason: skipped })),
    unexplained: rest.unexplained,
    near_quantised: rest.nearQuantised,
    head,
    norm: observed.norm,
    rounding: observed.rounding?.id ?? null,
    tolerance: {
      cosine: tolerance.cosine,
      largest_difference: tolerance.largestDifference,
      arithmetic: tolerance.arithmetic,
      dtype: tolerance.dtype,
      quantised: tolerance.quantised,
    },
    encoded: rest.encoded,
    compared: rest.compared,
  }
}

/** `least_row` is there for ColBERT only, `overlap` for sparse weights only. */
const rowFields = ({
  hypotheses,
  cosine,
  largestDifference,
  normRatio,
  leastRow,
  overlap,
  tokens,
  within,
}: WhyRow) => ({
  hypotheses: hypotheses.map(({ id }) => id),
  cosine,
  largest_difference: largestDifference,
  norm_ratio: normRatio,
  ...(leastRow !== null && { least_row: leastRow }),
  ...(overlap !== null && { overlap }),
  tokens,
  within,
})
