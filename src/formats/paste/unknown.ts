/** Marks of values that only a running shell would know. They stay in the text until it is known whether they matter. */
import { EngineError } from '../../engine/errors'

// Noncharacters around a name: no text contains them.
const OPEN = '\uFDD0m3scope:'
const CLOSE = '\uFDD1'
const MARKED = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`)
const ALL_MARKED = new RegExp(MARKED, 'g')

export const mark = (name: string): string => OPEN + name + CLOSE

/** The text as it was written, without marks. */
export const unmark = (text: string): string => text.replace(ALL_MARKED, '$1')

export const markedIn = (text: string): string | null => MARKED.exec(text)?.[1] ?? null

/** @throws EngineError paste/variable */
export function throwIfMarked(text: string): void {
  const name = markedIn(text)
  if (name === null) return
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name
  throw new EngineError('paste/variable', `The body uses ${shown}, whose value is not known here.`, {
    name: shown,
  })
}
