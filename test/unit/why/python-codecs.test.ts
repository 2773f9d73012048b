/** The codecs do what Python's do: whole tables by their hash, and byte strings made by chance with both ways of errors. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decode, encode, type Codec } from '../../../src/engine/why/python-codecs/codec'
import { bytesOf } from '../../../src/engine/why/python-codecs/table'

interface Golden {
  readonly decodes: number
  readonly decode_sha256: string
  readonly encodes: number
  readonly encode_sha256: string
  readonly samples: readonly (readonly [bytes: string, replaced: string, ignored: string])[]
  readonly texts: readonly (readonly [text: string, ignored: string, replaced: string, references: string])[]
}
const { utf_8: utf8, ...codecs } = JSON.parse(
  readFileSync('test/golden/python-codecs/golden.json', 'utf8'),
) as Record<string, Golden>

const hex = (bytes: Iterable<number> | null) => Buffer.from([...(bytes ?? [])]).toString('hex')
const fromHex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const hash = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex')

/** Keys of one character that the codec decodes: one byte, two, and three after 0x8f. */
function decoded(codec: Codec): string[] {
  const found = new Map<string, string>()
  const add = (key: number) => {
    const bytes = Uint8Array.from(bytesOf(key))
    const text = decode(codec, bytes, 'replace')
    if ([...text].length === 1 && text !== '\uFFFD') found.set(hex(bytes), text.codePointAt(0)!.toString(16))
  }
  for (let byte = 0x80; byte < 0x100; byte++) add(byte)
  for (let key = 0x8000; key < 0x10000; key++) add(key)
  if (codec === 'euc_jp') for (let key = 0x8f8000; key < 0x900000; key++) add(key)
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map((each) => each.join(' '))
}

function encoded(codec: Codec): string[] {
  const found: string[] = []
  for (let point = 0x80; point < 0x30000; point++) {
    if (point >= 0xd800 && point < 0xe000) continue
    const bytes = encode(codec, String.fromCodePoint(point), 'strict')
    if (bytes) found.push(`${point.toString(16)} ${hex(bytes)}`)
  }
  return found
}

describe.each(Object.entries(codecs) as [Codec, Golden][])('%s', (codec, golden) => {
  it('whole table, both ways', () => {
    const lines = decoded(codec)
    expect(lines.length).toBe(golden.decodes)
    expect(hash(lines)).toBe(golden.decode_sha256)
    const back = encoded(codec)
    expect(back.length).toBe(golden.encodes)
    expect(hash(back)).toBe(golden.encode_sha256)
  })

  it('errors: one byte at a time; at the end, what is left of a character', () => {
    for (const [bytes, replaced, ignored] of golden.samples) {
      expect([bytes, decode(codec, fromHex(bytes), 'replace')]).toEqual([bytes, replaced])
      expect(decode(codec, fromHex(bytes), 'ignore')).toBe(ignored)
    }
    for (const [text, ignored, replaced, references] of golden.texts)
      expect([
        text,
        ...(['ignore', 'replace', 'xmlcharref'] as const).map((how) => hex(encode(codec, text, how))),
      ]).toEqual([text, ignored, replaced, references])
  })
})

it('UTF-8', () => {
  for (const [bytes, replaced, ignored] of utf8!.samples) {
    expect(decode('utf_8', fromHex(bytes), 'replace')).toBe(replaced)
    expect(decode('utf_8', fromHex(bytes), 'ignore')).toBe(ignored)
  }
})
