/** Layers of random weights in the kernels' memory, for tests of src/kernels. */
import * as abi from '../src/kernels/abi'
import type { Kernels } from '../src/engine/encoder/ports'

export interface Shape {
  readonly hidden: number
  readonly heads: number
  readonly feedForward: number
  readonly layers: number
}

export const SMALL: Shape = { hidden: 64, heads: 4, feedForward: 128, layers: 2 }

/** y = x · W + bias; W: [k, n], row by row. */
export interface PlainLinear {
  readonly k: number
  readonly n: number
  readonly weights: Float32Array
  readonly bias: Float32Array
  /** As int8: weights = code · scale of the column, and rows are quantised before the product. Absent: fp32. */
  readonly codes?: { readonly values: Int8Array; readonly scales: Float32Array }
}

export interface PlainNorm {
  readonly gamma: Float32Array
  readonly beta: Float32Array
  readonly epsilon: number
}

export interface PlainLayer {
  readonly qkv: PlainLinear
  readonly output: PlainLinear
  readonly intermediate: PlainLinear
  readonly final: PlainLinear
  readonly norm1: PlainNorm
  readonly norm2: PlainNorm
  readonly scale: number
  readonly gelu: 'erf' | 'tanh'
  readonly isHalf: boolean
}

/** Numbers from -1 to 1 that are the same in each run. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 31 - 1
  }
}

export function randomLayers(shape: Shape, seed: number, change: Partial<PlainLayer> = {}): PlainLayer[] {
  const random = randomOf(seed)
  const floats = (length: number, size: number, around = 0) =>
    Float32Array.from({ length }, () => around + size * random())
  const linear = (k: number, n: number): PlainLinear => ({
    k,
    n,
    weights: floats(k * n, 2 / Math.sqrt(k)),
    bias: floats(n, 0.1),
  })
  const norm = (n: number): PlainNorm => ({
    gamma: floats(n, 0.2, 1),
    beta: floats(n, 0.2),
    epsilon: Math.fround(1e-5),
  })
  const { hidden, heads, feedForward } = shape
  return Array.from({ length: shape.layers }, () => ({
    qkv: linear(hidden, 3 * hidden),
    output: linear(hidden, hidden),
    intermediate: linear(hidden, feedForward),
    final: linear(feedForward, hidden),
    norm1: norm(hidden),
    norm2: norm(hidden),
    scale: Math.fround(1 / Math.sqrt(hidden / heads)),
    gelu: 'erf' as const,
    isHalf: false,
    ...change,
  }))
}

/** The same layers with weights of int8, one scale for each column. */
export function quantised(layers: readonly PlainLayer[]): PlainLayer[] {
  const linear = (given: PlainLinear): PlainLinear => {
    const { k, n, weights } = given
    const scales = Float32Array.from({ length: n }, (_, column) => {
      let most = 0
      for (let row = 0; row < k; row++) most = Math.max(most, Math.abs(weights[row * n + column]!))
      return most / 127
    })
    const values = Int8Array.from(weights, (weight, i) => Math.round(weight / scales[i % n]!))
    return {
      ...given,
      weights: Float32Array.from(values, (v, i) => v * scales[i % n]!),
      codes: { values, scales },
    }
  }
  return layers.map((layer) => ({
    ...layer,
    qkv: linear(layer.qkv),
    output: linear(layer.output),
    intermediate: linear(layer.intermediate),
    final: linear(layer.final),
  }))
}

/** Where things lie in the memory. Everything is placed once, for as many rows as `most`. */
export class Layout {
  readonly job: number
  /** JOB_ATTEND_OUT, with room for all rows of all heads. */
  readonly out: number
  private at = 4096
  private readonly fields: Record<string, number> = {}

