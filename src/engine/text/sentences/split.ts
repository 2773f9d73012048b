import { endsIn } from './boundaries'
import { findDialogue } from './dialogue'
import { isBlank, linesOf, trimmed, type Line } from './lines'
import { placesOf, stretchesOf } from './said'
import {
  NO_EDITS,
  type Sentence,
  type SentenceMetadata,
  type SplitEdits,
  type SplitText,
  type Turn,
} from './types'

export interface SplitOptions {
  /** The user's changes. */
  readonly edits?: SplitEdits
  /** Default: 'out'. 'in': the first sentence of a turn begins with its timestamp and speaker. */
  readonly metadata?: SentenceMetadata
  /** False: no search for a conversation. */
  readonly dialogue?: boolean
}

/**
 * A text as sentences, each with its UTF-16 range, in order and without overlap. Every character that is not white
 * space, a timestamp, a speaker or the header of an export is in exactly one of them.
 */
export function splitSentences(text: string, options: SplitOptions = {}): SplitText {
  const { metadata = 'out' } = options
  const edits = placedEdits(text, options.edits ?? NO_EDITS)
  const dialogue = options.dialogue === false ? null : findDialogue(text)
  if (dialogue === null) return { sentences: piecesOf(text, 0, text.length, edits).map(plain), dialogue }
  const sentences = dialogue.turns.flatMap((turn, index) => sentencesOf(text, turn, index, edits, metadata))
  return { sentences, dialogue }
}

/** The user's changes, quick to look up. */
interface PlacedEdits {
  readonly joined: ReadonlySet<number>
  readonly cut: ReadonlySet<number>
  /** Of both, in ascending order. */
  readonly joins: readonly number[]
  readonly cuts: readonly number[]
}

function placedEdits(text: string, { joined, cut }: SplitEdits): PlacedEdits {
  const inOrder = (list: readonly number[]) => [...new Set(list)].sort((one, other) => one - other)
  const cuts = inOrder(cut).filter((at) => at > 0 && at < text.length && isWhole(text, at))
  const joins = inOrder(joined)
  return { joined: new Set(joins), cut: new Set(cuts), joins, cuts }
}

/** The members of an ascending list that are in [from, to). */
function within(list: readonly number[], from: number, to: number): readonly number[] {
  const first = firstFrom(list, from)
  let last = first
  while (last < list.length && list[last]! < to) last++
  return list.slice(first, last)
}

/** Index of the first member of an ascending list that is not below `least`, by binary search. */
function firstFrom(list: readonly number[], least: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! >= least) high = middle
    else low = middle + 1
  }
  return low
}

interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly opensParagraph: boolean
}

const plain = (piece: Piece): Sentence => ({ ...piece, speaker: null, timestamp: null, turn: null })

function sentencesOf(
  text: string,
  turn: Turn,
  index: number,
  edits: PlacedEdits,
  metadata: SentenceMetadata,
): Sentence[] {
  const { speaker, timestamp, start, end, head } = turn
  const said = text.slice(start, end) === turn.text
  const pieces = said ? piecesOf(text, start, end, edits) : writtenPieces(text, turn, edits)
  // The head is before the words. Text that an export writes after them is left out.
  const before = head.find(([, to]) => to <= start)
  if (metadata === 'in' && before && pieces[0]) {
    const [from] = trimmed(text, ...before)
    pieces[0] = { ...pieces[0], start: from, text: text.slice(from, pieces[0].end) }
  }
  return pieces.map((piece, at) => ({
    ...piece,
    speaker,
    timestamp,
    turn: index,
    opensParagraph: at === 0 || piece.opensParagraph,
  }))
}

