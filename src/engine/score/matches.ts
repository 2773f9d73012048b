/** ColBERT's sum, row by row. */
import type { Tokenized } from '../tokenizer/types'
import { shareOf } from './share'
import type { ColbertDirection } from './types'

/** A token of one text, by its index (0 is `<s>`). */
export interface TokenAt {
  readonly index: number
  readonly token: string
  /** UTF-16 range of the original text; null for `</s>` and where the tokenizer gives none. */
  readonly range: readonly [start: number, end: number] | null
}

export interface MatchRow {
  readonly query: TokenAt
  readonly best: TokenAt
  readonly similarity: number
  /** `similarity` ÷ the sum of all rows; null where that sum is 0. */
  readonly share: number | null
  /** Sum of this row and all rows above it, in the order asked for. */
  readonly running: number
}

export type MatchOrder = 'position' | 'highest' | 'lowest'

export function tokenAt(text: Tokenized, index: number): TokenAt {
  const start = text.starts?.[index] ?? 0
  const end = text.ends?.[index] ?? 0
  return { index, token: text.tokens[index] ?? '', range: end > start ? [start, end] : null }
}

export function matchRows(
  direction: ColbertDirection,
  query: Tokenized,
  other: Tokenized,
  order: MatchOrder,
): MatchRow[] {
  const rows = Array.from(direction.similarities, (_, row) => row)
  const similarity = (row: number) => direction.similarities[row]!
  if (order === 'highest') rows.sort((x, y) => similarity(y) - similarity(x) || x - y)
  if (order === 'lowest') rows.sort((x, y) => similarity(x) - similarity(y) || x - y)
  let running = 0
  return rows.map((row) => ({
    query: tokenAt(query, direction.queryTokens[row]!),
    best: tokenAt(other, direction.bestTokens[row]!),
    similarity: similarity(row),
    share: shareOf(similarity(row), direction.sum),
    running: (running += similarity(row)),
  }))
}
