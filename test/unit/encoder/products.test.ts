/** Products of codes: every integer, against sums in exact arithmetic; and the numbers that follow from them. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeExactly, computeSaturating } from '../../../src/engine/encoder/arithmetic'
import { Arena, floatsAt, Struct } from '../../../src/engine/encoder/memory'
import { packMatrix, type PackOptions } from '../../../src/engine/encoder/pack/matrix'
import type { Kernels } from '../../../src/engine/encoder/ports'
import { sumsOfCodes } from '../../../src/engine/encoder/sums'
import type { Linear } from '../../../src/engine/encoder/types'
import { ELEMENT, type TensorRef } from '../../../src/engine/onnx/types'
import * as abi from '../../../src/kernels/abi'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { randomOf } from '../../kernels'

/** What native onnxruntime gives on an x86-64 CPU with AVX2 and without VNNI. */
const avx2 = JSON.parse(
  readFileSync(new URL('../../golden/avx2-products.json', import.meta.url), 'utf8'),
) as {
  readonly products: readonly Readonly<Record<'a' | 'b' | 'avx2' | 'exact', number[][]>>[]
}

const JOB = 4096
const STAGING = 16_384
const ARENA = 2_000_000

let kernels: Kernels
beforeAll(async () => (kernels = await openNodeKernels({ threads: 1, bytes: ARENA })))
afterAll(() => kernels.close())

/** The plain build computes what relaxed dots do in other instructions, so each kernel can be tested everywhere. */
const hasBytes = () => kernels.info.build === 'plain' || kernels.info.dot === 'unsigned'
const DOT = { pairs: 'unsigned', quads: 'unsigned', dots: 'exact', signed: 'signed' } as const
const EXACT = ['int16', 'pairs', 'quads', 'dots', 'signed'] as const
const canRun = (codes: (typeof EXACT)[number]) =>
  codes === 'int16' || kernels.info.build === 'plain' || kernels.info.dot === DOT[codes]

const bytesOf = (values: ArrayBufferView) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
const tensor = (name: string, type: number, dims: number[], values: ArrayBufferView): TensorRef => ({
  name,
  type,
  dims,
  data: { kind: 'bytes', data: bytesOf(values) },
})

interface Case {
  readonly k: number
  readonly n: number
  readonly rows: number
  /** [k][n] */
  readonly codes: Int8Array | Uint8Array
  /** Of the codes, one or n. */
  readonly zeros: readonly number[] | null
  readonly layout?: 'kn' | 'nk'
}

const transposed = (codes: Int8Array | Uint8Array, k: number, n: number) => {
  const out = codes.slice()
  for (let row = 0; row < k; row++)
    for (let column = 0; column < n; column++) out[column * k + row] = codes[row * n + column]!
  return out
}

function linearOf({ k, n, codes, zeros, layout = 'kn' }: Case, scale: number, bias: Float32Array): Linear {
  const isSigned = codes instanceof Int8Array
  const type = isSigned ? ELEMENT.int8 : ELEMENT.uint8
  const dims = layout === 'kn' ? [k, n] : [n, k]
  const zeroValues = zeros && (isSigned ? Int8Array.from(zeros) : Uint8Array.from(zeros))
  return {
    inputs: k,
    outputs: n,
    weights: {
      kind: 'integer',
      layout,
      columns: null,
      tensor: tensor('w', type, dims, layout === 'kn' ? codes : transposed(codes, k, n)),
      scale: tensor('s', ELEMENT.float, [], Float32Array.of(scale)),
      zeroPoint: zeroValues && tensor('z', type, [zeroValues.length], zeroValues),
    },
    bias: { tensor: tensor('b', ELEMENT.float, [n], bias), columns: null },
  }
}

/** Σ (x - zero of x) (w - zero of w), as the kernels give it. */
async function productOf(given: Case, x: readonly number[], zero: number, codes: PackOptions['codes']) {
  const { rows, n } = given
  const arena = new Arena(kernels, ARENA)
  const read: PackOptions['read'] = ({ data }) =>
    Promise.resolve(data.kind === 'bytes' ? data.data : new Uint8Array())
  const linear = linearOf(given, 1, new Float32Array(n))
  const { at, kind, split, over } = await packMatrix([linear], {
    arena,
    staging: { kernels, at: STAGING },
    read,
    codes,
  })
  const run = () => [
    ...sumsOfCodes(kernels, at, { rows, codes: Uint8Array.from(x), zeroPoint: zero }, arena.end),
  ]
  return { kind, split, over, found: run(), again: run, at }
}

