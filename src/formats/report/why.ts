/** What explains a vector from elsewhere, with everything that made the explanation. */
import type { EncodeSettings } from '../../engine/encode/types'
import { identityOf } from '../../engine/model/identity'
import type { HeadName, ModelInfo } from '../../engine/model/types'
import type { Rule } from '../../engine/text/preprocess/types'
import type { WhyResult, WhyRow } from '../../engine/why/types'
import { stamp } from './names'
import type { WhyReport } from './schemas/why'
import type { EditSearchResult } from '../../engine/why/edit-search-types'
import { bagOf, notesOf, reasonOf, sameIdsOf, searchOf, toleranceOf } from './why-parts'

interface WhyOf {
  readonly side: 'a' | 'b'
  readonly inputs: {
    readonly textA: string
    readonly textB: string
    readonly prefix: string
    /** The enabled rules as JSON. */
    readonly rules: string
    readonly leaveOutMetadata: boolean
  }
  readonly title: string
  readonly choice: { readonly head: HeadName; readonly label: string; readonly size: string }
  readonly info: ModelInfo
  readonly value: WhyResult
}

/** @param settings of the run, as the model could take them @param found by the search for the text; null: there was none */
export function whyReport(
  { side, inputs, title, choice, info, value }: WhyOf,
  settings: EncodeSettings,
  stale: boolean,
  found: EditSearchResult | null = null,
): WhyReport {
  const { observed } = value
  return {
    ...stamp('m3scope/why'),
    stale,
    identity: identityOf(info, settings),
    preprocessing: {
      rules: JSON.parse(inputs.rules) as Rule[],
      leave_out_metadata: inputs.leaveOutMetadata,
      prefix: side === 'a' ? inputs.prefix : '',
    },
    text: side === 'a' ? inputs.textA : inputs.textB,
    side,
    title: title === '' ? null : title,
    target: { head: choice.head, label: choice.label, size: choice.size, norm: observed.norm },
    rounding: observed.rounding?.id ?? null,
    tolerance: toleranceOf(value),
    explained: value.explained,
    unexplained: value.unexplained,
    near_quantised: value.nearQuantised,
    best: value.best && rowOf(value.best, value),
    equally_good: value.equallyGood.map((row) => ({ ...rowOf(row, value), reason: reasonOf(row, value) })),
    ranked: value.ranked.map((row) => rowOf(row, value)),
    compared: value.compared,
    encoded: value.encoded,
    notes: notesOf(value),
    ...(value.bag !== null && { tokens: bagOf(value.bag) }),
    ...(found !== null && { search: searchOf(found) }),
  }
}

const rowOf = (row: WhyRow, value: WhyResult) => ({
  hypotheses: row.hypotheses.map(({ id, values }) => ({ id, ...values })),
  ...(row.skipped === null
    ? {
        cosine: row.cosine,
        least_row: row.leastRow,
        largest_difference: row.largestDifference,
        norm_ratio: row.normRatio,
        overlap: row.overlap,
        within: row.within,
        ...sameIdsOf(row, value),
      }
    : { skipped: row.skipped }),
  tokens: row.tokens,
})