/** Sentences of text[from, to), with the user's changes. */
function piecesOf(text: string, from: number, to: number, { joined, cut, cuts }: PlacedEdits): Piece[] {
  const pieces: Piece[] = []
  let opens = true
  for (const paragraph of unwrapped(text, linesIn(text, from, to))) {
    if (paragraph === null) {
      opens = true
      continue
    }
    let at = paragraph.start
    const ends = endsIn(text, paragraph.start, paragraph.end)
    const own = within(cuts, paragraph.start + 1, paragraph.end)
    const all = own.length === 0 ? ends : [...ends, ...own].sort((x, y) => x - y)
    for (const end of all) {
      const [start, stop] = trimmed(text, at, end)
      at = end
      if (stop <= start) continue
      const last = pieces.at(-1)
      const continues =
        joined.has(start) ||
        (!opens &&
          last !== undefined &&
          last.end >= paragraph.start &&
          !(cut.has(start) && start > from) &&
          isLoose(text, start, stop))
      if (continues && last)
        pieces[pieces.length - 1] = { ...last, end: stop, text: text.slice(last.start, stop) }
      else pieces.push({ start, end: stop, text: text.slice(start, stop), opensParagraph: opens })
      opens = false
    }
  }
  return pieces
}

/** Marks alone, such as an unmatched bracket, belong to the sentence before on the same line. */
const isLoose = (text: string, start: number, end: number): boolean =>
  !/[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(text.slice(start, end))

/** Never cuts between the halves of a surrogate pair. */
const isWhole = (text: string, at: number): boolean =>
  !(/[\ud800-\udbff]/.test(text[at - 1]!) && /[\udc00-\udfff]/.test(text[at]!))

function linesIn(text: string, from: number, to: number): Line[] {
  return linesOf(text.slice(from, to)).map((line) => ({
    ...line,
    start: line.start + from,
    end: line.end + from,
  }))
}

/**
 * A line break ends a sentence, except where a mail or a PDF has wrapped one: no mark at the end of the line, and the
 * next goes on with a lower-case Latin letter. Null stands for blank lines.
 */
function* unwrapped(text: string, lines: readonly Line[]): Generator<{ start: number; end: number } | null> {
  let open: { start: number; end: number } | null = null
  for (const line of lines) {
    if (isBlank(line)) {
      if (open) yield open
      open = null
      yield null
      continue
    }
    const wraps = open !== null && /^\s*\p{Ll}/u.test(line.text) && mayGoOn(text, open.start, open.end)
    if (open && wraps && !/^\s*[a-z][.)]\s/.test(line.text)) open = { start: open.start, end: line.end }
    else {
      if (open) yield open
      open = { start: line.start, end: line.end }
    }
  }
  if (open) yield open
}

/** Whether text[from, to) ends with a letter or a comma. Looks at its end alone: the range may be a whole document. */
function mayGoOn(text: string, from: number, to: number): boolean {
  let end = to
  while (end > from && /\s/.test(text[end - 1]!)) end--
  return /[\p{Ll}\p{Lu},，]$/u.test(text.slice(Math.max(from, end - 2), end))
}

/** Sentences of words that the export escapes or writes in parts: split as said, with ranges of what is written. */
function writtenPieces(text: string, turn: Turn, { joins, cuts }: PlacedEdits): Piece[] {
  const stretches = stretchesOf(text, turn)
  const said = turn.text
  // The escapes are neither JSON's nor CSV's: the text stays one sentence, so nothing is lost.
  if (stretches === null) return [{ start: turn.start, end: turn.end, text: said, opensParagraph: true }]
  const { starts, ends } = placesOf(stretches)
  const inSaid = (list: readonly number[]) =>
    within(list, turn.start, turn.end).flatMap((at) => {
      const found = firstFrom(starts, at)
      return starts[found] === at ? [found] : []
    })
  const edits = placedEdits(said, { joined: inSaid(joins), cut: inSaid(cuts) })
  return piecesOf(said, 0, said.length, edits).map((piece) => ({
    ...piece,
    start: starts[piece.start]!,
    end: ends[piece.end - 1]!,
  }))
}
