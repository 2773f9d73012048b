/** Tables of Python's codecs, made when they are first used: from TextDecoder, and from data.ts where that differs. */
import { PAIRS, SINGLES } from './data'
import type { PairData } from './types'

export type PairCodec = keyof typeof PAIRS
export type SingleCodec = keyof typeof SINGLES
export type Codec = PairCodec | SingleCodec

export interface Table {
  /** Bytes as one number (0x8fa1a1) → character. */
  readonly decode: ReadonlyMap<number, string>
  /** Character → its bytes. */
  readonly encode: ReadonlyMap<string, readonly number[]>
}

const made = new Map<Codec, Table>()

export function tableOf(codec: Codec): Table {
  const known = made.get(codec)
  if (known) return known
  const table =
    codec in SINGLES ? singleTable(SINGLES[codec as SingleCodec]) : pairTable(PAIRS[codec as PairCodec])
  made.set(codec, table)
  return table
}

export const bytesOf = (key: number): number[] =>
  key > 0xffff ? [key >> 16, (key >> 8) & 0xff, key & 0xff]
  : key > 0xff ? [key >> 8, key & 0xff]
  : [key] // oxfmt-ignore

function singleTable(characters: string): Table {
  const decode = new Map<number, string>()
  const encode = new Map<string, readonly number[]>()
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!
    if (character === '\uFFFD') continue
    decode.set(0x80 + at, character)
    encode.set(character, [0x80 + at])
  }
  return { decode, encode }
}

function pairTable({ base, pairs, after8f, fixes, singles, encodes, decodesOnly }: PairData): Table {
  const known = new Map<number, string>()
  for (const each of singles) setAll(known, each, 2)
  for (const each of fixes) setAll(known, each, each.startsWith('8f') && after8f !== '' ? 6 : 4)
  const isUnified = base === 'uhc'
  const keys = [...keysOf(pairs, 0x8000), ...keysOf(after8f, 0x8f8000)]
  if (isUnified) addUnifiedHangul(known, keys)
  const missing = keys.filter((key) => !known.has(key))
  const bytes = Uint8Array.from(missing.flatMap(bytesOf))
  const text = new TextDecoder(isUnified ? 'euc-kr' : base, { ignoreBOM: true }).decode(bytes)
  missing.forEach((key, at) => known.set(key, text[at]!))
  const decode = new Map([...known].toSorted(([a], [b]) => a - b))
  const encode = new Map<string, readonly number[]>()
  for (const [key, character] of decode) {
    if (!encode.has(character) && !decodesOnly.includes(character)) encode.set(character, bytesOf(key))
  }
  for (const [character, hex] of Object.entries(encodes))
    encode.set(character, bytesOf(Number.parseInt(hex, 16)))
  return { decode, encode }
}

/** "8f" and "ab": 0x8f is a, 0x90 is b. */
function setAll(known: Map<number, string>, entry: string, digits: number): void {
  const first = Number.parseInt(entry.slice(0, digits), 16)
  Array.from(entry.slice(digits), (character, at) => known.set(first + at, character))
}

function keysOf(runs: string, first: number): number[] {
  const keys: number[] = []
  let at = first
  const numbers = runs === '' ? [] : runs.split(' ').map((each) => Number.parseInt(each, 36))
  numbers.forEach((number, index) => {
    if (index % 2 === 1) for (let more = 0; more < number; more++) keys.push(at + more)
    at += number
  })
  return keys
}

/** Unified Hangul Code: its own rows have the syllables that KS X 1001 lacks, in the order of Unicode. */
function addUnifiedHangul(known: Map<number, string>, keys: readonly number[]): void {
  const own = (key: number) => key < 0xc700 && ((key & 0xff) < 0xa1 || key < 0xa100)
  const standard = keys.filter((key) => !own(key))
  const bytes = Uint8Array.from(standard.filter((key) => !known.has(key)).flatMap(bytesOf))
  const taken = new Set(new TextDecoder('euc-kr').decode(bytes))
  let next = 0xac00
  for (const key of keys.filter(own)) {
    while (taken.has(String.fromCharCode(next))) next++
    known.set(key, String.fromCharCode(next++))
  }
}
