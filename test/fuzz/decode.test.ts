/** Files of any bytes. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect } from 'vitest'
import { decodeText } from '../../src/engine/text/decode'
import { decodeLong } from '../../src/engine/text/decode-long'
import { TEXT_ENCODINGS } from '../../src/engine/text/encodings'
import { normalizationDiff } from '../../src/engine/text/normalization-diff'
import { fuzz, unlessRefused } from './fuzz'

const HANZI = fc.string({
  unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
})
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 20_000 }))
    .map(([unit, times]) => {
      const many = new Uint8Array(unit.length * times)
      for (let at = 0; at < many.length; at += unit.length) many.set(unit, at)
      return many
    }),
)

describe('decoding', () => {
  fuzz(
    'any bytes are a text or refused',
    fc.property(bytes, (file) => {
      const found = unlessRefused(() => decodeText(file))
      if (found) expect(found.text.length).toBeLessThanOrEqual(file.length + 1)
    }),
  )
  fuzz(
    'an encoding chosen by hand never fails',
    fc.property(bytes, fc.constantFrom(...TEXT_ENCODINGS), (file, encoding) => {
      expect(decodeText(file, encoding).how).toBe('chosen')
    }),
  )
  fuzz(
    'UTF-8 is read as it was written',
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((text) => !/[\0-\x08\x0e-\x1f\x7f-\x9f]/.test(text)),
      (text) => {
        const found = unlessRefused(() => decodeText(new TextEncoder().encode(text)))
        if (found?.how === 'valid-utf8') expect(found.text).toBe(text)
      },
    ),
  )
  fuzz(
    'what was written in an encoding is read so, chosen by hand',
    fc.property(
      HANZI,
      fc.constantFrom('gb18030' as const, 'utf-16le' as const, 'utf-16be' as const),
      (text, encoding) => {
        expect(decodeText(new Uint8Array(iconv.encode(text, encoding)), encoding)).toMatchObject({
          text,
          lossy: 0,
        })
      },
    ),
  )
  fuzz(
    'a long file is what a short one of the same bytes is',
    fc.asyncProperty(
      fc.constantFrom('utf-8' as const, 'gb18030' as const, 'big5' as const),
      HANZI,
      fc.nat(3),
      async (encoding, text, off) => {
        const file = new Uint8Array(
          iconv.encode(text.repeat(Math.ceil(400_000 / text.length)), encoding),
        ).subarray(off)
        const long = await decodeLong(file, () => Promise.resolve(), encoding)
        const whole = decodeText(file, encoding)
        expect(long.text === whole.text && long.lossy === whole.lossy).toBe(true)
      },
    ),
    10,
  )
  fuzz(
    'the difference of a normalised text covers both texts',
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 2 }), fc.string({ maxLength: 2 })), {
        maxLength: 30,
      }),
      (pairs) => {
        const input = pairs.map(([before]) => before).join('')
        const text = pairs.map(([before, after]) => (before === '' ? '' : after)).join('')
        const starts: number[] = []
        const ends: number[] = []
        let at = 0
        for (const [before, after] of pairs) {
          if (before !== '') {
            starts.push(...Array.from(after.split(''), () => at))
            ends.push(...Array.from(after.split(''), () => at + before.length))
          }
          at += before.length
        }
        const parts = normalizationDiff(input, {
          text,
          starts: Int32Array.from(starts),
          ends: Int32Array.from(ends),
        })
        expect(parts.map((part) => part.before).join('')).toBe(input)
        expect(parts.map((part) => part.after).join('')).toBe(text)
      },
    ),
  )
})
