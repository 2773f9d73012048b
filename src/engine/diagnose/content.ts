/** The tokens of a text that are its own. */
import type { ModelInfo } from '../model/types'
import type { Tokenized } from '../tokenizer/types'

/** Without `<s>`, `</s>` and `<pad>`; `<unk>` and `<mask>` stand for something in the text. */
export function content(
  { ids, tokens, starts, ends }: Tokenized,
  { tokenizer }: Pick<ModelInfo, 'tokenizer'>,
) {
  const { cls, eos, pad } = tokenizer.specialIds
  const template = new Set([cls, eos, pad].filter((id) => id !== null))
  return Array.from(ids, (id, index) => ({
    index,
    token: tokens[index]!,
    start: starts?.[index] ?? 0,
    end: ends?.[index] ?? 0,
    special: false,
    isTemplate: template.has(id),
  })).filter(({ isTemplate }) => !isTemplate)
}
