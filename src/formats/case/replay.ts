/**
 * The inputs and settings of a case for a run: texts prepared by its rules, settings limited to what the model supports.
 */
import type { EncodeSettings } from '../../engine/encode/types'
import { offersArithmetic, type ModelInfo } from '../../engine/model/types'
import type { Weights } from '../../engine/score/types'
import { prepareText } from '../../engine/text/prepare'
import type { CaseContent, CaseSettings } from './schema'

/** The model's exact inputs, prepared again from the texts. The prefix belongs to text A, the query. */
export function inputsOf({
  sides,
  prefix,
  rules,
  metadata,
}: Pick<CaseContent, 'sides' | 'prefix' | 'rules' | 'metadata'>): { readonly a: string; readonly b: string } {
  const made = (text: string) =>
    prepareText(text, { rules, leaveOutMetadata: metadata === 'out' }).mapped.text
  return { a: prefix + made(sides.a.text), b: made(sides.b.text) }
}

export const weightsOf = ({ weights: [dense, sparse, colbert] }: Pick<CaseSettings, 'weights'>): Weights => ({
  dense,
  sparse,
  colbert,
})

/**
 * The settings as the page would run them. A setting that the model does not support is left out, and the table of
 * changes shows it.
 */
export function encodeSettings(settings: CaseSettings, info: ModelInfo): EncodeSettings {
  const { max_length, tokenizer_mode, normalize, truncate_dim, activations, arithmetic } = settings
  const modes = info.tokenizerModes
  const dimension = info.heads.dense.state === 'available' ? info.heads.dense.value.dimension : 0
  return {
    tokenizerMode: modes.length === 0 || modes.includes(tokenizer_mode) ? tokenizer_mode : modes[0]!,
    maxLength: Math.min(max_length, info.positionLimit.value),
    normalize,
    truncateDim: truncate_dim !== null && truncate_dim < dimension ? truncate_dim : null,
    ...(info.activations.includes('faithful') && { activations }),
    ...(offersArithmetic(info) && { arithmetic: arithmetic ?? 'exact' }),
  }
}
