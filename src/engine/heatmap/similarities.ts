/**
 * ColBERT of one unit with many. In JavaScript the products of 200 × 200 sentences of bge-m3 take 13 s; here the runtime
 * multiplies, as a graph of one Gemm.
 */
import type { Encoded, Matrix } from '../encode/types'
import { makeInt, node } from '../onnx/graph-tools'
import { ELEMENT, type OnnxModel } from '../onnx/types'
import { writeOnnx } from '../onnx/write'
import type { Runtime, TensorSession } from '../model/ports'

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
  /** Where each unit's rows begin in it; one more than units. */
  readonly starts: readonly number[]
  /** Of its first unit among the columns. */
  readonly units: readonly number[]
}

/** ColBERT scores of any unit with the same columns. */
export class BestSimilarities {
  private constructor(
    private readonly session: TensorSession,
    private readonly blocks: readonly Block[],
  ) {}

  /** @throws EngineError as Runtime.createSession */
  static async open(runtime: Runtime, columns: readonly (Encoded | null)[]): Promise<BestSimilarities> {
    const { model } = await writeOnnx(PRODUCT, () => Promise.resolve(new Uint8Array()), { external: false })
    return new BestSimilarities(await runtime.createSession(model, [], 'similarities'), blocksOf(columns))
  }

  /**
   * Σ over rows of the query of its largest similarity, ÷ rows, for each column that has rows: score/colbert.ts in single
   * precision.
   * @param out [columns], written
   */
  async scores(query: Matrix, out: Float64Array): Promise<void> {
    for (const { matrix, starts, units } of this.blocks) {
      const feeds = { query: tensorOf(query), columns: tensorOf(matrix) }
      const { out: product } = await this.session.run(feeds, ['out'])
      const data = product!.data as Float32Array
      for (const [at, unit] of units.entries())
        out[unit] = meanOfBest(data, query.rows, matrix.rows, starts[at]!, starts[at + 1]!)
    }
  }

  release(): Promise<void> {
    return this.session.release()
  }
}

function meanOfBest(data: Float32Array, rows: number, width: number, from: number, to: number): number {
  let sum = 0
  for (let row = 0; row < rows; row++) {
    let best = -Infinity
    for (let at = row * width + from; at < row * width + to; at++) if (data[at]! > best) best = data[at]!
    sum += best
  }
  return sum / rows
}

const tensorOf = ({ rows, dimension, data }: Matrix) =>
  ({ type: 'float32', dims: [rows, dimension], data }) as const

function blocksOf(columns: readonly (Encoded | null)[]): Block[] {
  const blocks: Block[] = []
  let open: { unit: number; matrix: Matrix }[] = []
  let floats = 0
  const close = () => {
    if (open.length > 0) blocks.push(blockOf(open))
    open = []
    floats = 0
  }
  for (const [unit, column] of columns.entries()) {
    if (column?.colbertVecs.state !== 'available' || column.colbertVecs.value.rows === 0) continue
    const matrix = column.colbertVecs.value
    if (floats > 0 && floats + matrix.data.length > BLOCK) close()
    open.push({ unit, matrix })
    floats += matrix.data.length
  }
  close()
  return blocks
}

function blockOf(parts: readonly { unit: number; matrix: Matrix }[]): Block {
  const { dimension } = parts[0]!.matrix
  const starts = [0]
  for (const { matrix } of parts) starts.push(starts.at(-1)! + matrix.rows)
  const data = new Float32Array(starts.at(-1)! * dimension)
  for (const [at, { matrix }] of parts.entries()) data.set(matrix.data, starts[at]! * dimension)
  return {
    matrix: { rows: starts.at(-1)!, dimension, data },
    starts,
    units: parts.map(({ unit }) => unit),
  }
}
