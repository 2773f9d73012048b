/** Values of Python as they are written. */
import { markedIn } from './unknown'
import { jsonOf } from './work'

export type PyValue = string | number | boolean | null | readonly PyValue[] | PyDict
export interface PyDict {
  readonly [key: string]: PyValue
}
export interface PyArguments {
  readonly positional: readonly PyValue[]
  readonly named: Readonly<Record<string, PyValue>>
}
export type PyNames = ReadonlyMap<string, PyValue>

export const isDict = (value: PyValue | undefined): value is PyDict =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const asText = (value: PyValue): string =>
  typeof value === 'string' ? value : typeof value === 'object' ? jsonOf(value) : String(value)

/** Null: the value is not a text, or contains what is not known. */
export const knownText = (value: PyValue | undefined): string | null =>
  typeof value === 'string' && markedIn(value) === null ? value : null
