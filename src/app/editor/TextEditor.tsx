import { useEffect, useLayoutEffect, useRef } from 'react'
import type { EditorView } from '@codemirror/view'
import { useApp, useAppState } from '../../core/react'
import type { Side } from '../../core/state'
import { createEditor, relabel, setText, showCut, type EditorLabels } from './codemirror'
import { useLeftOut } from './use-left-out'
import css from './editor.module.css'

interface Props extends EditorLabels {
  readonly side: Side
  /** Shows the first lines and does not scroll. */
  readonly isFolded: boolean
  /** UTF-16 offset in this text at which max_length cuts it; null: nothing is cut. */
  readonly cut: number | null
  readonly cutLabel: string
}

/** The editor for one side. The state owns the text; the editor shows it and reports each edit. */
export function TextEditor({ side, isFolded, cut, cutLabel, placeholder, label, testId }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const { store, actions } = useApp()
  const focus = useAppState((state) => state.focus)
  const shownLabel = cut === null ? '' : cutLabel // without a line, a new label must not cause an update
  const labels = useRef({ placeholder, label, testId })

  useEffect(() => {
    if (!place.current) return
    // The last text that the editor and the state both have. The editor's own edits come back from the state and must
    // not be applied a second time.
    let synced = store.getState()[side].text
    const view = createEditor(place.current, synced, labels.current, {
      onChange(now) {
        synced = now
        actions.type(side, now)
      },
      onTooLong: (whole) => actions.refuseLong(side, whole),
      onRichPaste: async (html) => (await import('../../engine/text/html/to-text')).htmlToText(html),
      onConverted: (now, plain) => actions.pasteConverted(side, now, plain),
    })
    editor.current = view
    // Subscribes to the store directly: a React render comes later, and would undo what the user typed in the
    // meantime.
    const stop = store.subscribe((state) => {
      const { text } = state[side]
      if (text === synced) return
      synced = text
      setText(view, text)
    })
    return () => {
      stop()
      view.destroy()
      editor.current = null
    }
  }, [store, actions, side])

  useEffect(() => {
    labels.current = { placeholder, label, testId }
    if (editor.current) relabel(editor.current, labels.current)
  }, [placeholder, label, testId])

  useEffect(() => {
    if (editor.current) showCut(editor.current, cut === null ? null : { at: cut, label: shownLabel })
  }, [cut, shownLabel])

  useLayoutEffect(() => {
    if (isFolded && editor.current) editor.current.scrollDOM.scrollTop = 0
  }, [isFolded])

  useLeftOut(editor, side)

  useEffect(() => {
    if (focus?.side === side) editor.current?.focus()
  }, [focus, side])

  return <div className={css.text} data-folded={isFolded} ref={place} />
}
