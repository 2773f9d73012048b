import type { EncodedCache } from '../encode/cache'
import type { EncodeSettings } from '../encode/types'
import { EngineError } from '../errors'
import { cosine } from '../matrix'
import type { LoadedModel } from '../model/load'
import { packChunks } from '../text/chunks/pack'
import type { Chunk, ChunkSentence, ChunkSettings } from '../text/chunks/types'
import { UnitEncoder, type UnitHooks } from './units'

/** Of the similarities of neighbouring sentences. Where one is below this percentile, the subject changes. */
const PERCENTILE = 0.2

/**
 * Sentences packed into chunks.
 * @throws EngineError as encodeText; model/head-unavailable for semantic chunks without dense_vecs
 */
export async function chunkSentences(
  model: LoadedModel,
  cache: EncodedCache,
  input: {
    readonly sentences: readonly ChunkSentence[]
    readonly chunk: ChunkSettings
    readonly settings: EncodeSettings
  },
  hooks: UnitHooks = {},
): Promise<Chunk[]> {
  const { sentences, chunk, settings } = input
  const tokenizer = model.tokenizers.get(settings.tokenizerMode)
  const none = tokenizer.count('')
  const counts = sentences.map(({ text }) => tokenizer.count(text) - none)
  const opens =
    chunk.by === 'paragraph'
      ? sentences.map(({ opensParagraph }) => opensParagraph)
      : await changesOfSubject(model, cache, sentences, settings, hooks)
  return packChunks(counts, opens, chunk.size, chunk.overlap)
}

async function changesOfSubject(
  model: LoadedModel,
  cache: EncodedCache,
  sentences: readonly ChunkSentence[],
  settings: EncodeSettings,
  hooks: UnitHooks,
): Promise<boolean[]> {
  const encoder = new UnitEncoder(
    model,
    cache,
    settings,
    hooks,
    sentences.map(({ text }) => text),
  )
  const vectors: Float32Array[] = []
  for (const [sentence, { text }] of sentences.entries()) {
    const { denseVecs } = await encoder.encode(text, { unit: sentence })
    if (denseVecs.state === 'unavailable')
      throw new EngineError('model/head-unavailable', 'Semantic chunks need dense_vecs.', {
        head: 'dense',
        reason: denseVecs.reason,
      })
    vectors.push(denseVecs.value)
  }
  const near = vectors.map((vector, at) => (at === 0 ? -Infinity : cosine(vectors[at - 1]!, vector)))
  const sorted = near.slice(1).sort((x, y) => x - y)
  const least = sorted[Math.floor(PERCENTILE * sorted.length)] ?? -Infinity
  return near.map((similarity) => similarity < least || similarity === -Infinity)
}
