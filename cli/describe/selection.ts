/** The values of `--layer`, `--head` and `--row`: numbers from 0 and ranges, as in "0,5" or "0-99" (99 included). */
import { UsageError } from '../shared/usage-error'

/** Numbers from `from` up to `to`, without `to`. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** @returns sorted ranges; those that touch or overlap are joined. @throws UsageError */
export function parseSelection(option: string, value: string): readonly Range[] {
  const ranges = value.split(',').map((part): Range => {
    const [, first, last = first] = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last) + 1]
    if (!(from < to))
      throw new UsageError(`${option} takes numbers from 0 (0,5) or a range (0-99), not "${value}".`)
    return { from, to }
  })
  const joined: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const before = joined.at(-1)
    if (before && range.from <= before.to)
      joined[joined.length - 1] = { from: before.from, to: Math.max(before.to, range.to) }
    else joined.push(range)
  }
  return joined
}

/**
 * Checks that the ranges exist.
 * @param ranges null: all
 * @param count how many layers, attention heads or rows there are
 * @param of says so in words, for the error: "tiny has 2 layers"
 * @throws UsageError naming the option and the limit
 */
export function within(
  option: string,
  ranges: readonly Range[] | null,
  count: number,
  of: string,
): readonly Range[] {
  if (ranges === null) return [{ from: 0, to: count }]
  const { to } = ranges.at(-1)!
  if (to > count)
    throw new UsageError(`${option} ${to - 1} does not exist: ${of}, numbered 0 to ${count - 1}.`)
  return ranges
}

export const numbersIn = (ranges: readonly Range[]): number[] =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))
