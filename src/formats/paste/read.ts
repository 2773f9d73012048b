/** Finds out whether a pasted text is a request, vectors, or neither. The page's dialog and the command `paste` use it. */
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import { parseReply } from '../reply'
import type { ForeignReply } from '../reply/types'
import { parsePastes } from './index'
import { tokenIds } from './texts'
import type { PastedCase } from './types'

export type PasteFound =
  /** At least one case. */
  | { readonly kind: 'request'; readonly cases: readonly PastedCase[] }
  | { readonly kind: 'vectors'; readonly reply: ForeignReply }
  /** Neither a request nor vectors, and nothing that looks like a broken one: `error` is paste/unknown. */
  | { readonly kind: 'text'; readonly error: ErrorData }
  | { readonly kind: 'failed'; readonly error: ErrorData }

/** The beginning of an object, or of a list of objects, that was not copied whole. */
const BROKEN = /^\s*(?:\[\s*)?\{\s*["']\w+["']\s*:/

/** Reads a request. If there is none, reads vectors. Never throws. */
export function findInPaste(text: string): PasteFound {
  try {
    return { kind: 'request', cases: parsePastes(text).map((found) => withVectors(found, text)) }
  } catch (error) {
    const data = toErrorData(error)
    // Ids are whole numbers in lists, as vectors are lists of numbers: what is known to be ids is never read as a vector.
    const vectors = isTokenIds(error) ? null : vectorsIn(text)
    const isText = data.code === 'paste/unknown' && !BROKEN.test(text)
    return vectors ?? { kind: isText ? 'text' : 'failed', error: data }
  }
}

const isTokenIds = (error: unknown) => error instanceof EngineError && error.code === 'paste/token-ids'

/** A row of a database contains a text and its vectors. Both are used. */
function withVectors(found: PastedCase, text: string): PastedCase {
  if (found.dialect !== 'unknown' || !(found.source === 'json' || found.source === 'log')) return found
  const read = vectorsIn(text)
  return read?.kind === 'vectors' ? { ...found, reply: read.reply } : found
}

/** Whole numbers, none negative, and more than a byte holds: no vector has only such values, however it is quantised. */
const areIds = (values: Float64Array): boolean =>
  values.every((value) => Number.isInteger(value) && value >= 0) && values.some((value) => value > 255)

/** Fewer values than any model's vector has. */
const FEW = 8

/** A short list of numbers in a sentence, or an empty object. */
const isMention = ({ items }: ForeignReply, text: string): boolean =>
  /^\s*\{\s*\}\s*$/.test(text) ||
  (/^\s*\p{L}/u.test(text) && items.every(({ dense }) => dense && dense.length < FEW))

/** Null: the text contains no vectors. */
function vectorsIn(text: string): PasteFound | null {
  try {
    const reply = parseReply(text)
    const ids = reply.items.find(({ dense }) => dense && areIds(dense))?.dense
    if (ids) return { kind: 'failed', error: toErrorData(tokenIds(ids.length)) }
    if (reply.items.length > 0) return isMention(reply, text) ? null : { kind: 'vectors', reply }
    // The reply of a tokenizer has names for its fields; lists alone are what a client sent.
    return reply.form === 'token-ids'
      ? { kind: 'failed', error: toErrorData(tokenIds(reply.tokenIds!.flat().length)) }
      : null
  } catch (error) {
    const data = toErrorData(error)
    return data.code === 'vector/unreadable' ? null : { kind: 'failed', error: data }
  }
}