  constructor(
    readonly kernels: Kernels,
    readonly shape: Shape,
    readonly layers: readonly PlainLayer[],
    readonly most: number,
    /** Of the groups that the 8-bit kernel adds in 16 bits. */
    private readonly group: 2 | 4 = 2,
  ) {
    const { hidden, feedForward, heads } = shape
    this.job = this.take(abi.JOB_BYTES)
    const scratch = kernels.functions.scratchBytes!(hidden / heads) as number
    const layersAt = this.take(abi.LAYER_BYTES * layers.length)
    this.fields = {
      states: this.take(most * hidden * 4),
      starts: this.take((most + 1) * 4),
      ranges: this.take(most * abi.RANGE_BYTES),
      mask: this.take(most),
    }
    this.set(abi.JOB_THREADS, kernels.info.threads)
    this.set(abi.JOB_LAYERS, layersAt)
    this.set(abi.JOB_STARTS, this.fields.starts!)
    this.set(abi.JOB_HIDDEN_STATES, this.fields.states!)
    this.set(abi.JOB_WIDE, this.take(most * Math.max(3 * hidden, feedForward) * 4))
    this.set(abi.JOB_CONTEXT, this.take(most * hidden * 4))
    this.set(abi.JOB_PACKED, this.take(most * Math.max(hidden, feedForward) * 4))
    this.set(abi.JOB_RANGES, this.fields.ranges!)
    this.set(abi.JOB_TEXT_RANGES, this.take(most * 8))
    this.set(abi.JOB_SCRATCH, this.take(scratch * kernels.info.threads))
    this.set(abi.JOB_SCRATCH_BYTES, scratch)
    this.out = this.take(Math.min(most * most, 1e6) * heads * 4)
    this.set(abi.JOB_ATTEND_OUT, this.out)
    this.set(abi.JOB_ATTEND_LAYER, -1)
    layers.forEach((layer, index) => this.place(layer, layersAt + index * abi.LAYER_BYTES))
    kernels.functions.initialise(this.job)
  }

  /** Address of so many bytes. */
  take(bytes: number): number {
    const at = this.at
    this.at = Math.ceil((at + bytes) / 64) * 64
    this.kernels.grow(this.at)
    return at
  }

  set(offset: number, value: number, struct = this.job): void {
    new DataView(this.kernels.bytes().buffer).setInt32(struct + offset, value, true)
  }

  setFloat(offset: number, value: number, struct = this.job): void {
    new DataView(this.kernels.bytes().buffer).setFloat32(struct + offset, value, true)
  }

  setDouble(offset: number, value: number): void {
    new DataView(this.kernels.bytes().buffer).setFloat64(this.job + offset, value, true)
  }

