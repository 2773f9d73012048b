/** How a store changes a dense vector: zeros at the end, whole numbers, bits. Each is found and called by its name. */
import { describe, expect, it } from 'vitest'
import { dense, denseOf, explain, modelOf, namesOf, settingsOf, sparseOf, unit } from './helpers'
import { hypothesis } from '../../../src/engine/why/names'

const MODELS = ['demo', 'tiny'] as const
const TEXTS = { demo: '怎么申请退款？', tiny: 'How do I ask for a refund?\n' } as const

const padded = (values: Iterable<number>, n: number): number[] => {
  const list = [...values]
  return [...list, ...Array<number>(n - list.length).fill(0)]
}

/** As numpy.packbits(vector > 0). */
const packed = (vector: Iterable<number>, lowestFirst = false): number[] => {
  const bits = [...vector].map((value) => (value > 0 ? 1 : 0))
  return Array.from({ length: bits.length / 8 }, (_, at) => {
    const byte = bits.slice(at * 8, at * 8 + 8)
    return parseInt((lowestFirst ? byte.toReversed() : byte).join(''), 2)
  })
}

describe.each(MODELS)('%s', (name) => {
  const text = TEXTS[name]
  const found = async (vector: Iterable<number>, more = {}) =>
    explain(await modelOf(name), dense(vector), text, more)

  it('zeros at the end, up to any length; a cut before them', async () => {
    const own = await denseOf(await modelOf(name), text)
    for (const n of [own.length + 1, 1536, 4096]) {
      const { explained, best, observed } = await found(padded(own, n))
      expect([explained, ...namesOf(best)]).toEqual([true, 'zero-padded'])
      expect(best!.hypotheses[0]!.values).toEqual({ n, zeros: n - own.length })
      expect(observed.size).toBe(n)
    }
    const cut = await found(padded(own.slice(0, 40), 1536))
    expect(cut.explained).toBe(true)
    expect(namesOf(cut.best)).toEqual(['dimensions-40-not-renormalised', 'zero-padded'])
    const again = await found(padded(unit(own.slice(0, 40)), own.length))
    expect(namesOf(again.best)).toEqual(['dimensions-40', 'zero-padded'])
    const other = await denseOf(await modelOf(name), `query: ${text}`)
    expect(namesOf((await found(padded(other, 1536))).best)).toEqual(['prefix-query', 'zero-padded'])
  })

  it('whole numbers of any scale, rounded or cut off; never called a rounding of floats', async () => {
    const own = await denseOf(await modelOf(name), text)
    for (const scale of [1000, 127, 128, 255, 10_000, 1 << 20, 3700]) {
      const { explained, best, observed } = await found(own.map((value) => Math.round(value * scale)))
      expect([explained, ...namesOf(best)]).toEqual([true, observed.rounding!.id])
      if (scale !== 1 << 20) expect(best!.hypotheses[0]).toEqual(hypothesis('scaled-integers', `scaled-integers-${scale}`, { scale, way: 'round' })) // oxfmt-ignore
    }
    const cut = await found(own.map((value) => Math.trunc(value * 1000)))
    expect(cut.explained).toBe(true)
    expect(cut.best!.hypotheses[0]!.values).toMatchObject({ way: 'truncate' })
    const most = own.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    const int8 = await found(own.map((value) => Math.trunc((value / most) * 127)))
    expect([int8.explained, ...namesOf(int8.best)]).toEqual([true, 'int8-rounding'])
    const least = own.reduce((a, b) => Math.min(a, b))
    const largest = own.reduce((a, b) => Math.max(a, b))
    const range = own.map((value) => Math.round(((value - least) / (largest - least)) * 255) - 128)
    const affine = await found(range)
    expect([affine.explained, ...namesOf(affine.best)]).toEqual([true, 'int8-rounding'])
  })

  it('codes without a sign are called that, wherever their range ends', async () => {
    const own = await denseOf(await modelOf(name), text)
    const least = own.reduce((a, b) => Math.min(a, b))
    const most = own.reduce((a, b) => Math.max(a, b))
    const ranges = [
      [255, least, most, Math.round],
      [255, least, most, Math.trunc],
      [255, -0.5, 0.5, Math.round],
      [127, least, most, Math.round],
      [127, least, most, Math.trunc],
      [255, least * 1.3, most * 1.6, Math.floor],
      [256, -0.45, 0.6, Math.floor],
    ] as const
    for (const [codes, from, to, whole] of name === 'demo' ? ranges.slice(0, 1) : ranges) {
      const vector = own.map((value) => whole(((value - from) / (to - from)) * codes))
      const { explained, best, observed } = await found(vector)
      expect([codes, from, observed.rounding!.id, explained, ...namesOf(best)]).toEqual([codes, from, 'uint8-rounding', true, 'uint8-rounding']) // oxfmt-ignore
      expect(best!.hypotheses[0]!.values).toMatchObject({ bits: Math.max(...vector) > 127 ? 8 : 7 })
    }
  })

  // Hundreds of runs: on the tiny model only.
  it.runIf(name === 'tiny')(
    'codes of another text are not explained by the same number of bits',
    async () => {
      const other = await denseOf(await modelOf(name), 'Quite another matter altogether')
      const codes = other.map((value) => Math.round((value + 0.5) * 255))
      expect((await found(codes)).explained).toBe(false)
    },
  )

  it.runIf(name === 'tiny')('one bit for each value, as numbers and packed into bytes', async () => {
    const own = await denseOf(await modelOf(name), text)
    const bits = own.map((value) => (value > 0 ? 1 : 0))
    const bytes = packed(own)
    for (const [id, vector] of [
      ['binary', bits],
      ['binary', own.map((value) => (value > 0 ? 1 : -1))],
      ['binary', own.map((value) => Math.sign(value) / Math.sqrt(own.length))],
      ['binary-packed-ubinary', bytes],
      ['binary-packed-binary', bytes.map((byte) => byte - 128)],
      ['binary-packed-int8', bytes.map((byte) => (byte > 127 ? byte - 256 : byte))],
      ['binary-packed-ubinary-lowest-bit-first', packed(own, true)],
    ] as const) {
      const { explained, best } = await found(vector)
      expect([explained, ...namesOf(best)]).toEqual([true, id])
    }
    const other = packed(await denseOf(await modelOf(name), `passage: ${text}`))
    const prefixed = await found(other)
    expect(namesOf(prefixed.best)).toEqual(['prefix-passage', 'binary-packed-ubinary'])
    const wrong = packed(await denseOf(await modelOf(name), 'Quite another matter altogether'))
    expect((await found(wrong)).explained).toBe(false)
  })

  it('the page’s own cut is no difference', async () => {
    const model = await modelOf(name)
    const settings = settingsOf(model, { truncateDim: 32 })
    const own = await denseOf(model, text, { truncateDim: 32 })
    expect(namesOf((await found(padded(own, 2048), { settings })).best)).toEqual(['zero-padded'])
  })
})

it('token weights as whole numbers: named, with the factor', async () => {
  const model = await modelOf('tiny')
  const text = 'How do I ask for a refund of the order?'
  for (const factor of [100, 1000, 255]) {
    const weights = new Map([...(await sparseOf(model, text))].map(([id, weight]) => [id, Math.round(weight * factor)])) // oxfmt-ignore
    const { explained, best, observed } = await explain(model, { head: 'sparse', weights }, text)
    expect(observed.rounding!.id).toBe('scaled-integers')
    expect([explained, ...namesOf(best)]).toEqual([true, 'scaled', 'scaled-integers'])
    expect(best!.hypotheses[0]!.values).toEqual({ factor })
  }
})
