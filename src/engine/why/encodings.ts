/** Text whose bytes were read as another encoding. */

/** Bytes of UTF-8 read as GB18030, as a program on a Chinese Windows reads them. */
export const utf8AsGbk = (text: string): string => decoded('gb18030', utf8(text))

/** Bytes of GBK read as UTF-8; null where the text has characters that GBK lacks. */
export function gbkAsUtf8(text: string): string | null {
  const bytes = gbk(text)
  return bytes && decoded('utf-8', bytes)
}

/** Bytes of UTF-8 read as ISO-8859-1: Python's "latin-1", and the former default of Java. */
export const utf8AsLatin1 = (text: string): string =>
  Array.from(utf8(text), (byte) => String.fromCharCode(byte)).join('')

export const utf8AsWindows1252 = (text: string): string => decoded('windows-1252', utf8(text))

/** Undoes that: text read as ISO-8859-1 whose bytes are UTF-8; null: they are not. */
export function latin1AsUtf8(text: string): string | null {
  if (/[^\0-\xff]/.test(text)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    )
  } catch {
    return null
  }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function decoded(encoding: string, bytes: Uint8Array): string {
  // As a stream: outside of streams, Node 20 reads windows-1252 as ISO-8859-1.
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return decoder.decode(bytes, { stream: true }) + decoder.decode()
}

let table: ReadonlyMap<string, number> | null = null

/** The text's bytes in GBK; null: GBK lacks a character. */
function gbk(text: string): Uint8Array | null {
  table ??= gbkTable()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else {
      const pair = table.get(character)
      if (pair === undefined) return null
      bytes.push(pair >> 8, pair & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}

/** Character → bytes, inverted from the decoder's result for each pair of bytes; the first pair of equals. */
function gbkTable(): ReadonlyMap<string, number> {
  const made = new Map<string, number>()
  const decoder = new TextDecoder('gbk')
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1 && character !== '\uFFFD' && !made.has(character))
        made.set(character, (lead << 8) | trail)
    }
  return made
}
