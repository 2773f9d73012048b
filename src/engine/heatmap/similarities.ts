/**
 * ColBERT scores of one unit with many. All rows go into a few matrix products, which the runtime computes as a graph of one
 * Gemm: 6 to 7 times as fast as matrix.ts (200 × 200 sentences of 384 or 1,024 dimensions).
 */
import type { Encoded } from '../encode/types'
import type { Matrix } from '../matrix'
import { EngineError } from '../errors'
import { products } from '../matrix'
import type { Runtime, TensorSession } from '../model/ports'
import { available } from '../model/types'
import { makeInt, node } from '../onnx/graph-tools'
import { ELEMENT, type OnnxModel } from '../onnx/types'
import { writeOnnx } from '../onnx/write'

/** Floats of one block of columns: 16 MB. */
const BLOCK = 4_000_000

const value = (name: string) => ({ name, type: ELEMENT.float, dims: [null, null] })

/** out = query · columnsᵀ */
const PRODUCT: OnnxModel = {
  irVersion: 8,
  opsets: [{ domain: '', version: 13 }],
  functions: 0,
  sparse: 0,
  graph: {
    name: 'similarities',
    nodes: [node('Gemm', ['query', 'columns'], ['out'], [makeInt('transB', 1)])],
    initializers: new Map(),
    inputs: [value('query'), value('columns')],
    outputs: [value('out')],
    valueInfo: new Map(),
  },
}

interface Block {
  readonly matrix: Matrix
  readonly columns: readonly Column[]
}

/** Rows [from, to) of a block, and the units that share them: equal texts have their rows once. */
interface Column {
  readonly units: number[]
  readonly from: number
  readonly to: number
}

export interface Query {
  /** Its ColBERT rows. */
  readonly rows: Matrix
  /** [columns], written. */
  readonly out: Float64Array
}

/** ColBERT scores of any unit with the same columns. */
export class BestSimilarities {
  private constructor(
    private readonly session: TensorSession | null,
    private readonly blocks: readonly Block[],
  ) {}

  /**
   * @param columns changed in place: the rows of each unit become a view of a block
   * @param exact true: double precision. Not needed for rows of length 1, where single precision is off by about 1e-7
   */
  static async open(
    runtime: Runtime,
    columns: (Encoded | null)[],
    exact: boolean,
  ): Promise<BestSimilarities> {
    const blocks = blocksOf(columns)
    return new BestSimilarities(exact ? null : await sessionOf(runtime), blocks)
  }

  /**
   * For each query and each column that has rows: the mean over the query's rows of their largest similarity, as
   * score/colbert.ts has it. The runtime copies what it is given, so each block is given once for as many queries as their
   * product has room for.
   */
  async scores(queries: readonly Query[]): Promise<void> {
    for (const { matrix, columns } of this.blocks)
      for (const some of together(queries, matrix.rows)) {
        const product = await this.product(joined(some), matrix)
        let first = 0
        for (const { rows, out } of some) {
          for (const { units, from, to } of columns) {
            const score = meanOfBest(product, first, rows.rows, matrix.rows, from, to)
            for (const unit of units) out[unit] = score
          }
          first += rows.rows
        }
      }
  }

  /** Of all columns: what the runtime copies for one product. */
  get floats(): number {
    return this.blocks.reduce((sum, { matrix }) => sum + matrix.data.length, 0)
  }

  async release(): Promise<void> {
    await this.session?.release()
  }

  /** @returns [query.rows, columns.rows] */
  private async product(query: Matrix, columns: Matrix): Promise<Float32Array | Float64Array> {
    if (this.session) {
      const feeds = { query: tensorOf(query), columns: tensorOf(columns) }
      return (await this.session.run(feeds, ['out'])).out!.data as Float32Array
    }
    return products(query, columns)
  }
}

/** Null: the runtime cannot make the session, and JavaScript multiplies instead. */
async function sessionOf(runtime: Runtime): Promise<TensorSession | null> {
  const { model } = await writeOnnx(PRODUCT, () => Promise.resolve(new Uint8Array()), { external: false })
  return runtime.createSession(model, [], 'similarities').catch((error: unknown) => {
    if (error instanceof EngineError) return null
    throw error
  })
}

/** Queries whose product with a block of `width` rows has at most BLOCK numbers, or one query. */
function* together(queries: readonly Query[], width: number): Generator<readonly Query[]> {
  let some: Query[] = []
  let rows = 0
  for (const query of queries) {
    if (some.length > 0 && (rows + query.rows.rows) * width > BLOCK) {
      yield some
      some = []
      rows = 0
    }
    some.push(query)
    rows += query.rows.rows
  }
  if (some.length > 0) yield some
}

function joined(queries: readonly Query[]): Matrix {
  const { dimension } = queries[0]!.rows
  if (queries.length === 1) return queries[0]!.rows
  const rows = queries.reduce((sum, query) => sum + query.rows.rows, 0)
  const data = new Float32Array(rows * dimension)
  let at = 0
  for (const { rows: matrix } of queries) {
    data.set(matrix.data, at)
    at += matrix.data.length
  }
  return { rows, dimension, data }
}

/** @param first the query's first row in the product */
function meanOfBest(
  product: Float32Array | Float64Array,
  first: number,
  rows: number,
  width: number,
  from: number,
  to: number,
): number {
  let sum = 0
  for (let row = first; row < first + rows; row++) {
    let best = -Infinity
    for (let at = row * width + from; at < row * width + to; at++)
      if (product[at]! > best) best = product[at]!
    sum += best
  }
  return sum / rows
}

const tensorOf = ({ rows, dimension, data }: Matrix) =>
  ({ type: 'float32', dims: [rows, dimension], data }) as const

interface Rows {
  readonly unit: Encoded
  readonly matrix: Matrix
  readonly places: number[]
}

function blocksOf(columns: (Encoded | null)[]): Block[] {
  const distinct = new Map<Encoded, Rows>()
  for (const [place, unit] of columns.entries()) {
    if (unit?.colbertVecs.state !== 'available') continue
    const known = distinct.get(unit)
    if (known) known.places.push(place)
    else distinct.set(unit, { unit, matrix: unit.colbertVecs.value, places: [place] })
  }
  const blocks: Block[] = []
  let open: Rows[] = []
  let floats = 0
  const close = () => {
    if (open.length > 0) blocks.push(blockOf(open, columns))
    open = []
    floats = 0
  }
  for (const rows of distinct.values()) {
    const { length } = rows.matrix.data
    if (floats + length > BLOCK) close()
    open.push(rows)
    floats += length
  }
  close()
  return blocks
}

function blockOf(parts: readonly Rows[], units: (Encoded | null)[]): Block {
  const { dimension } = parts[0]!.matrix
  const rows = parts.reduce((sum, { matrix }) => sum + matrix.rows, 0)
  const data = new Float32Array(rows * dimension)
  const columns: Column[] = []
  let from = 0
  for (const { unit, matrix, places } of parts) {
    const to = from + matrix.rows
    data.set(matrix.data, from * dimension)
    const view = { ...matrix, data: data.subarray(from * dimension, to * dimension) }
    const moved = { ...unit, colbertVecs: available(view) }
    for (const place of places) units[place] = moved
    columns.push({ units: places, from, to })
    from = to
  }
  return { matrix: { rows, dimension, data }, columns }
}