  get(offset: number): number {
    return new DataView(this.kernels.bytes().buffer).getInt32(this.job + offset, true)
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.kernels.bytes().buffer, at, length)
  }

  private store(values: Float32Array): number {
    const at = this.take(values.byteLength)
    this.floats(at, values.length).set(values)
    return at
  }

  private place(layer: PlainLayer, at: number): void {
    const { hidden, heads, feedForward } = this.shape
    const norms = [
      [abi.LAYER_NORM1_GAMMA, layer.norm1.gamma],
      [abi.LAYER_NORM1_BETA, layer.norm1.beta],
      [abi.LAYER_NORM2_GAMMA, layer.norm2.gamma],
      [abi.LAYER_NORM2_BETA, layer.norm2.beta],
    ] as const
    for (const [offset, values] of norms) this.set(offset, this.store(values), at)
    this.set(abi.LAYER_QKV, this.matrix(layer.qkv), at)
    this.set(abi.LAYER_OUTPUT, this.matrix(layer.output), at)
    this.set(abi.LAYER_INTERMEDIATE, this.matrix(layer.intermediate), at)
    this.set(abi.LAYER_FINAL, this.matrix(layer.final), at)
    this.setFloat(abi.LAYER_EPSILON1, layer.norm1.epsilon, at)
    this.setFloat(abi.LAYER_EPSILON2, layer.norm2.epsilon, at)
    this.setFloat(abi.LAYER_SCALE, layer.scale, at)
    this.set(abi.LAYER_HIDDEN, hidden, at)
    this.set(abi.LAYER_FEED_FORWARD, feedForward, at)
    this.set(abi.LAYER_HEADS, heads, at)
    this.set(abi.LAYER_HEAD_SIZE, hidden / heads, at)
    this.set(abi.LAYER_GELU, layer.gelu === 'tanh' ? abi.GELU_TANH : abi.GELU_ERF, at)
    this.set(abi.LAYER_HALF, layer.isHalf ? 1 : 0, at)
  }

  private matrix(linear: PlainLinear): number {
    const { k, n, weights, bias, codes } = linear
    if (codes) return this.codes(linear, codes)
    const panels = new Float32Array(k * n)
    for (let row = 0; row < k; row++)
      for (let column = 0; column < n; column++)
        panels[(column >> 3) * k * 8 + row * 8 + (column & 7)] = weights[row * n + column]!
    const at = this.take(abi.MATRIX_BYTES)
    this.set(abi.MATRIX_KIND, abi.MATRIX_FLOAT, at)
    this.set(abi.MATRIX_K, k, at)
    this.set(abi.MATRIX_N, n, at)
    this.set(abi.MATRIX_PANELS, this.store(panels), at)
    this.set(abi.MATRIX_BIAS, this.store(bias), at)
    return at
  }

  private codes({ k, n, bias }: PlainLinear, { values, scales }: NonNullable<PlainLinear['codes']>): number {
    const { functions } = this.kernels
    const source = this.take(values.length)
    this.kernels.bytes().set(new Uint8Array(values.buffer), source)
    const panels = this.take(k * n)
    const sums = this.take(n * 4)
    functions.packBytesKN!(source, n, panels, k, n, 0)
    functions.sumsOfColumns!(panels, k, n, sums)
    const at = this.take(abi.MATRIX_BYTES)
    const isUnsigned = this.kernels.info.dot === 'unsigned'
    this.set(
      abi.MATRIX_KIND,
      !isUnsigned ? abi.MATRIX_INT16 : this.group === 4 ? abi.MATRIX_QUADS : abi.MATRIX_UNSIGNED,
      at,
    )
    this.set(abi.MATRIX_K, k, at)
    this.set(abi.MATRIX_N, n, at)
    this.set(abi.MATRIX_PANELS, panels, at)
    this.set(abi.MATRIX_SCALES, this.store(scales), at)
    this.set(abi.MATRIX_BIAS, this.store(bias), at)
    this.set(abi.MATRIX_SUMS, sums, at)
    if (!isUnsigned) functions.pairBytes!(panels, k, n)
    else {
      const countOf = this.group === 4 ? functions.countOverflowing : functions.countSaturating
      const remainder = this.take(
        functions.remainderBytes!(n, countOf!(panels, k, n) as number, this.group) as number,
      )
      functions.split!(panels, k, n, this.group, remainder)
      this.set(abi.MATRIX_REMAINDER, remainder + 4, at)
    }
    return at
  }

  /** Hidden states of texts: [rows][hidden] each. */
  put(texts: readonly Float32Array[], from = 0, to = this.layers.length): void {
    const { hidden } = this.shape
    const rows = texts.map((text) => text.length / hidden)
    const starts = new Int32Array(this.kernels.bytes().buffer, this.fields.starts, texts.length + 1)
    let row = 0
    texts.forEach((text, index) => {
      starts[index] = row
      this.floats(this.fields.states! + row * hidden * 4, text.length).set(text)
      row += rows[index]!
    })
    starts[texts.length] = row
    this.set(abi.JOB_ROWS, row)
    this.set(abi.JOB_TEXTS, texts.length)
    this.set(abi.JOB_FIRST, from)
    this.set(abi.JOB_LAST, to)
  }

  /** Which tokens are keys; null: all. */
  mask(rows: readonly number[] | null): void {
    if (rows) this.kernels.bytes().set(rows, this.fields.mask!)
    this.set(abi.JOB_ROW_MASK, rows ? this.fields.mask! : 0)
  }

  /** A copy of the rows. */
  states(): Float32Array {
    return this.floats(this.fields.states!, this.get(abi.JOB_ROWS) * this.shape.hidden).slice()
  }
}

/** Hidden states such as a layer gets them. */
export function randomText(shape: Shape, rows: number, seed: number): Float32Array {
  const random = randomOf(seed * 7919 + rows)
  return Float32Array.from({ length: rows * shape.hidden }, () => 2 * random())
}
