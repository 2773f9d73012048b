/**
 * A reply in pieces: hundreds of thousands of strings in one message would hold up the page that receives it. Each list of strings
 * crosses in slices before the reply, which then has it empty.
 */
import type { SkippedRow, ValidationSet } from '../../../engine/validate/types'
import type { ReadReply } from '../types'

export type ReadPart =
  | {
      /** "queries.texts", "columns.2", … */
      readonly list: string
      /** The strings of the slice after one another, and how long each is: one large string costs the page no pause to move it. */
      readonly text: string
      readonly lengths: Int32Array
    }
  | { readonly skipped: readonly SkippedRow[] }

/** Strings and characters (UTF-16 units) of a slice: a page takes a few milliseconds for it. */
const MOST_VALUES = 1500
const MOST_CHARACTERS = 2 ** 18

export function sendParts(reply: ReadReply, send: (part: ReadPart) => void): ReadReply {
  const { set } = reply
  if (!set) return reply
  const list = (name: string, values: readonly string[]): readonly string[] => {
    for (const slice of slices(values))
      send({ list: name, text: slice.join(''), lengths: Int32Array.from(slice, ({ length }) => length) })
    return []
  }
  for (let at = 0; at < set.skipped.length; at += MOST_VALUES)
    send({ skipped: set.skipped.slice(at, at + MOST_VALUES) })
  const items = (name: 'queries' | 'documents') => ({
    ids: list(`${name}.ids`, set[name].ids),
    texts: list(`${name}.texts`, set[name].texts),
  })
  const empty: ValidationSet = {
    ...set,
    queries: items('queries'),
    documents: items('documents'),
    columns: set.columns.map(({ name, values }, at) => ({ name, values: list(`columns.${at}`, values) })),
    skipped: [],
  }
  return { ...reply, set: empty, skipped: [] }
}

function* slices(values: readonly string[]): Generator<readonly string[]> {
  let start = 0
  let characters = 0
  for (const [at, { length }] of values.entries()) {
    if (at > start && (at - start >= MOST_VALUES || characters + length > MOST_CHARACTERS)) {
      yield values.slice(start, at)
      start = at
      characters = 0
    }
    characters += length
  }
  if (start < values.length) yield values.slice(start)
}

/** Puts together what `sendParts` took apart. */
export class PartsCollector {
  private readonly lists = new Map<string, string[]>()
  private readonly skipped: SkippedRow[] = []

  readonly add = (part: ReadPart): void => {
    if ('skipped' in part) {
      for (const row of part.skipped) this.skipped.push(row)
      return
    }
    let values = this.lists.get(part.list)
    if (!values) this.lists.set(part.list, (values = []))
    let at = 0
    for (const length of part.lengths) values.push(part.text.slice(at, (at += length)))
  }

  whole(reply: ReadReply): ReadReply {
    const { set } = reply
    if (!set) return reply
    const strings = (name: string) => this.lists.get(name) ?? []
    const { skipped } = this
    const items = (name: 'queries' | 'documents') => ({
      ids: strings(`${name}.ids`),
      texts: strings(`${name}.texts`),
    })
    return {
      ...reply,
      skipped,
      set: {
        ...set,
        queries: items('queries'),
        documents: items('documents'),
        columns: set.columns.map(({ name }, at) => ({ name, values: strings(`columns.${at}`) })),
        skipped,
      },
    }
  }
}
