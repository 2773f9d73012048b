/** What a turn says and where each of its characters is written: exports escape text, and write it in pieces. */
import type { Turn } from './types'

/** A run that stands for the same characters, or a stretch of the export that stands for others. */
export interface Stretch {
  /** UTF-16 range of the text as given. */
  readonly from: number
  readonly to: number
  readonly text: string
}

const UNIT = /\\u[0-9a-fA-F]{4}|\\[^]|""|[^\\"]+|"/g

/** JSON's and CSV's escapes; null: another one. */
function unescaped(written: string): string | null {
  if (written === '""') return '"'
  try {
    return JSON.parse(`"${written}"`) as string
  } catch {
    return null
  }
}

/** The stretches of what was said, in order; null: the export escapes it in a way that is not known. */
export function stretchesOf(text: string, turn: Turn): readonly Stretch[] | null {
  const { start, end, parts = [{ start, end, joiner: '' }] } = turn
  const found: Stretch[] = []
  for (const part of parts) {
    const before = found.at(-1)?.to ?? part.start
    if (part.joiner !== '') found.push({ from: before, to: part.start, text: part.joiner })
    for (const { index, 0: written } of text.slice(part.start, part.end).matchAll(UNIT)) {
      const isEscape = written.startsWith('\\') || written === '""'
      const said = isEscape ? unescaped(written) : written
      if (said === null) return null
      const from = part.start + index
      found.push({ from, to: from + written.length, text: said })
    }
  }
  return found.map((stretch) => stretch.text).join('') === turn.text ? found : null
}

/** The place in the text as given of each UTF-16 unit of what was said. */
export function placesOf(stretches: readonly Stretch[]): {
  readonly starts: number[]
  readonly ends: number[]
} {
  const starts: number[] = []
  const ends: number[] = []
  for (const { from, to, text } of stretches) {
    const same = to - from === text.length
    for (let i = 0; i < text.length; i++) {
      starts.push(same ? from + i : from)
      ends.push(same ? from + i + 1 : to)
    }
  }
  return { starts, ends }
}
