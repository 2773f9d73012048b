/** One pass over a text that replaces some of its ranges. */
import { MapBuilder, type MappedText } from '../mapped'
import { RulesBudget } from './budget'

export interface Edit {
  readonly start: number
  readonly end: number
  readonly by: string
}

/** @param edits in order, without overlap @throws EngineError rules/too-much */
export function withEdits(text: string, edits: Iterable<Edit>, budget = new RulesBudget()): MappedText {
  const made = new MapBuilder(text)
  let at = 0
  let length = text.length
  for (const { start, end, by } of edits) {
    budget.changed()
    length += by.length - (end - start)
    budget.made(length, text.length)
    made.keep(at, start)
    made.replace(start, end, by)
    at = end
  }
  return made.keep(at, text.length).build()
}

/** Every match of a global pattern, replaced where `by` gives another text. */
export function* replacing(
  text: string,
  pattern: RegExp,
  by: (match: string, index: number) => string,
): Generator<Edit> {
  for (const { index, 0: found } of text.matchAll(pattern)) {
    const replacement = by(found, index)
    if (replacement !== found) yield { start: index, end: index + found.length, by: replacement }
  }
}

export const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
