/** What a pasted text is: a request, vectors, or neither. */
import { toErrorData } from '../../engine/errors'
import { parsePastes, type PastedCase } from '../../formats/paste'
import { parseReply } from '../../formats/reply'
import type { PasteRead } from './types'

/** A request; without one, vectors. */
export function readPaste(text: string): PasteRead {
  if (text.trim() === '') return { phase: 'empty' }
  try {
    return { phase: 'read', cases: parsePastes(text).map((found) => withVectors(found, text)) }
  } catch (error) {
    return readVectors(text) ?? { phase: 'failed', error: toErrorData(error) }
  }
}

/** A database row has a text and its vectors: both are used. */
function withVectors(found: PastedCase, text: string): PastedCase {
  if (found.dialect !== 'unknown' || found.source !== 'json') return found
  const read = readVectors(text)
  return read?.phase === 'vectors' ? { ...found, reply: read.reply } : found
}

/** Null: no vector was meant. */
function readVectors(text: string): PasteRead | null {
  try {
    const reply = parseReply(text)
    return reply.items.length > 0 ? { phase: 'vectors', reply } : null
  } catch (error) {
    const data = toErrorData(error)
    return data.code === 'vector/unreadable' ? null : { phase: 'failed', error: data }
  }
}
