import type { PasteState } from './types'

export const emptyPaste: PasteState = {
  open: false,
  text: '',
  hidden: null,
  file: null,
  read: { phase: 'empty' },
  chosen: 0,
  a: 0,
  b: null,
  changes: {},
}
