import { compose, unchanged, type MappedText } from '../mapped'
import type { RulesBudget } from './budget'
import { escapePattern, replacing, withEdits } from './edit'
import type { AbbreviationsRule, Replacement } from './types'

/** Letters, digits and underscore of any script, as Python's `\w`. */
const WORD = String.raw`[\p{L}\p{M}\p{N}_]`
/** Scripts that write words without spaces: their letters do not continue a Latin word. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`

/**
 * Applies the entries one after the other, each to the result of the one before.
 * word: not inside another word; "你好u吗" has the word u, "but" has not. JavaScript's \b is ASCII only.
 * plain: anywhere. With case sensitivity this is text.replaceAll(from, to) for each entry, 1:1.
 */
export function abbreviate(text: string, rule: AbbreviationsRule, budget: RulesBudget): MappedText {
  let mapped = unchanged(text)
  for (const { from } of rule.entries) budget.reads(0, from.length)
  for (const { from, anywhere, pattern, to } of patternsOf(rule)) {
    budget.reads(mapped.text.length, from.length)
    // Most entries are not in a text at all, and this is ten times quicker than to look at the edges of words.
    if (!anywhere.test(mapped.text)) continue
    const next = withEdits(
      mapped.text,
      replacing(mapped.text, pattern, () => to),
      budget,
    )
    if (next.text !== mapped.text) mapped = compose(mapped, next)
  }
  return mapped
}

interface Entry extends Replacement {
  /** Finds the entry inside of words too. */
  readonly anywhere: RegExp
  readonly pattern: RegExp
}

/** A rule is applied to each sentence by itself, and to compile its patterns takes longer than to use them there. */
const compiled = new WeakMap<AbbreviationsRule, readonly Entry[]>()

function patternsOf(rule: AbbreviationsRule): readonly Entry[] {
  const known = compiled.get(rule)
  if (known) return known
  const flags = rule.caseSensitive ? 'u' : 'iu'
  const made = rule.entries
    .filter(({ from }) => from !== '')
    .map(({ from, to }): Entry => {
      const sought = escapePattern(from)
      const pattern =
        rule.match === 'plain' ? sought : `${boundary(from, 'before')}${sought}${boundary(from, 'after')}`
      return { from, to, anywhere: new RegExp(sought, flags), pattern: new RegExp(pattern, `g${flags}`) }
    })
  compiled.set(rule, made)
  return made
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
