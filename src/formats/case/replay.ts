/** What a case asks of a model: texts as its rules prepare them, settings as far as the model can take them. */
import type { EncodeSettings } from '../../engine/encode/types'
import type { ModelInfo } from '../../engine/model/types'
import type { Weights } from '../../engine/score/types'
import { prepareText } from '../../engine/text/prepare'
import type { CaseContent, CaseSettings } from './schema'

/** The model's exact inputs, made anew from the texts. A prefix belongs to the query, A. */
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

/** As the page runs them: what a model cannot take of a setting is left out, and the table of changes shows it. */
export function encodeSettings(settings: CaseSettings, info: ModelInfo): EncodeSettings {
  const { max_length, tokenizer_mode, normalize, truncate_dim, activations } = settings
  const modes = info.tokenizerModes
  const dimension = info.heads.dense.state === 'available' ? info.heads.dense.value.dimension : 0
  return {
    tokenizerMode: modes.length === 0 || modes.includes(tokenizer_mode) ? tokenizer_mode : modes[0]!,
    maxLength: Math.min(max_length, info.positionLimit.value),
    normalize,
    truncateDim: truncate_dim !== null && truncate_dim < dimension ? truncate_dim : null,
    ...(info.activations.includes('faithful') && { activations }),
  }
}
