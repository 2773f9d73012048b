import type { PastedCase } from './types'

/** Joins consecutive cases of one text each that differ in the text alone. Entries of a HAR stay separate, and readings. */
export function merged(cases: readonly PastedCase[]): PastedCase[] {
  const groups: { readonly first: PastedCase; readonly frame: string; readonly texts: string[] }[] = []
  for (const each of cases) {
    const before = groups.at(-1)
    const own = frame(each)
    if (before && each.source !== 'har' && each.texts.length === 1 && before.frame === own)
      before.texts.push(each.texts[0]!)
    else groups.push({ first: each, frame: own, texts: [...each.texts] })
  }
  return groups.map(({ first, texts }) => (texts.length === first.texts.length ? first : { ...first, texts }))
}

/** Everything but the text. */
const frame = (each: PastedCase) =>
  JSON.stringify([
    each.source,
    each.dialect,
    each.kind,
    each.url,
    each.method,
    each.model,
    each.truncation,
    each.truncateDim,
    each.normalize,
    readingOf(each.notes),
  ])

const readingOf = (notes: PastedCase['notes']) =>
  notes.find(({ code }) => code.startsWith('reading-'))?.code ?? null
