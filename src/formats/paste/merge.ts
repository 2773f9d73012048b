import type { PastedCase } from './types'

/** Joins consecutive cases of one text each that differ in the text alone. Entries of a HAR stay separate, and readings. */
export function merged(cases: readonly PastedCase[]): PastedCase[] {
  const result: PastedCase[] = []
  for (const each of cases) {
    const before = result.at(-1)
    if (before && each.source !== 'har' && each.texts.length === 1 && frame(before) === frame(each))
      result[result.length - 1] = { ...before, texts: [...before.texts, ...each.texts] }
    else result.push(each)
  }
  return result
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
