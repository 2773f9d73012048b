import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deflateSync } from 'fflate'
import { crc32 } from 'hash-wasm'
import type { EngineError } from '../../../src/engine/errors'
import { DEFAULT_RULES } from '../../../src/engine/text/preprocess/defaults'
import { toBase64Url } from '../../../src/engine/base64'
import { isLink } from '../../../src/formats/case/is-link'
import { LINK_LIMIT, linkOf, parseLink, type LinkedCase } from '../../../src/formats/case/link'
import { NOTHING_EXPECTED, type CaseFile } from '../../../src/formats/case/schema'
import { addressWith } from '../../../src/features/cases/address'

const linked: LinkedCase = {
  a: '手机充不进电 👩‍👩‍👧‍👦',
  b: 'If the phone does not charge & more + = / ?',
  prefix: '',
  rules: [],
  metadata: 'sentences',
  splits: { a: { joined: [], cut: [] }, b: { joined: [], cut: [] } },
  settings: {
    mode: 'hybrid',
    weights: [1, 1, 1],
    max_length: 512,
    tokenizer_mode: 'hf4',
    normalize: true,
    truncate_dim: null,
    activations: 'published',
  },
  name: '',
  notes: '',
  expected: NOTHING_EXPECTED,
}
const code = (fragment: string) =>
  parseLink(fragment).then(
    () => 'fine',
    (error: { code?: string }) => error.code,
  )

describe('a link', () => {
  it('brings back what was put in it, and only enabled rules', async () => {
    const rules = DEFAULT_RULES.map((rule, at) => ({ ...rule, enabled: at === 0 })) as CaseFile['rules']
    const full: LinkedCase = {
      ...linked,
      prefix: 'query: ',
      rules,
      metadata: 'out',
      splits: { a: { joined: [3], cut: [] }, b: { joined: [], cut: [7] } },
      name: '充电',
      notes: 'line\nline',
      expected: { outcome: 'match', score: 'dense', threshold: 0.5 },
    }
    expect(await parseLink(await linkOf(full))).toEqual({ ...full, rules: [rules[0]] })
    expect(await parseLink(await linkOf(linked))).toEqual(linked)
    expect(isLink(await linkOf(linked))).toBe(true)
    expect(isLink('#section')).toBe(false)
  })

  it('takes any text that has bytes, through what chat tools do to addresses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 200 }),
        async (a, b) => {
          const fragment = await linkOf({ ...linked, a, b })
          expect(fragment).toMatch(/^#case=1\.[A-Za-z0-9_-]+\.[0-9a-f]{8}$/)
          expect(await parseLink(fragment)).toMatchObject({ a, b })
          for (const after of ['.', ')', '，', ' ', '%29', '&x=1'])
            expect(await parseLink(fragment + after)).toMatchObject({ a, b })
        },
      ),
      { numRuns: 60 },
    )
    await expect(linkOf({ ...linked, a: 'cut \ud83d off' })).rejects.toMatchObject({
      code: 'text/lone-surrogate',
    })
  })

  it('is told damaged wherever it is cut or changed, and newer where it is', async () => {
    const fragment = await linkOf(linked)
    await fc.assert(
      fc.asyncProperty(fc.nat(fragment.length - 7), async (cut) => {
        expect(await code(fragment.slice(0, 6 + cut))).toBe('case/link-damaged')
      }),
      { numRuns: 80 },
    )
    const data = fragment.length - 17
    await fc.assert(
      fc.asyncProperty(fc.nat(data), fc.constantFrom('A', 'z', '_', '!', ' '), async (at, put) => {
        const place = Math.min(8 + at, fragment.length - 1)
        if (fragment[place] === put) return
        const changed = fragment.slice(0, place) + put + fragment.slice(place + 1)
        // Deflate has bits that mean nothing: a link that differs only there is the same case, and never another one.
        const outcome = await parseLink(changed).catch((error: EngineError) => error.code)
        if (typeof outcome === 'string') expect(outcome).toBe('case/link-damaged')
        else expect(outcome).toEqual(await parseLink(fragment))
      }),
      { numRuns: 80 },
    )
    expect(await code('#case=')).toBe('case/link-damaged')
    expect(await code('#case=2.whatever')).toBe('case/link-newer')
    const json = new TextEncoder().encode('{"a":"x"}')
    const noSettings = `#case=1.${toBase64Url(deflateSync(json))}.${await crc32(json)}`
    await expect(parseLink(noSettings)).rejects.toMatchObject({
      values: { damaged: expect.stringContaining('b:') as string },
    })
  })

  it('never fills the memory', async () => {
    const bomb = toBase64Url(deflateSync(new Uint8Array(64 * 2 ** 20), { level: 9 }))
    expect(bomb.length).toBeLessThan(200_000)
    expect(await code(`#case=1.${bomb}.00000000`)).toBe('case/link-damaged')
  })

  it('that is nested deep is refused before it is parsed', async () => {
    const json = new TextEncoder().encode('['.repeat(5_000_000))
    expect(await code(`#case=1.${toBase64Url(deflateSync(json))}.${await crc32(json)}`)).toBe(
      'case/link-damaged',
    )
  })

  it('is short for what people share, and its length is known for what is too long', async () => {
    const ticket = '手机充电时接口发热，已更换原装充电器，仍然无法充电，请问如何处理？'.repeat(4)
    expect((await linkOf({ ...linked, a: ticket, b: ticket })).length).toBeLessThan(1_000)
    let seed = 7
    const noise = Array.from({ length: 9_000 }, () => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      return String.fromCharCode(0x4e00 + (seed % 20_000))
    }).join('')
    expect((await linkOf({ ...linked, a: noise })).length).toBeGreaterThan(LINK_LIMIT)
  })

  it('keeps language, view and model of the page, and no key', () => {
    const url = (query: string) => addressWith(`https://user:pass@m3.test/x/${query}#old`, '#case=1.a')
    expect(url('?lang=en&view=heatmap&model=BAAI%2Fbge-m3&token=secret')).toBe(
      'https://m3.test/x/?lang=en&view=heatmap&model=BAAI%2Fbge-m3#case=1.a',
    )
    expect(url('?model=https://me:key@host/m/')).toBe('https://m3.test/x/#case=1.a')
    expect(url('?model=https://host/m/?key=1')).toBe('https://m3.test/x/#case=1.a')
  })
})
