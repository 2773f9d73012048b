/** Items that a server may give out of order. */
import type { LiteralObject } from './literal'
import { item } from './make'
import type { ForeignVectors } from './types'

interface Ordered {
  readonly order: number
  readonly vectors: ForeignVectors
}

export const labelled = (entry: LiteralObject, at: number, vectors: Partial<ForeignVectors>): Ordered => ({
  order: Number(entry['index'] ?? at),
  vectors: item({ ...vectors, label: String(entry['index'] ?? at) }),
})

/** By the index that the server gave, not by place. */
export const inOrder = (items: readonly Ordered[]): ForeignVectors[] =>
  [...items].sort((one, other) => one.order - other.order).map(({ vectors }) => vectors)
