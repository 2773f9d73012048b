import { AlignedText } from './aligned-text'

/** Pieces of a text, each tokenised on its own: piece i is units [bounds[2i], bounds[2i+1]), never empty. */
export interface Pieces {
  readonly text: AlignedText
  readonly bounds: readonly number[]
}

export type PrependScheme = 'always' | 'first' | 'never'

export type PreTokenizer =
  | { readonly type: 'WhitespaceSplit' }
  | {
      readonly type: 'Metaspace'
      /** One UTF-16 unit, "▁" in XLM-R. */
      readonly replacement: number
      readonly prepend: PrependScheme
      readonly split: boolean
    }

const SPACE = 0x20

/** Unicode's White_Space, Rust's `char::is_whitespace`; JavaScript's `\s` has U+FEFF more and U+0085 less. */
export const isWhitespace = (unit: number) =>
  unit === SPACE ||
  (unit >= 0x09 && unit <= 0x0d) ||
  (unit >= 0x85 &&
    (unit === 0x85 ||
      unit === 0xa0 ||
      unit === 0x1680 ||
      (unit >= 0x2000 && unit <= 0x200a) ||
      unit === 0x2028 ||
      unit === 0x2029 ||
      unit === 0x202f ||
      unit === 0x205f ||
      unit === 0x3000))

/** Equals the library's pre-tokenizers WhitespaceSplit and Metaspace, run one after the other. */
export function preTokenize(text: AlignedText, steps: readonly PreTokenizer[]): Pieces {
  let pieces: Pieces = { text, bounds: text.length ? [0, text.length] : [] }
  for (const step of steps)
    pieces = step.type === 'WhitespaceSplit' ? whitespaceSplit(pieces) : metaspace(pieces, step)
  return pieces
}

function whitespaceSplit({ text, bounds }: Pieces): Pieces {
  const { units } = text
  const split: number[] = []
  for (let i = 0; i < bounds.length; i += 2) {
    const to = bounds[i + 1]!
    let from = bounds[i]!
    for (let at = from; at <= to; at++) {
      if (at < to && !isWhitespace(units[at]!)) continue
      if (from < at) split.push(from, at)
      from = at + 1
    }
  }
  return { text, bounds: split }
}

/** Spaces become the replacement, which also begins every piece (MergedWithNext) if `split`. */
function metaspace(
  { text, bounds }: Pieces,
  { replacement, prepend, split }: Extract<PreTokenizer, { type: 'Metaspace' }>,
): Pieces {
  const { units, starts, ends } = text
  const output = new AlignedText(text.origin, text.length + (bounds.length >> 1))
  const pieces: number[] = []
  for (let i = 0; i < bounds.length; i += 2) {
    const from = bounds[i]!
    const to = bounds[i + 1]!
    let begin = output.length
    const marked = units[from] === SPACE || units[from] === replacement
    if (!marked && (prepend === 'always' || (prepend === 'first' && beginsText(text, from))))
      output.push(replacement, starts[from]!, ends[from]!)
    for (let at = from; at < to; at++) {
      const unit = units[at] === SPACE ? replacement : units[at]!
      if (split && unit === replacement && output.length > begin) {
        pieces.push(begin, output.length)
        begin = output.length
      }
      output.push(unit, starts[at]!, ends[at]!)
    }
    pieces.push(begin, output.length)
  }
  return { text: output, bounds: pieces }
}

/** For `first`: the library asks for original offset 0, which it also sees after deleted characters. */
const beginsText = (text: AlignedText, at: number) => text.starts[at] === 0 || (at === 0 && text.origin === 0)
