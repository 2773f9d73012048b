/**
 * The port to the recogniser of conversations (`chats`). Each realm installs it at its start; the page, whose first load is
 * small, fetches it when a text first may be a conversation (src/core/text/conversations.ts).
 */
import type { Dialogue } from './types'

/** The turns of a conversation; null: the text is none. */
export type RecogniseDialogue = (text: string) => Dialogue | null

let installed: RecogniseDialogue | null = null

/** What was found in the last texts. The same two are split, prepared and counted again and again. */
let found: readonly { readonly text: string; readonly dialogue: Dialogue | null }[] = []
const KEPT = 4

export function installRecogniser(recognise: RecogniseDialogue): void {
  installed = recognise
  found = []
}

export const recogniserNow = (): RecogniseDialogue | null => installed

/** False: the text is no conversation, as can be seen without the recogniser. */
export const mayBeDialogue = (text: string): boolean =>
  /[\r\n]|^[\s\ufeff]*[[{]/.test(text) || /\p{Nd}/u.test(text.slice(0, 160))

/** The turns of a conversation; null: the text is none. */
export function findDialogue(text: string): Dialogue | null {
  if (!mayBeDialogue(text)) return null
  if (installed === null)
    throw new Error('No recogniser of conversations is installed: call installRecogniser at the start.')
  const known = found.find((one) => one.text === text)
  if (known) return known.dialogue
  const dialogue = installed(text)
  found = [{ text, dialogue }, ...found].slice(0, KEPT)
  return dialogue
}
