/** Values that are derived from the state of the exports. */
import { utf8Length } from '../../engine/text/utf8'
import { targetOf } from '../../formats/export'
import { estimateSize, type SizedRecord, type SizeEstimate } from '../../formats/export/size'
import { filledSides } from '../../core/text/filled-sides'
import { exportDimension } from './plan'
import type { ExportOptions, ExportUnits } from './types'
import { inputsFor } from '../../core/selectors'
import type { AppState, Side } from '../../core/state'
import { isPending } from '../../core/text/long-texts'
import { sentenceUnitsNow } from '../../core/units'
import { memoize } from '../../core/memoize'
import { NO_CHANGES, staleness, type Change } from '../../core/staleness'

/** What has changed since the findings were made. */
export const findingsStaleness = (state: AppState): readonly Change[] =>
  state.model.phase === 'ready' ? staleness(state, state.exports.findings?.inputs ?? null) : NO_CHANGES

export interface ExportSizes {
  /** The estimated bytes of each head, whether it is chosen or not. */
  readonly estimate: SizeEstimate
  /** The estimated bytes of the file with the chosen heads. */
  readonly total: number
  readonly records: number
  /** Dimension of the ColBERT vectors; 0: the model has no ColBERT head. */
  readonly colbertDimension: number
}

type Sized = Pick<AppState, 'a' | 'b' | 'settings' | 'rules' | 'splits' | 'longTexts' | 'model'>

/** The estimated sizes; null: no model is loaded, there is no text, or its tokens are not counted yet. */
export const exportSizes = ({ a, b, settings, rules, splits, longTexts, model, exports }: AppState) =>
  sizes(a, b, settings, rules, splits, longTexts, model, exports.options)

const sizes = memoize(
  1,
  (
    a: Sized['a'],
    b: Sized['b'],
    settings: Sized['settings'],
    rules: Sized['rules'],
    splits: Sized['splits'],
    longTexts: Sized['longTexts'],
    model: Sized['model'],
    options: ExportOptions,
  ) => sizesOf({ a, b, settings, rules, splits, longTexts, model }, options),
)

function sizesOf(state: Sized, options: ExportOptions): ExportSizes | null {
  const { model } = state
  const sides = filledSides(state)
  if (model.phase !== 'ready' || sides.length === 0) return null
  const sized = sides.map((side) => sizedRecords(state, options.units, side))
  if (sized.includes(null)) return null
  const records = sized.flatMap((list) => list!)
  const { info } = model
  const dimensionOf = (head: 'dense' | 'colbert') => {
    const part = info.heads[head]
    return part.state === 'available' ? part.value.dimension : null
  }
  const full = dimensionOf('dense')
  const cut = exportDimension(options, inputsFor(state, info).truncateDim, info)
  const colbert = dimensionOf('colbert')
  const dimensions = { dense: cut ?? full, colbert, full }
  const estimate = estimateSize(targetOf(options.target), dimensions, records)
  const total = options.heads.reduce((sum, head) => sum + estimate[head], estimate.rest)
  return { estimate, total, records: records.length, colbertDimension: colbert ?? 0 }
}

/** Estimates the tokens of a sentence as its share of the tokens of the text, plus two for `<s>` and `</s>`. */
function sizedRecords(state: Sized, units: ExportUnits, side: Side): SizedRecord[] | null {
  const { count, text } = state[side]
  if (count === null || isPending(state, side)) return null
  const whole = { tokens: Math.min(count.count, count.maxLength), text: utf8Length(text) }
  const perUnit = count.count / Math.max(1, text.length)
  const sentences =
    units === 'texts'
      ? []
      : sentenceUnitsNow(state, side).map((unit) => ({
          tokens: Math.min(count.maxLength, Math.round(unit.text.length * perUnit) + 2),
          text: utf8Length(unit.text),
        }))
  return units === 'sentences' ? sentences : [whole, ...sentences]
}
