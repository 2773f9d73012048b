/** What is known of a run's texts before the model sees them. */
import type { EncodeSettings } from '../encode/types'
import { toErrorData } from '../errors'
import type { LoadedModel } from '../model/load'
import { isOfOneText } from './run-model'
import type { FailedText } from './run-types'
import type { TextFacts } from './types'

/** Texts between two chances to cancel. */
const STEP = 16

export interface Facts extends TextFacts {
  /** [texts] tokens that the model sees, after the cut at max_length. */
  readonly seen: Int32Array
  /** Texts that the tokenizer refuses. */
  readonly refused: readonly FailedText[]
}

/** @throws whatever `turn` throws */
export async function factsOf(
  model: LoadedModel,
  texts: readonly string[],
  settings: EncodeSettings,
  turn: () => Promise<void> = async () => undefined,
): Promise<Facts> {
  const tokenizer = model.tokenizers.get(settings.tokenizerMode)
  const { unk } = model.info.tokenizer.specialIds
  const tokens = new Int32Array(texts.length)
  const seen = new Int32Array(texts.length)
  const unknown = new Int32Array(texts.length)
  const truncated = new Uint8Array(texts.length)
  const refused: FailedText[] = []
  for (const [at, text] of texts.entries()) {
    if (at % STEP === 0) await turn()
    try {
      const tokenized = tokenizer.encode(text, settings.maxLength)
      tokens[at] = tokenized.fullLength
      seen[at] = tokenized.ids.length
      truncated[at] = tokenized.truncated ? 1 : 0
      if (unk !== null) unknown[at] = tokenized.ids.reduce((sum, id) => sum + (id === unk ? 1 : 0), 0)
    } catch (error) {
      if (!isOfOneText(error)) throw error
      refused.push({ text: at, error: toErrorData(error) })
    }
  }
  return { tokens, seen, truncated, unknown, refused }
}
