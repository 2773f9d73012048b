/** Rows of the matrix: one unit of A against all units of B, head by head. */
import type { Encoded } from '../encode/types'
import { dot } from '../matrix'
import { HEAD_NAMES, type HeadName } from '../model/types'
import { lexicalMatchingScore } from '../score/sparse'

export type HeadRow = Readonly<Record<HeadName, Float64Array | null>>

/** Which heads a model gives for these units. */
export type WantedHeads = Readonly<Record<HeadName, boolean>>

/**
 * Scores of one unit with each of `columns`, as analyzePair has them; NaN where one of the two has no tokens, and in the
 * row of ColBERT, which BestSimilarities fills in for several units at once.
 */
export function rowOf(
  unit: Encoded | null,
  columns: readonly (Encoded | null)[],
  wanted: WantedHeads,
): HeadRow {
  const row = (head: HeadName) => (wanted[head] ? new Float64Array(columns.length).fill(NaN) : null)
  const values = Object.fromEntries(HEAD_NAMES.map((head) => [head, row(head)])) as Record<
    HeadName,
    Float64Array | null
  >
  if (unit === null) return values
  const { dense, sparse } = values
  for (const [at, column] of columns.entries()) {
    if (column === null) continue
    if (dense && unit.denseVecs.state === 'available' && column.denseVecs.state === 'available')
      dense[at] = dot(unit.denseVecs.value, column.denseVecs.value)
    if (sparse && unit.lexicalWeights.state === 'available' && column.lexicalWeights.state === 'available')
      sparse[at] = lexicalMatchingScore(unit.lexicalWeights.value, column.lexicalWeights.value)
  }
  return values
}
