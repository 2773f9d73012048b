/** What a tokenizer's normaliser made of a text, change by change. Pure. */
import type { NormalizedText } from '../tokenizer/steps-types'
import { namesIn, type NamedCharacter } from './named-characters'

export type NormalizedKind = 'same' | 'deleted' | 'replaced' | 'inserted'

/** A stretch of the model input and what stands for it. Together they cover both texts. */
export interface NormalizedPart {
  readonly kind: NormalizedKind
  /** Range of the model input. */
  readonly start: number
  readonly end: number
  readonly before: string
  readonly after: string
  /** Characters of `before` that cannot be seen, or look like others. */
  readonly names: readonly NamedCharacter[]
}

export function normalizationDiff(input: string, { text, starts, ends }: NormalizedText): NormalizedPart[] {
  const parts: NormalizedPart[] = []
  const add = (start: number, end: number, after: string) => {
    const before = input.slice(start, end)
    const kind =
      before === after ? 'same' : after === '' ? 'deleted' : before === '' ? 'inserted' : 'replaced'
    const last = parts.at(-1)
    const names = kind === 'same' ? [] : namesIn(before)
    if (kind === 'same' && last?.kind === 'same' && last.end === start)
      parts[parts.length - 1] = { ...last, end, before: last.before + before, after: last.after + after }
    else if (before !== '' || after !== '') parts.push({ kind, start, end, before, after, names })
  }
  let at = 0
  for (let unit = 0; unit < text.length;) {
    // Units that stand for the same place belong together: one character became several, or several one.
    const start = starts[unit]!
    let end = ends[unit]!
    let next = unit + 1
    while (next < text.length && starts[next]! < end) {
      end = Math.max(end, ends[next]!)
      next++
    }
    if (start > at) add(at, start, '')
    add(Math.max(at, start), Math.max(at, end), text.slice(unit, next))
    at = Math.max(at, end)
    unit = next
  }
  if (at < input.length) add(at, input.length, '')
  return parts
}

/** Invisible or look-alike characters that come through unchanged, with where they stand. */
export function unchangedNames(
  parts: readonly NormalizedPart[],
): readonly (NamedCharacter & { readonly at: number })[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'same') return []
    const found: (NamedCharacter & { at: number })[] = []
    let at = part.start
    for (const character of part.before) {
      for (const named of namesIn(character)) if (named.name !== 'LINE FEED') found.push({ ...named, at })
      at += character.length
    }
    return found
  })
}
