/**
 * Bounds the work of one paste. A few lines can make texts without end (A=$A$A, again and again), and a reader that fails is tried
 * at the next place. So each reader tells what it reads and makes, and one paste has a limit for all of it.
 */
import { EngineError } from '../../engine/errors'
import { DEEPEST } from '../depth'

/** In UTF-16 units. Longer pastes are refused; the same number of bytes is the limit of a file. */
export const PASTE_LIMIT = 64 * 2 ** 20

/** Of a paste that is no JSON: commands, programs, logs. */
export const WRITTEN_LIMIT = 4_000_000

/** How much a paste may make, whatever its own length is. */
const LEAST = 4_000_000
/** Each reader sees a text a few times. */
const TIMES = 40

/** Left of the paste that is read now. Reading is synchronous, so there is only one. */
let left = Infinity
let limit = Infinity

/** Runs `read` with a limit of its own; within another paste, with what is left of that. */
export function bounded<T>(text: string, read: () => T): T {
  if (left !== Infinity) return read()
  limit = LEAST + TIMES * text.length
  left = limit
  try {
    return read()
  } finally {
    left = Infinity
    limit = Infinity
  }
}

/** @param size characters that were read again, or made @throws EngineError paste/too-large */
export function spend(size: number): void {
  left -= size
  if (left < 0)
    throw new EngineError('paste/too-large', `The paste makes more than ${limit} characters.`, { limit })
}

/** @throws EngineError paste/too-large */
export function made(text: string): string {
  spend(text.length)
  return text
}

/** JSON of a value whose parts may be the same text many times. @throws EngineError paste/too-large */
export function jsonOf(value: unknown): string {
  count(value)
  return JSON.stringify(value)
}

function count(value: unknown): void {
  if (typeof value === 'string') spend(value.length)
  else if (typeof value === 'object' && value !== null) {
    spend(2)
    for (const [key, each] of Object.entries(value)) {
      spend(key.length)
      count(each)
    }
  } else spend(1)
}

/** @throws EngineError paste/too-deep */
export function refuseDepth(depth: number): void {
  if (depth > DEEPEST)
    throw new EngineError('paste/too-deep', `Brackets are nested more than ${DEEPEST} levels deep.`, {
      limit: DEEPEST,
    })
}
