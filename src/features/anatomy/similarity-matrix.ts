/** Computes the similarity of every token of one text with every token of the other. Pure. */
import Papa from 'papaparse'
import type { Anatomy } from '../../engine/heatmap/types'
import { products } from '../../engine/matrix'
import { other, type Side } from './marks'

/** Maximum number of cells. A larger matrix would block the page for several seconds. */
const CELL_LIMIT = 4_000_000

export const tooLarge = ({ rows, cols }: { readonly rows: number; readonly cols: number }): boolean =>
  rows * cols > CELL_LIMIT

export interface SimilarityMatrix {
  /** [rows][columns] dot products of colbert_vecs. */
  readonly data: Float64Array
  readonly rowTokens: readonly string[]
  readonly colTokens: readonly string[]
  /** Token index of row 0 and of column 0. */
  readonly firstRow: number
  readonly firstCol: number
}

export function similarityMatrix(anatomy: Anatomy, asking: Side): SimilarityMatrix {
  const [query, document] = [anatomy[asking], anatomy[other(asking)]]
  const [q, p] = [query.colbertVecs, document.colbertVecs]
  const tokensOf = (encoded: typeof query) => encoded.tokenized.tokens.slice(encoded.colbertFirst)
  const names = {
    rowTokens: tokensOf(query),
    colTokens: tokensOf(document),
    firstRow: query.colbertFirst,
    firstCol: document.colbertFirst,
  }
  if (q.state === 'unavailable' || p.state === 'unavailable') return { data: new Float64Array(), ...names }
  return { data: products(q.value, p.value), ...names }
}

/** The matrix as CSV: tokens as headers, numbers in full precision. The last line names the model and settings. */
export function matrixCsv({ data, rowTokens, colTokens }: SimilarityMatrix, madeBy: string): string {
  const cols = colTokens.length
  const rows = rowTokens.map((token, at) => [
    token,
    ...Array.from(data.subarray(at * cols, (at + 1) * cols), String),
  ])
  const table = Papa.unparse([['', ...colTokens], ...rows], { newline: '\n' })
  return `\ufeff${table}\n${Papa.unparse([[`# ${madeBy}`]])}\n`
}
