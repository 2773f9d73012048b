/** What a tokenizer's normaliser made of a text, change by change. Pure. */
import type { NormalizedText } from '../tokenizer/steps-types'
import { describe, nameOf, namesIn, type NamedCharacter } from './named-characters'

/** space: became a plain space. composed: a letter and its marks became one character. */
type NormalizedKind = 'same' | 'deleted' | 'space' | 'composed' | 'replaced'

/** A stretch of the model input and what stands for it. Together they cover both texts. */
export interface NormalizedPart {
  readonly kind: NormalizedKind
  /** Range of the model input, in UTF-16 units. */
  readonly start: number
  readonly end: number
  readonly before: string
  readonly after: string
  /** Characters of `before` that were changed, in order; of a composed one the marks. Empty for kind same. */
  readonly names: readonly NamedCharacter[]
}

export function normalizationDiff(input: string, { text, starts, ends }: NormalizedText): NormalizedPart[] {
  const parts: NormalizedPart[] = []
  const add = (start: number, end: number, after: string) => {
    const before = input.slice(start, end)
    const last = parts.at(-1)
    if (before !== after) parts.push(changed(start, before, after))
    else if (last?.kind === 'same')
      parts[parts.length - 1] = { ...last, end, before: last.before + before, after: last.after + after }
    else parts.push({ kind: 'same', start, end, before, after, names: [] })
  }
  const deleted = (start: number, end: number) => {
    const last = parts.at(-1)
    const marks = last?.kind === 'replaced' ? marksOf(last, input.slice(start, end)) : ''
    if (marks !== '') parts[parts.length - 1] = composed(last!, marks)
    if (start + marks.length < end) add(start + marks.length, end, '')
  }
  let at = 0
  for (let unit = 0; unit < text.length;) {
    // Units with the same range of the input belong together: one character became several, or several became one.
    const start = starts[unit]!
    let end = ends[unit]!
    let next = unit + 1
    while (next < text.length && starts[next]! < end) {
      end = Math.max(end, ends[next]!)
      next++
    }
    if (start > at) deleted(at, start)
    add(start, end, text.slice(unit, next))
    at = end
    unit = next
  }
  if (at < input.length) deleted(at, input.length)
  return parts
}

function changed(start: number, before: string, after: string): NormalizedPart {
  const kind = after === '' ? 'deleted' : after === ' ' ? 'space' : 'replaced'
  const names = Array.from(before, (character) => describe(character.codePointAt(0)!))
  return { kind, start, end: start + before.length, before, after, names }
}

/**
 * The marks at the beginning of a deletion that were composed with the letter before: the normaliser reports the letter as
 * changed and its marks as deleted.
 */
function marksOf({ before, after }: NormalizedPart, deleted: string): string {
  // What was composed holds its marks, so there are no more of them than it can be taken apart into.
  const most = [...after.normalize('NFKD')].length
  const marks = [...(/^\p{M}{1,64}/u.exec(deleted)?.[0] ?? '')].slice(0, most)
  for (; marks.length > 0; marks.pop())
    if ((before + marks.join('')).normalize('NFKC') === after) return marks.join('')
  return ''
}

function composed({ start, before, after }: NormalizedPart, marks: string): NormalizedPart {
  const whole = before + marks
  return { kind: 'composed', start, end: start + whole.length, before: whole, after, names: namesIn(whole) }
}

interface NameCount extends NamedCharacter {
  readonly count: number
  /** What replaced it: '' if it was deleted, null if it was composed with the letter before it. */
  readonly becomes: string | null
}

/** The changed characters of a text by name and by what became of them, the most frequent first. */
export function countNames(parts: readonly NormalizedPart[]): NameCount[] {
  const counts = new Map<string, NameCount>()
  for (const { kind, names, after } of parts)
    for (const named of names) {
      const becomes = kind === 'composed' && named.kind === 'combining' ? null : after
      const key = JSON.stringify([named.name, becomes])
      counts.set(key, { ...named, becomes, count: (counts.get(key)?.count ?? 0) + 1 })
    }
  return [...counts.values()].sort((x, y) => y.count - x.count)
}

interface PlacedName extends NamedCharacter {
  /** UTF-16 offset in the model input. */
  readonly at: number
}

/** Invisible or look-alike characters that stay unchanged, with their offsets. Line feeds are left out. */
export function unchangedNames(parts: readonly NormalizedPart[]): readonly PlacedName[] {
  const found: PlacedName[] = []
  for (const { kind, before, start } of parts) {
    if (kind !== 'same') continue
    let at = start
    for (const character of before) {
      const named = character === '\n' ? null : nameOf(character.codePointAt(0)!)
      if (named) found.push({ ...named, at })
      at += character.length
    }
  }
  return found
}
