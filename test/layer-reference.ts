/** A layer of XLM-R in plain double precision, one number at a time: what the kernels must come near. */
import type { PlainLayer, PlainLinear, PlainNorm, Shape } from './kernels'

export type Rows = readonly (readonly number[])[]

export const rowsOf = (values: Float32Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ])

/** What dynamic quantisation makes of activations; null: each row as it is. */
export type Quantise = ((rows: Rows) => Rows) | null

const { fround } = Math
const nearestEven = (x: number): number => {
  const below = Math.floor(x)
  const rest = x - below
  return rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below
}

/** DynamicQuantizeLinear over all rows, and back. */
export const quantiseText: Quantise = (rows) => {
  const all = rows.flat().map(fround)
  const least = all.reduce((a, b) => Math.min(a, b), 0)
  const most = all.reduce((a, b) => Math.max(a, b), 0)
  const scale = fround(fround(most - least) / 255) || 1
  const zero = nearestEven(Math.max(0, Math.min(255, fround(-least / scale))))
  const limit = (code: number) => Math.max(0, Math.min(255, code))
  return rows.map((row) =>
    row.map((x) => (limit(nearestEven(fround(fround(x) / scale)) + zero) - zero) * scale),
  )
}

/** A scale and a centre for each row, and back. */
export const quantiseRows: Quantise = (rows) =>
  rows.map((row) => {
    const least = Math.min(...row)
    const most = Math.max(...row)
    const centre = fround(fround(fround(most) + fround(least)) * 0.5)
    const scale = fround(Math.max(most - centre, centre - least, 1e-30) / 127)
    return row.map((x) => nearestEven(fround(fround(x - centre) / scale)) * scale + centre)
  })

function product(given: Rows, { k, n, weights, bias, codes }: PlainLinear, quantise: Quantise): number[][] {
  const rows = codes && quantise ? quantise(given) : given
  return rows.map((row) =>
    Array.from({ length: n }, (_, column) => {
      let sum = bias[column]!
      for (let i = 0; i < k; i++) sum += row[i]! * weights[i * n + column]!
      return sum
    }),
  )
}

export function normOf(row: readonly number[], { gamma, beta, epsilon }: PlainNorm): number[] {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length
  return row.map((value, i) => ((value - mean) / Math.sqrt(variance + epsilon)) * gamma[i]! + beta[i]!)
}

/** erf by its series, and by its continued fraction where that is slow. */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (size > 6) return Math.sign(x)
  if (size < 3) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > 1e-18; n++) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    return (2 / Math.sqrt(Math.PI)) * sum
  }
  let fraction = size
  for (let n = 60; n > 0; n--) fraction = size + n / 2 / fraction
  return Math.sign(x) * (1 - Math.exp(-size * size) / (fraction * Math.sqrt(Math.PI)))
}

export const geluErf = (x: number) => 0.5 * x * (1 + erf(x / Math.SQRT2))
export const geluTanh = (x: number) =>
  0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))

/** softmax(Q Kᵀ · scale) of one head: [rows][keys]. @param visible keys that are not hidden; null: all */
export function weightsOf(
  qkv: Rows,
  { hidden, heads }: Shape,
  head: number,
  scale: number,
  visible: readonly boolean[] | null = null,
): number[][] {
  const size = hidden / heads
  const at = (row: readonly number[], part: number) =>
    row.slice(part * hidden + head * size, part * hidden + (head + 1) * size)
  return qkv.map((query) => {
    const scores = qkv.map((key, index) => {
      if (visible && !visible[index]) return -Infinity
      const k = at(key, 1)
      return at(query, 0).reduce((sum, value, i) => sum + value * k[i]!, 0) * scale
    })
    const most = Math.max(...scores)
    const powers = scores.map((score) => Math.exp(score - most))
    const total = powers.reduce((sum, value) => sum + value, 0)
    return powers.map((value) => value / total)
  })
}

export interface LayerResult {
  readonly states: number[][]
  /** [head][row][key] */
  readonly weights: number[][][]
}

/** One text through one layer. */
export function layerOf(
  states: Rows,
  layer: PlainLayer,
  shape: Shape,
  visible: readonly boolean[] | null = null,
  quantise: Quantise = null,
): LayerResult {
  const { hidden, heads } = shape
  const size = hidden / heads
  const qkv = product(states, layer.qkv, quantise)
  const weights = Array.from({ length: heads }, (_, head) =>
    weightsOf(qkv, shape, head, layer.scale, visible),
  )
  const context = states.map((_, row) =>
    Array.from({ length: hidden }, (__, column) => {
      const ofRow = weights[Math.floor(column / size)]![row]!
      return ofRow.reduce((sum, weight, key) => sum + weight * qkv[key]![2 * hidden + column]!, 0)
    }),
  )
  const add = (rows: Rows, others: Rows) =>
    rows.map((row, index) => row.map((value, i) => value + others[index]![i]!))
  const middle = add(states, product(context, layer.output, quantise)).map((row) => normOf(row, layer.norm1))
  const gelu = layer.gelu === 'tanh' ? geluTanh : geluErf
  const wide = product(middle, layer.intermediate, quantise).map((row) => row.map(gelu))
  const out = add(middle, product(wide, layer.final, quantise)).map((row) => normOf(row, layer.norm2))
  return { states: out, weights }
}
