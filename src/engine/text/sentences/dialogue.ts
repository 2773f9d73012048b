/**
 * The port to the recogniser of conversations (`chats`). Each realm installs it at its start; the page, whose first load is
 * small, fetches it when a text first may be a conversation (src/core/text/conversations.ts).
 */
import type { Dialogue } from './types'

/** The turns of a conversation; null: the text is none. */
export type RecogniseDialogue = (text: string) => Dialogue | null

let installed: RecogniseDialogue | null = null

export function installRecogniser(recognise: RecogniseDialogue): void {
  installed = recognise
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
  return installed(text)
}
