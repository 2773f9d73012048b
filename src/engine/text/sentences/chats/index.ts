/** Conversations as people paste them: recognised by their pattern, never by a product's name. */
import { linesOf } from '../lines'
import type { RecogniseDialogue } from '../dialogue'
import { cues } from './cues'
import { timedLines } from './timed'
import { json, jsonLines } from './records'
import { namedLines } from './speakers'
import { table } from './table'

export { prepare } from './prepare'

export const recognise: RecogniseDialogue = (text) => {
  const lines = linesOf(text)
  return (
    json(text) ??
    jsonLines(text, lines) ??
    table(text, lines) ??
    cues(text, lines) ??
    timedLines(text, lines) ??
    namedLines(text, lines)
  )
}
