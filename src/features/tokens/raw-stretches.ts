/** The text as given, cut where its tokens begin and end. Pure. */
import type { TokenRow } from './rows'

export interface RawStretch {
  readonly start: number
  readonly end: number
  /** The first token that stands here; null: none does. */
  readonly token: number | null
}

/** Cut at every token of `rows`; what several tokens share belongs to the first of them. */
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

/** The part of a text of `length` that belongs to tokens [first, last): up to the first of the next page. */
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
