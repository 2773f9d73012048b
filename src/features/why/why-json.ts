/** An explanation with everything that made it, to take away. */
import { identityOf } from '../../engine/model/identity'
import type { WhyRow } from '../../engine/why/types'
import { encodeSettingsOf } from '../../core/selectors'
import type { WhyOutcome } from './types'

export const WHY_FORMAT = 'm3scope/why'
export const WHY_VERSION = 1

export function whyJson({ side, inputs, title, choice, info, value }: WhyOutcome, stale: boolean): string {
  const { observed, tolerance } = value
  return JSON.stringify(
    {
      format: WHY_FORMAT,
      version: WHY_VERSION,
      stale,
      identity: identityOf(info, encodeSettingsOf(inputs, info)),
      preprocessing: {
        rules: JSON.parse(inputs.rules) as unknown,
        leave_out_metadata: inputs.leaveOutMetadata,
        prefix: side === 'a' ? inputs.prefix : '',
      },
      text: side === 'a' ? inputs.textA : inputs.textB,
      side,
      title: title === '' ? null : title,
      target: { head: choice.head, label: choice.label, size: choice.size, norm: observed.norm },
      rounding: observed.rounding?.id ?? null,
      tolerance: {
        cosine: tolerance.cosine,
        largest_difference: tolerance.largestDifference,
        arithmetic: tolerance.arithmetic,
        dtype: tolerance.dtype,
        quantised: tolerance.quantised,
      },
      explained: value.explained,
      unexplained: value.unexplained,
      near_quantised: value.nearQuantised,
      best: value.best && rowJson(value.best),
      equally_good: value.equallyGood.map(rowJson),
      ranked: value.ranked.map(rowJson),
      compared: value.compared,
      encoded: value.encoded,
    },
    null,
    2,
  )
}

const rowJson = (row: WhyRow) => ({
  hypotheses: row.hypotheses.map(({ id, values }) => ({ id, ...values })),
  ...(row.skipped === null
    ? {
        cosine: row.cosine,
        least_row: row.leastRow,
        largest_difference: row.largestDifference,
        norm_ratio: row.normRatio,
        overlap: row.overlap,
        within: row.within,
      }
    : { skipped: row.skipped }),
  tokens: row.tokens,
})
