/** Lexical weights whose keys are tokens, as FlagEmbedding's convert_id_to_token gives them: their ids need a vocabulary. */
import { isObject } from '../../engine/values'
import type { Literal, LiteralObject } from './literal'
import { isWeights, toSparse } from './shapes'
import type { ForeignVectors } from './types'

/** For a field whose name says that weights are meant. */
export const isNamedWeights = (value: Literal | undefined): value is LiteralObject =>
  isObject(value) &&
  !isWeights(value) &&
  Object.values(value).every((weight) => typeof weight === 'number' && Number.isFinite(weight) && weight >= 0)

/** Without such a name: at least one key is a token of SentencePiece, a sign, or a word of another script. */
export const areNamedWeights = (value: Literal | undefined): value is LiteralObject =>
  isNamedWeights(value) && Object.keys(value).some((key) => /[▁\u0080-\uffff]|^[^\w\s]$/.test(key))

/** [["▁refund", 0.2]] and [{"token":"▁refund","weight":0.2}] as an object; null: another list. */
export function namedPairs(list: readonly Literal[]): LiteralObject | null {
  const pairs = list.map((each) => {
    const [token, weight] = Array.isArray(each)
      ? (each as readonly Literal[])
      : isObject(each)
        ? [each['token'], each['weight'] ?? each['score'] ?? each['value']]
        : []
    return typeof token === 'string' && typeof weight === 'number' && weight >= 0 ? [token, weight] : null
  })
  const fits = pairs.length > 0 && pairs.every((pair) => pair !== null)
  return fits && list.every((each) => !Array.isArray(each) || each.length === 2)
    ? largest(pairs as [string, number][])
    : null
}

function largest(pairs: readonly (readonly [token: string, weight: number])[]): LiteralObject {
  // A map, because `constructor` is a token too.
  const weights = new Map<string, number>()
  for (const [token, weight] of pairs) weights.set(token, Math.max(weight, weights.get(token) ?? 0))
  return Object.fromEntries(weights)
}

/** Of a token that is written twice, with and without white space, the larger weight counts. */
export function byToken(value: LiteralObject): Pick<ForeignVectors, 'byToken'> {
  const weights = new Map<string, number>()
  for (const [token, weight] of Object.entries(value))
    weights.set(token, Math.max(weight as number, weights.get(token) ?? 0))
  return { byToken: weights }
}

/** @throws EngineError vector/unreadable, vector/not-finite */
export const sparsePart = (value: Literal, where: string): Pick<ForeignVectors, 'sparse' | 'byToken'> =>
  isNamedWeights(value) ? { sparse: null, ...byToken(value) } : { sparse: toSparse(value, where) }