/** Above 2^24 a float cannot hold every integer: sums are compared as the floats nearest to them. */
function exact(
  { k, n, rows, codes, zeros }: Case,
  x: readonly number[],
  zero: number,
  saturates = false,
): number[] {
  const out: number[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < n; column++) {
      const zeroOfColumn = zeros ? (zeros.length === 1 ? zeros[0]! : zeros[column]!) : 0
      let sum = 0n
      for (let at = 0; at < k; at += 2) {
        const products = [at, at + 1].map((i) => x[row * k + i]! * codes[i * n + column]!)
        const pair = products[0]! + products[1]!
        sum += BigInt(saturates ? Math.min(32_767, Math.max(-32_768, pair)) : pair)
        for (const i of [at, at + 1])
          sum -= BigInt(zero * (codes[i * n + column]! - zeroOfColumn) + zeroOfColumn * x[row * k + i]!)
      }
      out.push(Math.fround(Number(sum)))
    }
  return out
}

function randomCase(rows: number, k: number, n: number, most: number, change: Partial<Case> = {}): Case {
  const random = randomOf(rows + k + n + most)
  const codes = Int8Array.from({ length: k * n }, () => Math.round(random() * most))
  return { k, n, rows, codes, zeros: null, ...change }
}

const randomCodes = (count: number) => {
  const random = randomOf(count)
  return Array.from({ length: count }, () => Math.round(127.5 + 127.5 * random()))
}

const worst = (rows: number, weight: readonly number[]): Case => ({
  k: 64,
  n: 16,
  rows,
  codes: Int8Array.from({ length: 64 * 16 }, (_, at) => weight[Math.floor(at / 16) % weight.length]!),
  zeros: null,
})

const CASES: readonly (readonly [string, Case])[] = [
  ['small weights, 1 row', randomCase(1, 32, 8, 20)],
  ['small weights, 5 rows', randomCase(5, 64, 24, 40)],
  ['wide weights, 7 rows', randomCase(7, 64, 24, 127)],
  ['wide weights, 13 rows, many columns', randomCase(13, 128, 136, 127)],
  ['some wide weights', randomCase(11, 256, 64, 75)],
  ['of rows by output', randomCase(6, 64, 24, 127, { layout: 'nk' })],
  ['with a zero point', randomCase(6, 64, 24, 100, { zeros: [3] })],
  ['with zero points', randomCase(9, 64, 24, 100, { zeros: Array.from({ length: 24 }, (_, i) => i - 12) })],
  ['all 127', worst(5, [127])],
  ['all -128', worst(6, [-128])],
  ['127 and -128 in turn', worst(3, [127, -128])],
  ['pairs at the edge', worst(4, [64, 64, -64, -64, 65, 64, -64, -65])],
]

describe('products of codes are exact', () => {
  for (const codes of EXACT)
    it.each(CASES)(`${codes}: %s`, async (_, given) => {
      if (!canRun(codes)) return
      for (const zero of [0, 128, 255]) {
        const x = [randomCodes(given.rows * given.k), Array<number>(given.rows * given.k).fill(255)]
        for (const each of x) {
          const { found } = await productOf(given, each, zero, codes)
          expect(found).toEqual(exact(given, each, zero))
        }
      }
    })

  it('uint8 weights with their zero points', async () => {
    const random = randomOf(5)
    const codes = Uint8Array.from({ length: 64 * 16 }, () => Math.round(127.5 + 127.5 * random()))
    for (const zeros of [[128], [0], [255], Array.from({ length: 16 }, (_, i) => 120 + i)]) {
      const given: Case = { k: 64, n: 16, rows: 7, codes, zeros }
      const x = randomCodes(7 * 64)
      for (const kind of EXACT.filter(canRun))
        expect((await productOf(given, x, 100, kind)).found).toEqual(exact(given, x, 100))
    }
  })

  it('the kernel follows the width of the codes', async () => {
    if (!hasBytes()) return
    const kindOf = async (most: number) => {
      const { kind, split } = await productOf(
        randomCase(5, 256, 64, most),
        randomCodes(5 * 256),
        3,
        'unsigned',
      )
      return [kind, split > 0]
    }
    expect(await kindOf(30)).toEqual([abi.MATRIX_QUADS, false])
    expect(await kindOf(45)).toEqual([abi.MATRIX_QUADS, true])
    expect(await kindOf(64)).toEqual([abi.MATRIX_UNSIGNED, false])
    expect(await kindOf(66)).toEqual([abi.MATRIX_UNSIGNED, true])
    expect(await kindOf(127)).toEqual([abi.MATRIX_INT16, false])
  })
})

