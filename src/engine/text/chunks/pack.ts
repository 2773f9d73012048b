import type { Chunk } from './types'

/** `<s>` and `</s>`. */
const TEMPLATE = 2

/**
 * Sentences packed into chunks, in order.
 * @param counts tokens of each sentence without `<s>`, `</s>`
 * @param opens for each sentence: true if a chunk should begin there (a paragraph, a change of subject). A paragraph that
 *   fits in one chunk is not cut.
 */
export function packChunks(
  counts: readonly number[],
  opens: readonly boolean[],
  size: number,
  overlap: number,
): Chunk[] {
  const room = Math.max(1, size - TEMPLATE)
  const sum = (from: number, to: number) => counts.slice(from, to).reduce((total, count) => total + count, 0)
  const chunks: Chunk[] = []
  let from = 0
  let fresh = 0
  while (fresh < counts.length) {
    let to = fresh + 1
    let tokens = sum(from, to)
    while (to < counts.length && tokens + counts[to]! <= room) {
      if (opens[to]) {
        // A paragraph that fits in a chunk of its own is never cut: it is added whole, or it begins the next chunk.
        const next = paragraphEnd(opens, to)
        const whole = sum(to, next)
        if (whole <= room && tokens + whole > room) break
      }
      tokens += counts[to]!
      to++
    }
    chunks.push({ from, to, tokens: tokens + TEMPLATE })
    fresh = to
    // The repeated sentences leave room for the next paragraph if it fits, or else for its first sentence.
    const next = opens[to] ? sum(to, paragraphEnd(opens, to)) : Infinity
    const needed = next <= room ? next : (counts[to] ?? 0)
    from = overlapStart(counts, chunks.at(-1)!.from + 1, to, Math.min(overlap, room - needed))
  }
  return chunks
}

function paragraphEnd(opens: readonly boolean[], at: number): number {
  let end = at + 1
  while (end < opens.length && !opens[end]) end++
  return end
}

/** The first of the sentences before `to` that together have at most `room` tokens. */
function overlapStart(counts: readonly number[], least: number, to: number, room: number): number {
  let from = to
  let tokens = 0
  while (from > least && tokens + counts[from - 1]! <= room) tokens += counts[--from]!
  return from
}
