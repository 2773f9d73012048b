/** The one place where the stages are composed: text → tokens → encode → heads → scores. */
import type { EncodedCache } from './encode/cache'
import { encodeText } from './encode/encode'
import type { Encoded, EncodeSettings } from './encode/types'
import { EngineError } from './errors'
import type { LoadedModel } from './model/load'
import { explain, scoresOf } from './score'
import { checkWeights } from './score/fuse'
import type { Explanation, Scores, Weights } from './score/types'

export interface PairInput {
  readonly a: string
  readonly b: string
  readonly settings: EncodeSettings
  readonly weights: Weights
}

export interface PairSide {
  readonly encoded: Encoded
  readonly cached: boolean
}

export interface PairResult {
  readonly a: PairSide
  readonly b: PairSide
  readonly scores: Scores
  readonly explanation: Explanation
}

export interface PairHooks {
  readonly onProgress?: (progress: { done: number; total: number; side: 'a' | 'b' }) => void
  /** Called before each text; may wait, and throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

/**
 * Both texts through the model, one by one, and everything behind their scores. An empty text is encoded as
 * FlagEmbedding does (`<s></s>`); whether to ask for that is the caller's business.
 * @throws EngineError as encodeText; values.side says which text
 */
export async function analyzePair(
  model: LoadedModel,
  cache: EncodedCache,
  input: PairInput,
  hooks: PairHooks = {},
): Promise<PairResult> {
  checkWeights(input.weights)
  const side = async (name: 'a' | 'b', done: number): Promise<PairSide> => {
    hooks.onProgress?.({ done, total: 2, side: name })
    await hooks.checkpoint?.()
    const known = cache.get(input[name], input.settings)
    if (known) return { encoded: known, cached: true }
    try {
      const encoded = await encodeText(model, input[name], input.settings)
      cache.set(input[name], input.settings, encoded)
      return { encoded, cached: false }
    } catch (error) {
      if (error instanceof EngineError) throw error.with({ side: name })
      throw error
    }
  }
  const a = await side('a', 0)
  const b = await side('b', 1)
  await hooks.checkpoint?.()
  const tokenizer = model.tokenizers.get(input.settings.tokenizerMode)
  const explanation = explain(a.encoded, b.encoded, (id) => tokenizer.idToToken(id) ?? `#${id}`)
  hooks.onProgress?.({ done: 2, total: 2, side: 'b' })
  return { a, b, scores: scoresOf(explanation, input.weights), explanation }
}
