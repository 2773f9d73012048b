/** Replies that are one object, recognised by the names of their fields. */
import { isObject } from '../../engine/values'
import type { RequestKind } from '../request/types'
import type { LiteralObject } from './literal'
import { item, reply } from './make'
import { data } from './data-objects'
import { exported, qdrant, rows } from './database-objects'
import { readRecord } from './record'
import { dashscope, embeddings, fastapi, flagEmbedding, ollamaOld, plugin, tokens } from './server-objects'
import { throwIfRefused } from './refused'
import { chroma, graphOutputs, vespa, weaviate } from './retrieval'
import { isIndexed, isWeights, toSparse } from './shapes'
import { areNamedWeights, byToken } from './token-names'
import type { ForeignReply } from './types'

type Reader = (given: LiteralObject, kind: RequestKind | null) => ForeignReply | null

/** The first reader that recognises the object is used. Readers of more specific keys come first. */
const READERS: readonly Reader[] = [
  flagEmbedding,
  fastapi,
  dashscope,
  plugin,
  weaviate,
  data,
  chroma,
  embeddings,
  ollamaOld,
  tokens,
  exported,
  rows,
  qdrant,
  vespa,
  graphOutputs,
  lexicalWeights,
  (given) => {
    const record = readRecord(given)
    return record && reply('vector' in given && 'id' in given ? 'qdrant' : 'row', [record])
  },
]

/** @throws EngineError reply/refused, and the errors of vectors that cannot be read */
export function readObject(given: LiteralObject, kind: RequestKind | null): ForeignReply | null {
  for (const read of READERS) {
    const found = read(given, kind)
    if (found !== null) return { ...found, ...about(given) }
  }
  throwIfRefused(given)
  return null
}

function about(given: LiteralObject): Pick<ForeignReply, 'model' | 'promptTokens'> {
  const { model, usage, prompt_eval_count } = given
  const counted = isObject(usage) ? (usage['prompt_tokens'] ?? usage['total_tokens']) : prompt_eval_count
  return {
    model: typeof model === 'string' ? model : null,
    // Xinference writes -1 where it did not count.
    promptTokens: typeof counted === 'number' && counted >= 0 ? counted : null,
  }
}

function lexicalWeights(given: LiteralObject): ForeignReply | null {
  if (areNamedWeights(given)) return reply('lexical-weights', [item(byToken(given))])
  return isWeights(given) || isIndexed(given)
    ? reply('lexical-weights', [item({ sparse: toSparse(given, 'weights') })])
    : null
}
