/**
 * Actions that change the two texts: typing, pasting, files, swap, clear, examples. An editor applies a new text as
 * one undo step.
 */
import type { TextActions } from './types'
import { toErrorData } from '../../engine/errors'
import { patchText, type Context } from '../context'
import { TEXT_LIMIT, takeFirst } from '../limits'
import type { Side, TextFile } from '../state'
import { fileActions } from './files'
import { undoableActions } from './undo'

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
      // The notice about a file that is still being read stays. A notice about the old text is removed.
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
    async stripHtml(side) {
      const { text, file } = get()[side]
      try {
        const { htmlToText } = await import('../../engine/text/html/to-text')
        // The user may have changed the text in the meantime.
        if (get()[side].text === text) set(side, htmlToText(text), file)
      } catch (error) {
        patchText(store, side, { notice: { kind: 'error', error: toErrorData(error) } })
      }
    },
    replaceSurrogates(side) {
      const { text, file } = get()[side]
      set(side, text.toWellFormed(), file)
    },
    dismiss: (side) => patchText(store, side, { notice: null }),
  }
}
