/** Splits the original text at the boundaries of its tokens. Pure. */
import type { TokenRow } from './rows'

export interface RawStretch {
  readonly start: number
  readonly end: number
  /** Index of the first token that covers this range; null: no token covers it. */
  readonly token: number | null
}

/**
 * Splits the range [from, to) of the text at the tokens of `rows`. A range that several tokens share belongs to the
 * first of them.
 */
export function rawStretches(rows: readonly TokenRow[], from: number, to: number): RawStretch[] {
  const found: RawStretch[] = []
  let at = from
  for (const { index, start, end } of rows) {
    const begin = Math.max(at, start)
    const stop = Math.min(to, end)
    if (stop <= begin) continue
    if (begin > at) found.push({ start: at, end: begin, token: null })
    found.push({ start: begin, end: stop, token: index })
    at = stop
  }
  if (at < to) found.push({ start: at, end: to, token: null })
  return found
}

/**
 * The range of a text that belongs to the tokens [first, last). It ends where the first token of the next page
 * begins.
 * @param length UTF-16 units of the text
 */
export function rawRange(
  rows: readonly TokenRow[],
  first: number,
  last: number,
  length: number,
): readonly [from: number, to: number] {
  const placed = rows.some(({ start, end }) => end > start)
  if (!placed) return [0, length]
  const startOf = (index: number) => rows.slice(index).find(({ start, end }) => end > start)?.start ?? length
  return [first === 0 ? 0 : startOf(first), last >= rows.length ? length : startOf(last)]
}
