import { compose, unchanged, type MappedText } from '../mapped'
import { escapePattern, replacing, withEdits } from './edit'
import type { AbbreviationsRule } from './types'

/** Letters, digits and underscore of any script, as Python's `\w`. */
const WORD = String.raw`[\p{L}\p{M}\p{N}_]`
/** Scripts that write words without spaces: their letters do not continue a Latin word. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`

/**
 * Applies the entries one after the other, each to the result of the one before.
 * word: not inside another word; "你好u吗" has the word u, "but" has not. JavaScript's \b is ASCII only.
 * plain: anywhere. With case sensitivity this is text.replaceAll(from, to) for each entry, 1:1.
 */
export function abbreviate(text: string, { entries, match, caseSensitive }: AbbreviationsRule): MappedText {
  let mapped = unchanged(text)
  for (const { from, to } of entries) {
    if (from === '') continue
    const sought = escapePattern(from)
    const pattern =
      match === 'plain' ? sought : `${boundary(from, 'before')}${sought}${boundary(from, 'after')}`
    const regex = new RegExp(pattern, caseSensitive ? 'gu' : 'giu')
    const next = withEdits(
      mapped.text,
      replacing(mapped.text, regex, () => to),
    )
    if (next.text !== mapped.text) mapped = compose(mapped, next)
  }
  return mapped
}

function boundary(from: string, where: 'before' | 'after'): string {
  const edge = where === 'before' ? [...from][0]! : [...from].at(-1)!
  // An entry that begins or ends with a mark, or in a script without spaces, needs no word boundary there.
  if (!new RegExp(WORD, 'u').test(edge) || new RegExp(UNSPACED, 'u').test(edge)) return ''
  const look = where === 'before' ? '?<!' : '?!'
  const inside = where === 'before' ? `(?<!${UNSPACED})` : ''
  // A word character of a spaced script on that side.
  return where === 'before'
    ? `(${look}(?:(?!${UNSPACED})${WORD})${inside})`
    : `(${look}(?!${UNSPACED})${WORD})`
}
