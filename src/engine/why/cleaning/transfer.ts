/** A text that is still, or no longer, in the form in which mail, addresses and files carry it. */
import type { Cleaning } from './types'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const hexOf = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')

/** @param safe what stays as it is, besides letters, digits and _.-~ */
const percent = (safe: string) => (text: string) =>
  Array.from(utf8(text), (byte) => {
    const character = String.fromCharCode(byte)
    return /[\w.~-]/.test(character) || safe.includes(character) ? character : `%${hexOf(byte)}`
  }).join('')

const percentDecoded = (text: string): string => {
  if (!/%[\da-f]{2}/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const base64 = (text: string): string =>
  btoa(Array.from(utf8(text), (byte) => String.fromCharCode(byte)).join(''))

function base64Decoded(text: string): string {
  const bare = text.trim()
  if (bare.length < 8 || bare.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(bare)) return text
  try {
    const bytes = Uint8Array.from(atob(bare), (each) => each.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return text
  }
}

/** As quopri of Python writes it; without the breaks of lines where `width` is infinite. */
const quotedPrintable = (width: number) => (text: string) =>
  text
    .split('\n')
    .map((line) => {
      const written = Array.from(utf8(line), (byte, at) =>
        (byte > 0x20 && byte < 0x7f && byte !== 0x3d) ||
        ((byte === 0x20 || byte === 9) && at < utf8(line).length - 1)
          ? String.fromCharCode(byte)
          : `=${hexOf(byte)}`,
      )
      let [made, column] = ['', 0]
      written.forEach((each, at) => {
        if (column + each.length > (at === written.length - 1 ? width : width - 1)) {
          made += '=\n'
          column = 0
        }
        made += each
        column += each.length
      })
      return made
    })
    .join('\n')

function quotedPrintableDecoded(text: string): string {
  if (!/=[\dA-F]{2}/.test(text)) return text
  const parts = text.replaceAll(/=\r?\n/g, '').split(/((?:=[\dA-F]{2})+)/)
  const bytes = parts.flatMap((part, at) =>
    at % 2 === 1 ? part.slice(1).split('=').map((hex) => Number.parseInt(hex, 16)) : [...utf8(part)],
  ) // oxfmt-ignore
  return new TextDecoder().decode(Uint8Array.from(bytes))
}

/** Bytes of UTF-16 read as UTF-8: every ASCII character gets a NUL beside it. */
const utf16 = (littleEndian: boolean, mark: boolean) => (text: string) => {
  const units = mark ? `\uFEFF${text}` : text
  const bytes = new DataView(new ArrayBuffer(units.length * 2))
  for (let at = 0; at < units.length; at++) bytes.setUint16(2 * at, units.charCodeAt(at), littleEndian)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

const byteEscapes = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]/gu, (each) =>
    Array.from(utf8(each), (byte) => `\\x${hexOf(byte).toLowerCase()}`).join(''),
  )

const unitEscapes = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/[^\0-\x7f]/gu, (each) => {
      const point = each.codePointAt(0)!
      const hex = (digits: number) => point.toString(16).padStart(digits, '0')
      return point < 0x100 ? `\\x${hex(2)}` : point < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`
    })

const of = (id: string, by: string, apply: Cleaning['apply']): Cleaning => ({
  id,
  about: 'transfer',
  by,
  apply,
})

export const TRANSFER: readonly Cleaning[] = [
  of('percent-encoded', 'encodeURIComponent', (text) => encodeSafely(text)),
  of('percent-encoded-python', 'urllib.parse.quote', percent('/')),
  of('percent-encoded-all', 'urllib.parse.quote(safe="")', percent('')),
  of('percent-encoded-plus', 'urllib.parse.quote_plus, forms', (text) =>
    percent(' ')(text).replaceAll(' ', '+'),
  ),
  of('percent-decoded', 'decodeURIComponent, urllib.parse.unquote', percentDecoded),
  of('percent-decoded-plus', 'urllib.parse.unquote_plus', (text) =>
    percentDecoded(text.replaceAll('+', ' ')),
  ),
  of('base64', 'base64.b64encode', base64),
  of('base64-decoded', 'base64.b64decode', base64Decoded),
  of('quoted-printable', 'the body of a mail that was not decoded', quotedPrintable(76)),
  of('quoted-printable-one-line', 'the body of a mail that was not decoded', quotedPrintable(Infinity)),
  of('quoted-printable-decoded', 'quopri, e-mail libraries', quotedPrintableDecoded),
  of('utf-16-read-as-utf-8', 'a file that Windows wrote', utf16(true, false)),
  of('utf-16-with-mark-read-as-utf-8', 'a file that Windows wrote', utf16(true, true)),
  of('utf-16-be-read-as-utf-8', 'Java, network order', utf16(false, false)),
  of('byte-escapes', 'bytes.decode("ascii", "backslashreplace")', byteEscapes),
  of('unicode-escapes', 'text.encode("unicode_escape")', unitEscapes),
]

/** Half a character cannot be encoded; then it stays as it is. */
function encodeSafely(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    return text
  }
}
