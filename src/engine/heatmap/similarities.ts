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
   * For each column that has rows: the mean over the query's rows of their largest similarity, as score/colbert.ts has it.
   * @param out [columns], written
   */
  async scores(query: Matrix, out: Float64Array): Promise<void> {
    for (const { matrix, columns } of this.blocks) {
      const product = await this.product(query, matrix)
      for (const { units, from, to } of columns) {
        const score = meanOfBest(product, query.rows, matrix.rows, from, to)
        for (const unit of units) out[unit] = score
      }
    }
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

function meanOfBest(
  product: Float32Array | Float64Array,
  rows: number,
  width: number,
  from: number,
  to: number,
): number {
  let sum = 0
  for (let row = 0; row < rows; row++) {
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
