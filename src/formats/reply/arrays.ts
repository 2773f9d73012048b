/** Replies that are a bare array: TEI's, llama.cpp's, rows of a database, a vector alone. */
import { isObject } from '../../engine/values'
import type { RequestKind } from '../request/types'
import type { Literal, LiteralObject } from './literal'
import { item, reply } from './make'
import {
  areNormalised,
  isIndexed,
  isList,
  isListOf,
  isNumbers,
  isPairs,
  isRows,
  areWhole,
  isTokenIds,
  isTuples,
  isWeights,
  toDense,
  toRows,
  toSparse,
} from './shapes'
import { readRecords } from './records'
import { areNamedWeights, byToken, isNamedWeights, namedPairs } from './token-names'
import type { ForeignReply } from './types'

/**
 * `kind`: what the request asked for, where that is known; it decides between two readings of one shape. Without it:
 * [0.1, …] is one dense vector; [[0.1, …], …] are dense vectors, a text each, and otherwise the ColBERT rows of one text;
 * [[[…]]] are ColBERT vectors when every row has length 1, else hidden states; whole numbers beyond 255 are token ids.
 */
export function readArray(list: readonly Literal[], kind: RequestKind | null): ForeignReply | null {
  const somePairs = list.some(isPairs)
  const someNamed = list.every(isNamedWeights) && list.some(areNamedWeights)
  if (kind === 'similarity' && isNumbers(list))
    return reply('tei-similarity', [], { scores: [...toDense(list, 'scores')] })
  if (kind === 'tokenize' && isNumbers(list))
    return reply('token-ids', [], { tokenIds: [[...toDense(list, 'ids')]] })
  if (isTokenIds(list)) return reply('token-ids', [], { tokenIds: [list] })
  if (isNumbers(list)) return reply('json-array', [item({ dense: toDense(list, 'vector') })])
  if (isTuples(list) && kind !== 'dense')
    return reply('lexical-weights', [item({ sparse: toSparse(list, 'weights') })])
  if (isListOf(list, isTuples) && list.some(haveIds) && kind !== 'dense' && kind !== 'colbert')
    return reply('lexical-weights', sparseItems(list))
  if (list.some(isTokenIds) && isListOf(list, areWhole))
    return reply('token-ids', [], { tokenIds: list as number[][] })
  if (isRows(list)) return kind === 'colbert' ? rowsOfOne(list) : textsOrRows(list)
  if (isListOf(list, isRows)) return hiddenOrColbert(list, kind)
  if (isListOf(list, isTokens))
    return reply('tei-tokenize', [], { tokenIds: (list as LiteralObject[][]).map(idsOf) })
  if (isListOf(list, isPairsOrNone) && (kind === 'sparse' || somePairs))
    return reply('tei-sparse', sparseItems(list))
  if (isPairs(list)) return reply('lexical-weights', [item({ sparse: toSparse(list, 'weights') })])
  if (isListOf(list, isLlama)) return llama(list as LiteralObject[])
  if (isListOf(list, (entry) => isWeights(entry) || isIndexed(entry)))
    return reply('lexical-weights', sparseItems(list))
  if (someNamed)
    return reply(
      'lexical-weights',
      (list as readonly LiteralObject[]).map((weights, at) =>
        item({ ...byToken(weights), label: String(at) }),
      ),
    )
  const named = namedPairs(list)
  if (named !== null) return reply('lexical-weights', [item(byToken(named))])
  if (isListOf(list, isList)) refuseEach(list)
  return isListOf(list, isObject) ? readRecords(list as LiteralObject[]) : null
}

/** Throws the error of the first list that is not a vector. */
const refuseEach = (list: readonly Literal[]) => list.forEach((vector, at) => toDense(vector, `[${at}]`))

/** Ids of tokens that a text can have, and weights; [[6, 8], [0, 1]] are rows. */
const haveIds = (tuples: Literal) => {
  const pairs = tuples as readonly (readonly [number, number])[]
  return pairs.every(([id]) => id > 3) && pairs.some(([, weight]) => !Number.isInteger(weight))
}
const isPairsOrNone = (entry: Literal) => isPairs(entry) || (isList(entry) && entry.length === 0)
const sparseItems = (list: readonly Literal[]) =>
  list.map((weights, at) => item({ sparse: toSparse(weights, `[${at}]`), label: String(at) }))

const rowsOfOne = (list: Literal) => reply('colbert-rows', [item({ colbert: toRows(list, 'rows') })])

function textsOrRows(list: readonly Literal[]): ForeignReply {
  const asRows = rowsOfOne(list) // also throws for rows of unequal length, which no server gives
  const texts = reply(
    'tei',
    list.map((vector, at) => item({ dense: toDense(vector, `[${at}]`), label: String(at) })),
  )
  return list.length > 1 ? { ...texts, otherwise: asRows } : texts
}

function hiddenOrColbert(list: readonly Literal[], kind: RequestKind | null): ForeignReply {
  const all = list.map((rows, at) => toRows(rows, `[${at}]`))
  const label = (at: number) => String(at)
  // A text has two tokens at least, so one row for each text is its dense vector.
  if (kind !== 'colbert' && all.every(({ rows }) => rows === 1))
    return reply(
      'tei',
      all.map(({ data }, at) => item({ dense: data, label: label(at) })),
    )
  if (all.every(areNormalised))
    return reply(
      'colbert-rows',
      all.map((colbert, at) => item({ colbert, label: label(at) })),
    )
  return reply(
    'tei-embed-all',
    all.map((hidden, at) => item({ hidden, label: label(at) })),
  )
}

const isTokens = (entry: Literal) =>
  isListOf(entry, (token) => isObject(token) && typeof token['id'] === 'number' && 'start' in token)
const idsOf = (tokens: readonly LiteralObject[]) => tokens.map(({ id }) => id as number)

/** [{"index":0,"embedding":[[…]]}]: pooled, one row; with --pooling none a row per token. */
const isLlama = (entry: Literal) => isObject(entry) && isListOf(entry['embedding'], isNumbers)
function llama(list: readonly LiteralObject[]): ForeignReply {
  return reply(
    'llamacpp',
    list.map(({ index, embedding }, at) => {
      const rows = toRows(embedding, `[${at}].embedding`)
      const label = String(index ?? at)
      return rows.rows === 1 ? item({ dense: rows.data, label }) : item({ hidden: rows, label })
    }),
  )
}
