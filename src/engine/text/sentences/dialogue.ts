/** Conversations as people paste them: recognised by their pattern, never by a product's name. */
import { byForm, FORMS } from './chats/heads'
import { jsonArray, jsonLines, table } from './chats/records'
import { linesOf } from './lines'
import type { Dialogue } from './types'

/** The turns of a conversation; null: the text is none. */
export function findDialogue(text: string): Dialogue | null {
  const lines = linesOf(text)
  const record = jsonLines(text, lines) ?? jsonArray(text) ?? table(text, lines)
  if (record) return record
  let best: Dialogue | null = null
  for (const form of FORMS) {
    const found = byForm(form, text, lines)
    if (found && found.turns.length > (best?.turns.length ?? 0)) best = found
  }
  return best
}
