/** Makes the sentences of src/engine/detail-table.ts. */
import { DETAILS } from './detail-table'
import type { Detail, DetailCode, DetailWords } from './detail-words'

type Holes<S extends string> = S extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Holes<Rest>
  : never

type ValuesOf<C extends DetailCode> = [Holes<(typeof DETAILS)[C]>] extends [never]
  ? []
  : [values: Readonly<Record<Holes<(typeof DETAILS)[C]>, string | number | Detail>>]

/** The sentence of a code, in English, with what it says. */
export function detail<C extends DetailCode>(code: C, ...[values]: ValuesOf<C>): Detail {
  const told: DetailWords['values'] = values ?? {}
  const text = DETAILS[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => textOf(told[name]))
  return { text, words: { code, values: told } }
}

const textOf = (value: string | number | Detail | undefined): string =>
  typeof value === 'object' ? value.text : String(value)
