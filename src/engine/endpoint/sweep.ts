/**
 * Silent truncation, found without any reference: texts of growing length, each the beginning of the next. Where a
 * longer text gives the vector of a shorter one, what follows was not read.
 */
import { cosine } from '../matrix'

/** Tokens, `<s>` and `</s>` included: around 512, which FlagEmbedding ≥ 1.3 and many servers cut at, and further. */
export const SWEEP_LENGTHS = [511, 512, 513, 2048, 8192] as const

/** Where servers cut: tried first when a cut lies between two lengths. */
const USUAL = [128, 256, 384, 512, 1024, 2048, 4096, 8192]

/** Fewer words of their own make a text that says too little. */
export const LEAST_WORDS = 8

/** Each is one token in XLM-R's vocabulary; those that are not in a model's own are left out. */
export const NEUTRAL_WORDS =
  'time people year way day man world life hand part child place work week case point government company number group problem fact water money story month book house school state family student city night home power service war history party result change morning reason research moment air teacher force education'.split(
    ' ',
  )

/**
 * The words that the sweep's texts are made of, in order and again from the start.
 * @param text the user's; its own words are taken where enough of them are one token each
 * @param isOneToken of a word that stands after a space
 */
export function sweepWords(
  text: string,
  isOneToken: (word: string) => boolean,
): { readonly words: readonly string[]; readonly from: 'text' | 'neutral' } {
  const own = [...new Set(text.split(/\s+/).filter((word) => word !== ''))].slice(0, 400).filter(isOneToken)
  if (own.length >= LEAST_WORDS) return { words: own, from: 'text' }
  return { words: NEUTRAL_WORDS.filter(isOneToken), from: 'neutral' }
}

/** A text of exactly this many tokens, template tokens (two) included, where every word is one. */
export function sweepText(words: readonly string[], tokens: number): string {
  return Array.from({ length: Math.max(0, tokens - 2) }, (_, at) => words[at % words.length]).join(' ')
}

/**
 * How far two replies for one and the same text may lie apart: 1 − cosine. Servers repeat themselves to the last bit
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
 * The next length to ask for while the shortest one that already gives the final vector is looked for.
 * @param lo gives another vector @param hi gives the final one
 * @returns null when hi is it
 */
export function nextLength(lo: number, hi: number): number | null {
  if (hi - lo <= 1) return null
  // A usual limit that fits must be shown not to fit one token earlier.
  if (USUAL.includes(hi)) return hi - 1
  const middle = (lo + hi) / 2
  const usual = USUAL.filter((length) => length > lo && length < hi)
  if (usual.length === 0) return Math.floor(middle)
  return usual.reduce((best, length) => (Math.abs(length - middle) < Math.abs(best - middle) ? length : best))
}
