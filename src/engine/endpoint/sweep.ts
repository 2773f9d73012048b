/**
 * Finds silent truncation without any reference. The texts grow, and each is the beginning of the next. If a longer text
 * gives the vector of a shorter one, the server did not read the rest.
 */
import { cosine } from '../matrix'

/** Tokens, `<s>` and `</s>` included: around 512, where FlagEmbedding ≥ 1.3 and many servers cut, and longer ones. */
export const SWEEP_LENGTHS = [511, 512, 513, 2048, 8192] as const

/** The usual limits of servers. They are tried first when a cut lies between two lengths. */
const USUAL = [128, 256, 384, 512, 1024, 2048, 4096, 8192]

/** The user's own words are used if there are at least this many; a text of fewer words says too little. */
export const LEAST_WORDS = 8

/** Each is one token in XLM-R's vocabulary. Words that a model's vocabulary does not hold are left out. */
export const NEUTRAL_WORDS =
  'time people year way day man world life hand part child place work week case point government company number group problem fact water money story month book house school state family student city night home power service war history party result change morning reason research moment air teacher force education'.split(
    ' ',
  )

/**
 * The words of the sweep's texts, in order. A longer text starts again with the first word.
 * @param text of the user; its words are used if enough of them are one token each
 * @param isOneToken whether a word after a space is one token
 */
export function sweepWords(
  text: string,
  isOneToken: (word: string) => boolean,
): { readonly words: readonly string[]; readonly from: 'text' | 'neutral' } {
  const own = [...new Set(text.split(/\s+/).filter((word) => word !== ''))].slice(0, 400).filter(isOneToken)
  if (own.length >= LEAST_WORDS) return { words: own, from: 'text' }
  return { words: NEUTRAL_WORDS.filter(isOneToken), from: 'neutral' }
}

/** A text of exactly this many tokens, the two template tokens included. Every word must be one token. */
export function sweepText(words: readonly string[], tokens: number): string {
  return Array.from({ length: Math.max(0, tokens - 2) }, (_, at) => words[at % words.length]).join(' ')
}

/**
 * How far two replies for one and the same text may lie apart: 1 − cosine. Servers give the same numbers again to the last bit
 * or nearly so, and float32 written in decimals moves a cosine by 1e-13. One more token moves it by far more: measured
 * 3e-5 to 1e-4 at 512 tokens of the demo model, 8e-7 at 8,192 of a model of two layers.
 */
const LEAST_NOISE = 1e-9
const NOISE_FACTOR = 4

/** @param again the reply to the same text, asked a second time */
export const slackOf = (vector: Float64Array, again: Float64Array): number =>
  Math.max(LEAST_NOISE, NOISE_FACTOR * (1 - cosine(vector, again)))

export const isSame = (a: Float64Array, b: Float64Array, slack: number): boolean =>
  a.length === b.length && 1 - cosine(a, b) <= slack

/**
 * The next length to request, in the search for the shortest text that already gives the final vector.
 * @param lo a length that gives another vector @param hi a length that gives the final vector
 * @returns null: hi is the shortest
 */
export function nextLength(lo: number, hi: number): number | null {
  if (hi - lo <= 1) return null
  // If a usual limit gives the final vector, one token less must be shown to give another.
  if (USUAL.includes(hi)) return hi - 1
  const middle = (lo + hi) / 2
  const usual = USUAL.filter((length) => length > lo && length < hi)
  if (usual.length === 0) return Math.floor(middle)
  return usual.reduce((best, length) => (Math.abs(length - middle) < Math.abs(best - middle) ? length : best))
}
