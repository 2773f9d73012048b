/** Conversations as people paste them: recognised by their pattern, never by a product's name. */
import { cues } from './chats/cues'
import { timedLines } from './chats/heads'
import { json, jsonLines } from './chats/records'
import { namedLines } from './chats/speakers'
import { table } from './chats/table'
import { linesOf } from './lines'
import type { Dialogue } from './types'

/** The turns of a conversation; null: the text is none. */
export function findDialogue(text: string): Dialogue | null {
  const lines = linesOf(text)
  return (
    jsonLines(text, lines) ??
    json(text) ??
    table(lines) ??
    cues(text, lines) ??
    timedLines(text, lines) ??
    namedLines(text, lines)
  )
}
