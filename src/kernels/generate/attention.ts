/**
 * The inner loops of the attention: 6 rows × 8 columns, always 6, so that a row has one order of sums whatever its neighbours.
 * Two products: Q · Kᵀ from columns of queries, and weights · V from rows of weights.
 */

const ROWS = 6
const UNROLLED = 4
/** Bytes of a row of weights: 256 keys. */
const STRIDE = 1024

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

interface Product {
  readonly name: string
  readonly comment: string
  /** Offset of a row's number in step `at` of the loop's turn. */
  readonly offset: (row: number, at: number) => number
  /** Bytes that `a` goes on in a turn. */
  readonly turn: number
  /** False: from 0. True: from what is in c. */
  readonly goesOn: boolean
}

const COLUMNS: Product = {
  name: 'tileOfColumns',
  comment: 'c[6][8] = aᵀ · b. a: f32[k][6], b: f32[k][8], c: rows `stride` bytes apart.',
  offset: (row, at) => (at * ROWS + row) * 4,
  turn: UNROLLED * ROWS * 4,
  goesOn: false,
}

const ROWS_OF_WEIGHTS: Product = {
  name: 'tileOfRows',
  comment:
    'c[6][8] += a · b. a: f32[6][k], rows SCORES_STRIDE bytes apart, b: f32[k][8], c: rows `stride` bytes apart.',
  offset: (row, at) => row * STRIDE + at * 4,
  turn: UNROLLED * 4,
  goesOn: true,
}

const eachRow = (line: (row: number) => string): string => range(ROWS).map(line).join('')
const next = (row: number): string => (row < ROWS - 1 ? '  p += stride\n' : '')

function tileOf({ name, comment, offset, turn, goesOn }: Product): string {
  const begin = goesOn
    ? eachRow((row) => `  let c${row}0 = v128.load(p)\n  let c${row}1 = v128.load(p, 16)\n${next(row)}`)
    : eachRow((row) => `  let c${row}0 = f32x4.splat(0)\n  let c${row}1 = f32x4.splat(0)\n`)
  const steps = range(UNROLLED).map((at) => {
    const panel = `    const b0${at} = v128.load(b, ${at * 32})\n    const b1${at} = v128.load(b, ${at * 32 + 16})\n`
    return (
      panel +
      eachRow(
        (row) => `    const a${row}${at} = v128.load_splat<f32>(a, ${offset(row, at)})
    c${row}0 = madd(a${row}${at}, b0${at}, c${row}0)
    c${row}1 = madd(a${row}${at}, b1${at}, c${row}1)
`,
      )
    )
  })
  return `
/** ${comment} @param k a multiple of ${UNROLLED} */
export function ${name}(a: usize, b: usize, c: usize, stride: usize, k: i32): void {
  let p = c
${begin}  for (; k > 0; k -= ${UNROLLED}) {
${steps.join('')}    a += ${turn}
    b += ${UNROLLED * 32}
  }
  p = c
${eachRow((row) => `  v128.store(p, c${row}0)\n  v128.store(p, c${row}1, 16)\n${next(row)}`)}}
`
}

/** AssemblyScript. */
export const attentionTiles = (): string => `// Written by src/kernels/generate/attention.ts.
import { madd } from '../simd'

export const TILE_ROWS = ${ROWS}
export const SCORES_STRIDE: usize = ${STRIDE}
${tileOf(COLUMNS)}${tileOf(ROWS_OF_WEIGHTS)}`
