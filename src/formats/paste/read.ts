/** Finds out whether a pasted text is a request, vectors, or neither. The page's dialog and the command `paste` use it. */
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import type { ForeignReply } from '../reply/types'
import { parsePastes } from './index'
import { fenced, isWhole } from './mend'
import { TEXT_KEYS } from './recognise'
import { commandLeft } from './text'
import { idsOf, tokenIds, wholeValue } from './token-ids'
import { tokenPieces } from './token-pieces'
import type { PastedCase, PasteNote } from './types'
import { PASTE_LIMIT } from './work'
import { vectorsIn, type VectorsFound } from './vectors'

export type PasteFound =
  /** At least one case, each with its notes. */
  | { readonly kind: 'request'; readonly cases: readonly PastedCase[] }
  | { readonly kind: 'vectors'; readonly reply: ForeignReply; readonly notes: readonly PasteNote[] }
  /**
   * Neither a request nor vectors, and nothing that looks like a broken one: `error` is paste/unknown. The notes say what else it
   * could be.
   */
  | { readonly kind: 'text'; readonly error: ErrorData; readonly notes: readonly PasteNote[] }
  | { readonly kind: 'failed'; readonly error: ErrorData }

/** The beginning of an object, or of a list of objects, that was not copied whole. */
const BROKEN = /^\s*(?:\[\s*)?\{\s*["']\w+["']\s*:/
const EMPTY = /^\s*(?:\{\s*\}|\[\s*\])\s*$/

/** Reads a request. If there is none, reads vectors. Never throws. */
export function findInPaste(text: string): PasteFound {
  if (EMPTY.test(text)) return asText(text, [{ code: 'empty-value', values: { value: text.trim() } }])
  try {
    return { kind: 'request', cases: parsePastes(text).map((found) => withVectors(found, text)) }
  } catch (error) {
    const data = toErrorData(error)
    // Ids are whole numbers in lists, as vectors are lists of numbers: what is known to be ids is never read as a vector.
    if (error instanceof EngineError && error.code === 'paste/token-ids')
      return { kind: 'failed', error: data }
    // What is too much for a request is not read as vectors, unless it is one long list of them.
    if (data.code === 'paste/too-large' || (data.code === 'paste/too-long' && text.length > PASTE_LIMIT))
      return { kind: 'failed', error: data }
    return withoutRequest(text, data)
  }
}

function withoutRequest(given: string, error: ErrorData): PasteFound {
  const [block, ...blocks] = fenced(given)
  const text = block !== undefined && blocks.length === 0 && isWhole(given, block) ? block : given
  const vectors = vectorsIn(text)
  if (vectors.kind === 'vectors') return vectors
  const ids = idsOf(text)
  if (ids > 0) return { kind: 'failed', error: toErrorData(tokenIds(ids)) }
  if (vectors.kind === 'failed') return vectors
  const pieces = tokenPieces(wholeValue(text))
  if (pieces !== null) return asText(text, [{ code: 'token-pieces', values: { count: pieces.length } }])
  if (error.code === 'paste/unknown' && !BROKEN.test(text))
    return { kind: 'text', error, notes: [...notesOf(vectors), ...commandLeft(text)] }
  return { kind: 'failed', error }
}

const notesOf = (found: VectorsFound) => (found.kind === 'none' ? found.notes : [])

function asText(text: string, notes: readonly PasteNote[]): PasteFound {
  const start = text.trim().slice(0, 60)
  const error = toErrorData(new EngineError('paste/unknown', `No request was found: ${start}`, { start }))
  return { kind: 'text', error, notes }
}

/** A text that is written as numbers, in the field of the request's texts. */
const isText = ({ items }: ForeignReply): boolean =>
  items.some(({ fields }) => (TEXT_KEYS as readonly string[]).includes(fields?.taken['dense'] ?? ''))

/** A row of a database contains a text and its vectors. Both are used. */
function withVectors(found: PastedCase, text: string): PastedCase {
  if (found.reply !== null || !(found.source === 'json' || found.source === 'log')) return found
  const read = vectorsIn(text)
  return read.kind === 'vectors' && !isText(read.reply) ? { ...found, reply: read.reply } : found
}
