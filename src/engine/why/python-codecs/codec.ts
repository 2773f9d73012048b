/**
 * Python's codecs, with what they do on an error: bytes.decode(codec, errors), str.encode(codec, errors). On an error a
 * decoder takes one byte and goes on with the next; bytes of a character that is cut off at the end are one error. Checked
 * against Python: test/unit/why/python-codecs.test.ts.
 */
import { readFourBytes, writeFourBytes } from './gb18030'
import { readJamo, writeJamo } from './jamo'
import { tableOf, type Codec } from './table'
import type { OnDecodeError, OnEncodeError, Read } from './types'

export type { Codec, OnDecodeError, OnEncodeError }

export function decode(codec: Codec | 'utf_8', bytes: Uint8Array, onError: OnDecodeError): string {
  if (codec === 'utf_8') return decodeUtf8(bytes, onError)
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const [character, length] = read(codec, bytes, at)
    text += character ?? (onError === 'replace' ? '\uFFFD' : '')
    at += length
  }
  return text
}

/** Null: the bytes are no text of the codec. */
export function decodeStrictly(codec: Codec | 'utf_8', bytes: Uint8Array): string | null {
  const text = decode(codec, bytes, 'replace')
  return text.includes('\uFFFD') ? null : text
}

/** Python's and the web's UTF-8 decoders agree: one U+FFFD for each part of a character that could have been one. */
function decodeUtf8(bytes: Uint8Array, onError: OnDecodeError): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return onError === 'replace' ? text : text.replaceAll('\uFFFD', '')
}

function read(codec: Codec, bytes: Uint8Array, at: number): Read {
  const byte = bytes[at]!
  if (byte < 0x80) return [String.fromCharCode(byte), 1]
  const { decode: table } = tableOf(codec)
  const single = table.get(byte)
  if (single !== undefined) return [single, 1]
  const left = bytes.length - at
  const second = bytes[at + 1]
  if (second === undefined) return [null, 1]
  if (codec === 'gb18030' && second >= 0x30 && second <= 0x39) return readFourBytes(bytes, at)
  if (codec === 'euc_kr' && byte === 0xa4 && second === 0xd4) return readJamo(bytes, at)
  if (codec === 'euc_jp' && byte === 0x8f) {
    if (left < 3) return [null, left]
    const character = table.get((byte << 16) | (second << 8) | bytes[at + 2]!)
    return character === undefined ? [null, 1] : [character, 3]
  }
  const character = table.get((byte << 8) | second)
  return character === undefined ? [null, 1] : [character, 2]
}

/** Null: strict, and the codec lacks a character. */
export function encode(
  codec: Codec | 'ascii' | 'utf_8',
  text: string,
  onError: OnEncodeError,
): Uint8Array | null {
  if (codec === 'utf_8') return new TextEncoder().encode(text)
  const bytes: number[] = []
  for (const character of text) {
    const known = bytesFor(codec, character)
    if (known !== null) bytes.push(...known)
    else if (onError === 'strict') return null
    else if (onError === 'replace') bytes.push(0x3f)
    else if (onError === 'xmlcharref')
      bytes.push(...Array.from(`&#${character.codePointAt(0)};`, (c) => c.charCodeAt(0)))
  }
  return Uint8Array.from(bytes)
}

/** Whether the codec has each character of the text. */
export const canEncode = (codec: Codec, text: string): boolean =>
  [...text].every((each) => bytesFor(codec, each) !== null)

function bytesFor(codec: Codec | 'ascii', character: string): readonly number[] | null {
  const point = character.codePointAt(0)!
  if (point < 0x80) return [point]
  if (codec === 'ascii') return null
  return (
    tableOf(codec).encode.get(character) ??
    (codec === 'gb18030' ? writeFourBytes(point) : codec === 'euc_kr' ? writeJamo(point) : null)
  )
}
