/** The parts of a conversation that nobody said: what is not encoded while timestamps and speakers are left out. */
import type { Range } from '../mapped'
import { trimmed } from './lines'
import type { Dialogue } from './types'

/**
 * UTF-16 ranges of the text as given, in order, without white space around them: timestamps, speakers, what an export
 * writes beside its messages. Together with the turns they cover everything but white space.
 */
export function unsaidRanges(text: string, { turns }: Pick<Dialogue, 'turns'>): Range[] {
  const found: Range[] = []
  const add = (from: number, to: number) => {
    const range = trimmed(text, from, to)
    if (range[0] < range[1]) found.push(range)
  }
  let at = 0
  for (const { start, end, parts = [{ start, end }] } of turns)
    for (const part of parts) {
      add(at, part.start)
      at = part.end
    }
  add(at, text.length)
  return found
}
