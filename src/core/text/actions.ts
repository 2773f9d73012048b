/** Changes of the two texts: typing, pasting, files, swap, clear, examples. Editors apply a new text as one undo step. */
import type { TextEncoding } from '../../engine/text/encodings'
import { htmlToText } from '../../engine/text/html/to-text'
import type { ExampleId } from './examples'
import { patchText, type Context } from '../context'
import { TEXT_LIMIT, takeFirst } from '../limits'
import type { Side, TextFile } from '../state'
import { fileActions } from './files'
import { undoableActions } from './undo'

export interface TextActions {
  /** The user has edited the text. A notice about the old text is removed. */
  type(side: Side, text: string): void
  /** The text is longer than an editor allows. It is not inserted; the page offers its beginning. */
  refuseLong(side: Side, whole: string): void
  takeFirst(side: Side): void
  /** Rich text was pasted and converted to `text`. `plain` is the plain text that the clipboard also had. */
  pasteConverted(side: Side, text: string, plain: string): void
  usePlain(side: Side): void
  stripHtml(side: Side): void
  replaceSurrogates(side: Side): void
  openFiles(files: readonly File[], side: Side): Promise<void>
  chooseEncoding(side: Side, encoding: TextEncoding): Promise<void>
  swap(): void
  clear(side: Side): void
  example(id: ExampleId): void
  undo(): void
  dismiss(side: Side): void
  dismissUndo(): void
}

export function textActions(context: Context): TextActions {
  const { store } = context
  const get = store.getState
  const set = (side: Side, text: string, file: TextFile | null) =>
    patchText(store, side, { text, file, notice: null })

  return {
    ...fileActions(context),
    ...undoableActions(context),
    type(side, text) {
      if (text === get()[side].text) return
      const { notice } = get()[side]
      // A file that is still being read stays announced; a notice about the old text is removed.
      patchText(store, side, {
        text,
        file: text === '' ? null : get()[side].file,
        notice: notice?.kind === 'reading' ? notice : null,
      })
      if (get().undo !== null) store.setState({ undo: null })
    },
    refuseLong(side, whole) {
      patchText(store, side, {
        notice: { kind: 'too-long', name: null, size: whole.length, text: whole, file: null },
      })
    },
    takeFirst(side) {
      const { notice } = get()[side]
      if (notice?.kind === 'too-long') set(side, takeFirst(notice.text, TEXT_LIMIT), notice.file)
    },
    pasteConverted(side, text, plain) {
      patchText(store, side, { text, notice: { kind: 'converted', plain } })
    },
    usePlain(side) {
      const { notice, file } = get()[side]
      if (notice?.kind === 'converted') set(side, notice.plain, file)
    },
    stripHtml(side) {
      const { text, file } = get()[side]
      set(side, htmlToText(text), file)
    },
    replaceSurrogates(side) {
      const { text, file } = get()[side]
      set(side, text.toWellFormed(), file)
    },
    dismiss: (side) => patchText(store, side, { notice: null }),
  }
}