describe('products on x86 without VNNI', () => {
  it.each(CASES)('%s', async (_, given) => {
    const x = randomCodes(given.rows * given.k)
    const { found } = await productOf(given, x, 7, 'saturating')
    expect(found).toEqual(exact(given, x, 7, true))
  })

  it.each(EXACT)('%s: and back to exact sums', async (codes) => {
    if (!canRun(codes)) return
    const given = randomCase(5, 256, 64, 100)
    const x = randomCodes(5 * 256)
    const made = await productOf(given, x, 3, codes)
    for (let turn = 0; turn < 2; turn++) {
      expect(made.again()).toEqual(exact(given, x, 3))
      computeSaturating(kernels, made)
      expect(made.again()).toEqual(exact(given, x, 3, true))
      computeExactly(kernels, made)
    }
    expect(made.again()).toEqual(exact(given, x, 3))
  })

  it('every integer of the recorded products of native onnxruntime', async () => {
    for (const { a, b, avx2: recorded, exact: exactly } of avx2.products) {
      const [rows, k, n] = [a.length, b.length, b[0]!.length]
      // The recorded matrices are not multiples of 8: zeros change no sum.
      const [wideK, wideN] = [Math.ceil(k / 8) * 8, Math.ceil(n / 8) * 8]
      const codes = new Int8Array(wideK * wideN)
      b.forEach((row, i) => row.forEach((value, j) => (codes[i * wideN + j] = value)))
      const x = a.flatMap((row) => [...row, ...Array<number>(wideK - k).fill(0)])
      const given: Case = { k: wideK, n: wideN, rows, codes, zeros: null }
      const cut = (found: readonly number[]) => a.map((_, row) => found.slice(row * wideN, row * wideN + n))
      expect(cut((await productOf(given, x, 0, 'saturating')).found)).toEqual(recorded)
      expect(cut((await productOf(given, x, 0, 'int16')).found)).toEqual(exactly)
    }
  })
})

describe('what is not multiplied', () => {
  const pack = (linear: Linear) =>
    packMatrix([linear], {
      arena: new Arena(kernels, ARENA),
      staging: { kernels, at: STAGING },
      read: ({ data }) => Promise.resolve(data.kind === 'bytes' ? data.data : new Uint8Array()),
      codes: 'unsigned',
    })
  const refused = { code: 'model/run-failed' }

  it('scales and biases that are no numbers', async () => {
    const given = randomCase(1, 64, 8, 40)
    await expect(pack(linearOf(given, 1, new Float32Array(8)))).resolves.toBeTruthy()
    for (const bad of [NaN, Infinity]) {
      await expect(pack(linearOf(given, bad, new Float32Array(8)))).rejects.toMatchObject(refused)
      await expect(pack(linearOf(given, 1, new Float32Array(8).fill(bad, 3)))).rejects.toMatchObject(refused)
    }
  })

  it('sums that 32 bits may not hold', async () => {
    const given: Case = { k: 32_776, n: 8, rows: 1, codes: new Int8Array(32_776 * 8).fill(1), zeros: null }
    await expect(pack(linearOf(given, 1, new Float32Array(8)))).rejects.toMatchObject(refused)
  })
})

describe('products of floats', () => {
  it('are within rounding of the sums, whatever the layout and the type', async () => {
    const [k, n, rows] = [512, 40, 9]
    const random = randomOf(1)
    const w = Float32Array.from({ length: k * n }, () => random())
    const nk = Float32Array.from({ length: k * n }, (_, at) => w[(at % k) * n + Math.floor(at / k)]!)
    const x = Float32Array.from({ length: rows * k }, () => random())
    const found: number[][] = []
    for (const [layout, values] of [
      ['kn', w],
      ['nk', nk],
    ] as const) {
      const arena = new Arena(kernels, ARENA)
      const linear: Linear = {
        inputs: k,
        outputs: n,
        weights: {
          kind: 'float',
          layout,
          columns: null,
          tensor: tensor('w', ELEMENT.float, layout === 'kn' ? [k, n] : [n, k], values),
        },
        bias: null,
      }
      const read: PackOptions['read'] = ({ data }) => Promise.resolve((data as { data: Uint8Array }).data)
      const { at } = await packMatrix([linear], {
        arena,
        staging: { kernels, at: STAGING },
        read,
        codes: 'int16',
      })
      const from = arena.take(rows * k * 4)
      floatsAt(kernels, from, x.length).set(x)
      const job = new Struct(kernels, JOB)
      job.set(abi.JOB_ROWS, rows)
      job.set(abi.JOB_PACKED, arena.take(rows * k * 4))
      const out = arena.take(rows * n * 4)
      for (let item = 0; item < (kernels.functions.packItems!(JOB, at) as number); item++)
        kernels.functions.packItem!(JOB, at, from, item)
      for (let item = 0; item < (kernels.functions.productItems!(JOB, at) as number); item++)
        kernels.functions.productItem!(JOB, at, out, item)
      found.push([...floatsAt(kernels, out, rows * n)])
    }
    expect(found[0]).toEqual(found[1])
    found[0]!.forEach((value, at) => {
      let sum = 0
      for (let i = 0; i < k; i++) sum += x[Math.floor(at / n) * k + i]! * w[i * n + (at % n)]!
      expect(Math.abs(value - sum)).toBeLessThan(2e-5)
    })
  })
})
