/** What a pasted text is, as the dialog shows it. */
import { findInPaste } from '../../formats/paste/read'
import type { PasteRead } from './types'

export function readPaste(text: string): PasteRead {
  if (text.trim() === '') return { phase: 'empty' }
  const found = findInPaste(text)
  switch (found.kind) {
    case 'request':
      return { phase: 'read', cases: found.cases }
    case 'vectors':
      return { phase: 'vectors', reply: found.reply, notes: found.notes }
    case 'text':
      return { phase: 'failed', error: found.error, notes: found.notes }
    default:
      return { phase: 'failed', error: found.error }
  }
}
