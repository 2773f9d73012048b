/** Whether the server counted the tokens that our tokenizer makes of the text. */

/**
 * What a server's count means. special: tokens with `<s>` and `</s>`. special-or-not: tokens, with or without those two,
 * which depends on the version. unknown: it may be another tokenizer's count. none: not a count of tokens.
 */
export type TokenCounting = 'special' | 'special-or-not' | 'unknown' | 'none'

export interface CountedText {
  /** Of our input, `<s>` and `</s>` included. */
  readonly tokens: number
  /** Whether the server says that it encoded our ids; null: it names no ids. */
  readonly sameIds: boolean | null
  /** Tokens as the server counted them; null: it does not say. */
  readonly counted: number | null
}

/** With both special tokens, with one, with none. */
const MANNERS: readonly number[] = [0, -1, -2]

/**
 * How the server counts, as the one offset to our numbers that texts show whose vectors prove that they are the same. Two
 * texts of different lengths are needed, because a count may be right by accident.
 * @returns null: they do not show it
 */
export function shownOffset(proven: readonly CountedText[]): number | null {
  const given = proven.filter(({ counted }) => counted !== null)
  const offsets = new Set(given.map(({ tokens, counted }) => counted! - tokens))
  const lengths = new Set(given.map(({ tokens }) => tokens))
  const [offset] = offsets
  return offsets.size === 1 && lengths.size > 1 && MANNERS.includes(offset!) ? offset! : null
}

/**
 * The offsets that a count of our tokens may have. What the texts show goes before what the server is known for.
 * @returns null: the counts say nothing
 */
export function offsetsOf(proven: readonly CountedText[], counting: TokenCounting): readonly number[] | null {
  if (counting === 'none') return null
  const shown = shownOffset(proven)
  if (shown !== null) return [shown]
  if (counting === 'special') return [0]
  return counting === 'special-or-not' ? [0, -2] : null
}

/** @param offsets of offsetsOf @returns false where it is not known */
export const tokensDiffer = (
  { tokens, sameIds, counted }: CountedText,
  offsets: readonly number[] | null,
): boolean =>
  sameIds === null ? counted !== null && offsets !== null && !offsets.includes(counted - tokens) : !sameIds
