/** Case files and links that somebody cut, edited, or made to do harm. */
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { crc32 } from 'hash-wasm'
import { describe, expect } from 'vitest'
import { toBase64Url } from '../../src/engine/base64'
import { EngineError } from '../../src/engine/errors'
import { linkOf, parseLink, type LinkedCase } from '../../src/formats/case/link'
import { mayBeCase, readCases } from '../../src/formats/case/parse'
import { changed, fuzz, textOf } from './fuzz'

const settings: LinkedCase['settings'] = {
  mode: 'hybrid',
  weights: [1, 1, 1],
  max_length: 512,
  tokenizer_mode: 'hf4',
  normalize: true,
  truncate_dim: null,
  activations: 'published',
}
const LINKED = JSON.stringify({
  a: '你好 a',
  b: 'b',
  settings,
  prefix: 'query: ',
  metadata: 'out',
  splits: { a: { joined: [1], cut: [] }, b: { joined: [], cut: [2] } },
  expected: { outcome: 'match', score: 'dense', threshold: 0.5 },
})
const CASE = JSON.stringify({
  format: 'm3scope/case',
  version: 1,
  id: 'x',
  name: 'n',
  notes: '',
  created: '2026-01-01T00:00:00.000Z',
  sides: { a: { text: 'a', file: null, bytes_of: 'text', bytes: 'YQ==', sha256: '' }, b: { text: 'b' } },
  settings,
  rules: [],
})
const CASES = `{"format":"m3scope/cases","version":1,"cases":[${CASE},${CASE}]}`

const PARTS = [
  ...[
    '[',
    ']',
    '{',
    '}',
    '"',
    '\\',
    '\\ud800',
    ',',
    ':',
    '1',
    '-1',
    '1e999',
    'null',
    'true',
    '"a"',
    '"__proto__":{},',
    '\ufeff',
    ' ',
  ],
  ...[
    '"format":"m3scope/case"',
    '"version":2',
    '"cases":[',
    '"rules":[{}]',
    '"weights":[0,0,0]',
    '"max_length":1',
    '"joined":[1e9]',
  ],
]

/** The value, or null where it was refused with a code. */
async function unlessRefusedLater<T>(run: Promise<T>): Promise<T | null> {
  try {
    return await run
  } catch (error) {
    if (error instanceof EngineError && error.code !== 'internal') return null
    throw error
  }
}

async function linkTo(json: string): Promise<string> {
  const bytes = new TextEncoder().encode(json)
  return `#case=1.${toBase64Url(deflateSync(bytes))}.${await crc32(bytes)}`
}

describe('a link', () => {
  fuzz(
    'to any JSON is read, or refused with a code; what is read is written again',
    fc.asyncProperty(changed([LINKED], PARTS), async (json) => {
      const found = await unlessRefusedLater(parseLink(await linkTo(json)))
      if (found === null) return
      const link = await unlessRefusedLater(linkOf(found))
      // Half of a surrogate pair has no bytes.
      if (link !== null) expect((await parseLink(link)).a).toBe(found.a)
    }),
  )
  fuzz(
    'of any characters is refused with a code',
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...'#case=1.2_-%E4Zz09. é') }),
      fc.boolean(),
      async (text, isOurs) => {
        expect(await unlessRefusedLater(parseLink(isOurs ? `#case=1.${text}` : text))).toBeNull()
      },
    ),
  )
  fuzz(
    'whose bytes were changed is refused with a code',
    fc.asyncProperty(fc.nat(), fc.constantFrom(...'AZaz09-_'), async (at, char) => {
      const link = await linkTo(LINKED)
      const place = 8 + (at % (link.length - 8))
      await unlessRefusedLater(parseLink(link.slice(0, place) + char + link.slice(place + 1)))
    }),
  )
  fuzz(
    'that unpacks to much more than two texts is refused before it is whole',
    fc.asyncProperty(
      fc.constantFrom('a', '[', '{"a":', '0,'),
      fc.integer({ min: 17, max: 24 }),
      async (unit, mebibytes) => {
        const bytes = new TextEncoder().encode(unit.repeat((mebibytes * 2 ** 20) / unit.length))
        expect(
          await unlessRefusedLater(parseLink(`#case=1.${toBase64Url(deflateSync(bytes))}.00000000`)),
        ).toBeNull()
      },
    ),
    3,
  )
  fuzz(
    'that is nested deep is refused',
    fc.asyncProperty(
      fc.constantFrom('[', '{"a":', '{"splits":'),
      fc.integer({ min: 70, max: 500_000 }),
      async (unit, times) => {
        expect(await unlessRefusedLater(parseLink(await linkTo(unit.repeat(times))))).toBeNull()
      },
    ),
    10,
  )
})

describe('a case file', () => {
  fuzz(
    'that was changed is read, or refused with a code',
    fc.asyncProperty(
      fc.oneof(changed([CASE, CASES], PARTS), textOf(PARTS, 10_000)),
      fc.constantFrom('a.m3case.json', 'a.json'),
      async (text, name) => {
        mayBeCase(name, text.slice(0, 65_536), text.slice(-65_536))
        await unlessRefusedLater(readCases(text, name))
      },
    ),
    200,
  )
})
