/**
 * The inner loops of products: a tile of MR rows × 8 columns whose sums stay in registers. Unrolled by a program, because the
 * registers are variables: there is a function for each number of rows, and a switch.
 *
 * All of them add up along k in the same order, so a row's sums do not depend on the rows beside it.
 */

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Most rows of a tile: what fits into the 16 vector registers of x64. */
export const FLOAT_ROWS = 6
export const INT16_ROWS = 6
export const BYTE_ROWS = 5
export const QUADS_ROWS = 4
export const DOTS_ROWS = 6

/** Steps of k in one turn of the loop. */
const FLOAT_UNROLLED = 4
const CODES_UNROLLED = 2

interface CodeKernel {
  readonly name: string
  readonly rows: number
  /** Bytes of one step: a row's activations, and 8 columns of weights. */
  readonly rowBytes: number
  readonly panelBytes: number
  readonly before: string
  readonly weights: (column: number, offset: number) => string
  /** The products of activations `a` with weights `b`, 4 sums of 32 bits, added to `c`. */
  readonly add: (a: string, b: string, c: string) => string
}

/** Activations i16[k / 2][MR][2], weights i8[k / 2][8][2]. */
const INT16: CodeKernel = {
  name: 'int16',
  rows: INT16_ROWS,
  rowBytes: 4,
  panelBytes: 16,
  before: '',
  weights: (column, offset) => `v128.load_ext<i8>(b, ${offset + column * 8})`,
  add: (a, b, c) => `i32x4.add(${c}, i32x4.dot_i16x8_s(${a}, ${b}))`,
}

/** Activations u8[k / 4][MR][4], weights i8[k / 4][8][4]. Pairs saturate at 16 bits, on x64. */
const UNSIGNED: CodeKernel = {
  name: 'unsigned',
  rows: BYTE_ROWS,
  rowBytes: 4,
  panelBytes: 32,
  before: '  const ones = i16x8.splat(1)\n',
  weights: (column, offset) => `v128.load(b, ${offset + column * 16})`,
  add: (a, b, c) => `i32x4.add(${c}, i32x4.dot_i16x8_s(relaxedPairs(${b}, ${a}), ones))`,
}

/** The same layout; four products go into the sum at once, and nothing saturates: on ARM, and on x64 with AVX-VNNI. */
const SIGNED: CodeKernel = {
  ...UNSIGNED,
  name: 'signed',
  rows: DOTS_ROWS,
  before: '',
  add: (a, b, c) => `dotsOfSigned(${b}, ${a}, ${c})`,
}
const DOTS: CodeKernel = { ...SIGNED, name: 'dots', add: (a, b, c) => `dotsOfUnsigned(${b}, ${a}, ${c})` }

/** The same layout, with the same sums on every machine. */
const SATURATING: CodeKernel = {
  ...UNSIGNED,
  name: 'saturating',
  add: (a, b, c) => `i32x4.add(${c}, i32x4.dot_i16x8_s(saturatingPairs(${b}, ${a}), ones))`,
}

/**
 * The layout of UNSIGNED. Sums of two pairs are added in 16 bits, so three multiplications do the work of four: a fifth quicker.
 * The weights of two steps take four registers, which leaves room for four rows.
 */
function quadsTile(rows: number): string {
  const { rowBytes, panelBytes } = UNSIGNED
  let text = `function quads_${rows}(a: usize, b: usize, c: usize, stride: usize, steps: i32): void {\n`
  for (const row of range(rows))
    for (const half of range(2)) text += `  let c${row}${half} = i32x4.splat(0)\n`
  text += '  const ones = i16x8.splat(1)\n  for (; steps > 0; steps--) {\n'
  for (const half of range(2))
    for (const step of range(2))
      text += `    const b${half}${step} = v128.load(b, ${half * 16 + step * panelBytes})\n`
  for (const row of range(rows)) {
    for (const step of range(2))
      text += `    const a${row}${step} = v128.load_splat<i32>(a, ${(step * rows + row) * rowBytes})\n`
    for (const half of range(2)) {
      const sum = `c${row}${half}`
      text += `    ${sum} = i32x4.add(${sum}, i32x4.dot_i16x8_s(i16x8.add(relaxedPairs(b${half}0, a${row}0), relaxedPairs(b${half}1, a${row}1)), ones))\n`
    }
  }
  text += `    a += ${CODES_UNROLLED * rows * rowBytes}\n    b += ${CODES_UNROLLED * panelBytes}\n  }\n`
  return `${text}${store(rows)}}\n`
}

