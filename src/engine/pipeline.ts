/** The one place where the stages are composed: text → tokens → encode → heads → scores. */
import type { EncodedCache } from './encode/cache'
import { encodeAhead } from './encode/batch'
import { encodeText, passThrough } from './encode/encode'
import type { RunHooks } from './encode/pass'
import type { Encoded, EncodeSettings } from './encode/types'
import { EngineError, type ErrorValues } from './errors'
import type { LoadedModel } from './model/load'
import type { LayerProgress, TextProgress } from './model/ports'
import { HEAD_NAMES } from './model/types'
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
  readonly onProgress?: (progress: TextProgress & { readonly side: 'a' | 'b' }) => void
  /** Called before each text and layer; may wait, and throws to cancel. */
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
    const report = (layer?: LayerProgress) =>
      hooks.onProgress?.({ done, total: 2, side: name, ...(layer && { layer }) })
    report()
    await hooks.checkpoint?.()
    const run = runHooks(hooks, report)
    return encodeThrough(cache, model, input[name], input.settings, { side: name }, run, true)
  }
  const a = await side('a', 0)
  const b = await side('b', 1)
  await hooks.checkpoint?.()
  const explanation = explain(a.encoded, b.encoded, tokenOf(model, input.settings))
  hooks.onProgress?.({ done: 2, total: 2, side: 'b' })
  const scores = scoresOf(explanation, input.weights)
  recordScores(model, scores)
  return { a, b, scores, explanation }
}

/** How many texts are looked at for a pass of several. */
export const AHEAD = 64

export interface RankInput {
  readonly query: string
  readonly documents: readonly string[]
  readonly settings: EncodeSettings
  readonly weights: Weights
}

export interface RankHooks {
  readonly onProgress?: (progress: TextProgress) => void
  /** Called before each text and layer; may wait, and throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

/**
 * The scores of one query with each document, in their order; the query asks.
 * @throws EngineError as encodeText; values.document counts from 0, and is absent for the query
 */
export async function rankDocuments(
  model: LoadedModel,
  cache: EncodedCache,
  { query, documents, settings, weights }: RankInput,
  hooks: RankHooks = {},
): Promise<Scores[]> {
  checkWeights(weights)
  await hooks.checkpoint?.()
  const total = documents.length
  const run = (done: number) => runHooks(hooks, (layer) => hooks.onProgress?.({ done, total, layer }))
  const asked = await encodeThrough(cache, model, query, settings, {}, run(0))
  const scores: Scores[] = []
  for (const [index, document] of documents.entries()) {
    hooks.onProgress?.({ done: index, total })
    await hooks.checkpoint?.()
    await encodeAhead(model, cache, documents.slice(index, index + AHEAD), settings, run(index))
    const { encoded } = await encodeThrough(cache, model, document, settings, { document: index }, run(index))
    const found = scoresOf(explain(asked.encoded, encoded, tokenOf(model, settings)), weights)
    recordScores(model, found)
    scores.push(found)
  }
  hooks.onProgress?.({ done: total, total })
  return scores
}

function recordScores({ recorder }: LoadedModel, scores: Scores): void {
  if (!recorder) return
  for (const head of HEAD_NAMES) {
    const score = scores[head]
    if (score.state === 'available') recorder.score(head, score.value)
  }
}

/** The piece of an id, for explanations; "#7" for an id that the vocabulary does not hold. */
export const tokenOf = (model: LoadedModel, { tokenizerMode }: EncodeSettings) => {
  const tokenizer = model.tokenizers.get(tokenizerMode)
  return (id: number) => tokenizer.idToToken(id) ?? `#${id}`
}

const runHooks = (
  { checkpoint }: Pick<PairHooks, 'checkpoint'>,
  report: (layer: LayerProgress) => void,
): RunHooks => ({
  onLayer: (done, total) => report({ done, total }),
  ...(checkpoint && { checkpoint }),
})

/**
 * A text with its vectors, run only where the cache does not have it.
 * @param place what an error says of where the text stood
 * @param keepsHidden the hidden states are kept too, so that the heatmap in context and the similarity by layer need no run
 *   of their own. Only of a graph that runs layer by layer, where they are there anyway: as a further output of a whole
 *   graph they would change its roundings.
 */
export async function encodeThrough(
  cache: EncodedCache,
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  place: ErrorValues,
  hooks: RunHooks,
  keepsHidden = false,
): Promise<PairSide> {
  const known = cache.get(text, settings)
  const isHit = known !== undefined && !cache.takeAhead(text, settings)
  model.recorder?.cache(isHit ? 1 : 0, isHit ? 0 : 1)
  if (known) return { encoded: known, cached: isHit }
  try {
    if (keepsHidden && model.chain) {
      const { pass } = await passThrough(cache, model, text, settings, hooks)
      return { encoded: pass.encoded, cached: false }
    }
    const encoded = await encodeText(model, text, settings, hooks)
    cache.set(text, settings, encoded)
    return { encoded, cached: false }
  } catch (error) {
    if (error instanceof EngineError) throw error.with(place)
    throw error
  }
}
