/** Finds out whether a pasted text is a request, vectors, or neither. */
import { toErrorData } from '../../engine/errors'
import { parsePastes, type PastedCase } from '../../formats/paste'
import { parseReply } from '../../formats/reply'
import type { PasteRead } from './types'

/** Reads a request. If there is none, reads vectors. */
export function readPaste(text: string): PasteRead {
  if (text.trim() === '') return { phase: 'empty' }
  try {
    return { phase: 'read', cases: parsePastes(text).map((found) => withVectors(found, text)) }
  } catch (error) {
    return readVectors(text) ?? { phase: 'failed', error: toErrorData(error) }
  }
}

/** A row of a database contains a text and its vectors. Both are used. */
function withVectors(found: PastedCase, text: string): PastedCase {
  if (found.dialect !== 'unknown' || found.source !== 'json') return found
  const read = readVectors(text)
  return read?.phase === 'vectors' ? { ...found, reply: read.reply } : found
}

/** Reads vectors; null: the text contains none. */
function readVectors(text: string): PasteRead | null {
  try {
    const reply = parseReply(text)
    return reply.items.length > 0 ? { phase: 'vectors', reply } : null
  } catch (error) {
    const data = toErrorData(error)
    return data.code === 'vector/unreadable' ? null : { phase: 'failed', error: data }
  }
}
