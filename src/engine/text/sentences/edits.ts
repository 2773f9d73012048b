/** The user's changes of the automatic split: offsets that move when the text changes. */
import { NO_EDITS, type SplitEdits } from './types'

const added = (list: readonly number[], at: number): number[] =>
  list.includes(at) ? [...list] : [...list, at].sort((x, y) => x - y)
const without = (list: readonly number[], at: number): number[] => list.filter((one) => one !== at)

/** The sentence that begins at `start` continues the one before. Takes back a cut made there. */
export const joinAt = ({ joined, cut }: SplitEdits, start: number): SplitEdits =>
  cut.includes(start) ? { joined, cut: without(cut, start) } : { joined: added(joined, start), cut }

/** A sentence begins at `at`. Takes back a join made there. */
export const cutAt = ({ joined, cut }: SplitEdits, at: number): SplitEdits =>
  joined.includes(at) ? { joined: without(joined, at), cut } : { joined, cut: added(cut, at) }

export const isEdited = ({ joined, cut }: SplitEdits): boolean => joined.length + cut.length > 0

/** The edits for a changed text. Outside of the change they stay with their characters; inside it they are dropped. */
export function moveEdits(edits: SplitEdits, before: string, after: string): SplitEdits {
  if (!isEdited(edits) || before === after) return edits
  const least = Math.min(before.length, after.length)
  let head = 0
  while (head < least && before.charCodeAt(head) === after.charCodeAt(head)) head++
  let tail = 0
  while (
    tail < least - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++
  const shift = after.length - before.length
  const move = (list: readonly number[]) =>
    list.flatMap((at) =>
      at <= head && at < after.length ? [at] : at >= before.length - tail ? [at + shift] : [],
    )
  const moved = { joined: move(edits.joined), cut: move(edits.cut) }
  return isEdited(moved) ? moved : NO_EDITS
}