const store = (rows: number): string =>
  range(rows)
    .map(
      (row) =>
        `  v128.store(c, c${row}0)\n  v128.store(c, c${row}1, 16)\n${row < rows - 1 ? '  c += stride\n' : ''}`,
    )
    .join('')

function codeTile(kernel: CodeKernel, rows: number): string {
  const { name, rowBytes, panelBytes } = kernel
  let text = `function ${name}_${rows}(a: usize, b: usize, c: usize, stride: usize, steps: i32): void {\n`
  for (const row of range(rows))
    for (const half of range(2)) text += `  let c${row}${half} = i32x4.splat(0)\n`
  text += `${kernel.before}  for (; steps > 0; steps--) {\n`
  for (const step of range(CODES_UNROLLED)) {
    for (const half of range(2))
      text += `    const b${half}${step} = ${kernel.weights(half, step * panelBytes)}\n`
    for (const row of range(rows)) {
      text += `    const a${row}${step} = v128.load_splat<i32>(a, ${(step * rows + row) * rowBytes})\n`
      for (const half of range(2)) {
        const sum = `c${row}${half}`
        text += `    ${sum} = ${kernel.add(`a${row}${step}`, `b${half}${step}`, sum)}\n`
      }
    }
  }
  text += `    a += ${CODES_UNROLLED * rows * rowBytes}\n    b += ${CODES_UNROLLED * panelBytes}\n  }\n`
  return `${text}${store(rows)}}\n`
}

/** Activations f32[k][MR], weights f32[k][8]. `bias` 0: the sums go on from those in `c`. */
function floatTile(rows: number): string {
  let text = `function float_${rows}(a: usize, b: usize, c: usize, stride: usize, steps: i32, bias: usize): void {\n`
  for (const row of range(rows)) for (const half of range(2)) text += `  let c${row}${half}: v128\n`
  text += '  if (bias) {\n    c00 = v128.load(bias)\n    c01 = v128.load(bias, 16)\n'
  for (const row of range(rows).slice(1)) text += `    c${row}0 = c00\n    c${row}1 = c01\n`
  text += '  } else {\n    let p = c\n'
  for (const row of range(rows))
    text += `    c${row}0 = v128.load(p)\n    c${row}1 = v128.load(p, 16)\n${row < rows - 1 ? '    p += stride\n' : ''}`
  text += '  }\n  for (; steps > 0; steps--) {\n'
  for (const step of range(FLOAT_UNROLLED)) {
    for (const half of range(2))
      text += `    const b${half}${step} = v128.load(b, ${step * 32 + half * 16})\n`
    for (const row of range(rows)) {
      text += `    const a${row}${step} = v128.load_splat<f32>(a, ${(step * rows + row) * 4})\n`
      for (const half of range(2))
        text += `    c${row}${half} = madd(a${row}${step}, b${half}${step}, c${row}${half})\n`
    }
  }
  text += `    a += ${FLOAT_UNROLLED * rows * 4}\n    b += ${FLOAT_UNROLLED * 32}\n  }\n`
  return `${text}${store(rows)}}\n`
}

function choose(name: string, most: number, parameters: string, values: string): string {
  const cases = range(most)
    .map((index) => `    case ${index + 1}: ${name}_${index + 1}(${values}); return\n`)
    .join('')
  return `export function ${name}Tile(rows: i32, ${parameters}): void {\n  switch (rows) {\n${cases}  }\n}\n`
}

const CODES_PARAMETERS = 'a: usize, b: usize, c: usize, stride: usize, steps: i32'
const CODES_VALUES = 'a, b, c, stride, steps'

/** AssemblyScript. */
export function tiles(): string {
  const parts = [
    "// Written by src/kernels/generate/tiles.ts.\nimport { dotsOfSigned, dotsOfUnsigned, madd, relaxedPairs, saturatingPairs } from '../simd'\n",
    ...range(FLOAT_ROWS).map((index) => floatTile(index + 1)),
    choose(
      'float',
      FLOAT_ROWS,
      'a: usize, b: usize, c: usize, stride: usize, steps: i32, bias: usize',
      'a, b, c, stride, steps, bias',
    ),
  ]
  for (const kernel of [INT16, UNSIGNED, SATURATING, SIGNED, DOTS]) {
    parts.push(...range(kernel.rows).map((index) => codeTile(kernel, index + 1)))
    parts.push(choose(kernel.name, kernel.rows, CODES_PARAMETERS, CODES_VALUES))
  }
  parts.push(...range(QUADS_ROWS).map((index) => quadsTile(index + 1)))
  parts.push(choose('quads', QUADS_ROWS, CODES_PARAMETERS, CODES_VALUES))
  return parts.join('\n')
}
