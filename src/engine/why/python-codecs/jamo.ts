/** Hangul that KS X 1001 has no syllable for: Python's euc_kr writes filler, initial, vowel and final, eight bytes. */
import type { Read } from './types'

const LEAD = 0xa4
const FILLER = 0xd4
/** Second bytes of the compatibility jamo. */
const INITIALS = [0xa1, 0xa2, 0xa4, 0xa7, 0xa8, 0xa9, 0xb1, 0xb2, 0xb3, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbb, 0xbc, 0xbd, 0xbe] // oxfmt-ignore
const FINALS = [FILLER, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf, 0xb0, 0xb1, 0xb2, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xba, 0xbb, 0xbc, 0xbd, 0xbe] // oxfmt-ignore
const FIRST_VOWEL = 0xbf
const VOWELS = 21

export function readJamo(bytes: Uint8Array, at: number): Read {
  const left = bytes.length - at
  if (left < 8) return [null, left]
  if (bytes[at + 2] !== LEAD || bytes[at + 4] !== LEAD || bytes[at + 6] !== LEAD) return [null, 1]
  const initial = INITIALS.indexOf(bytes[at + 3]!)
  const vowel = bytes[at + 5]! - FIRST_VOWEL
  const final = FINALS.indexOf(bytes[at + 7]!)
  if (initial < 0 || vowel < 0 || vowel >= VOWELS || final < 0) return [null, 1]
  return [String.fromCharCode(0xac00 + (initial * VOWELS + vowel) * FINALS.length + final), 8]
}

export function writeJamo(point: number): readonly number[] | null {
  const index = point - 0xac00
  if (index < 0 || index >= INITIALS.length * VOWELS * FINALS.length) return null
  const final = FINALS[index % FINALS.length]!
  const vowel = FIRST_VOWEL + (Math.floor(index / FINALS.length) % VOWELS)
  const initial = INITIALS[Math.floor(index / FINALS.length / VOWELS)]!
  return [LEAD, FILLER, LEAD, initial, LEAD, vowel, LEAD, final]
}
