import { useEffect, useRef } from 'react'
import type { EditorView } from '@codemirror/view'
import { htmlToText } from '../../engine/text/html/to-text'
import { useApp, useAppState } from '../../core/react'
import type { Side } from '../../core/state'
import { createEditor, relabel, setText, showCut, type EditorLabels } from './codemirror'
import css from './editor.module.css'

interface Props extends EditorLabels {
  readonly side: Side
  /** Offset in this text, or null. */
  readonly cut: number | null
  readonly cutLabel: string
}

/** The text of one side. The state has the text; the editor follows it, and tells it what the user does. */
export function TextEditor({ side, cut, cutLabel, placeholder, label, testId }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const { store, actions } = useApp()
  const focus = useAppState((state) => state.focus)
  const shownLabel = cut === null ? '' : cutLabel // no line, no redrawing for its label
  const labels = useRef({ placeholder, label, testId })

  useEffect(() => {
    if (!place.current) return
    // What the editor has, as far as the state knows: its own edits come back as an echo.
    let told = store.getState()[side].text
    const view = createEditor(place.current, told, labels.current, {
      onChange(now) {
        told = now
        actions.type(side, now)
      },
      onTooLong: (whole) => actions.refuseLong(side, whole),
      onRichPaste: htmlToText,
      onConverted: (now, plain) => actions.pasteConverted(side, now, plain),
    })
    editor.current = view
    // Not by way of a render: that comes late, and would put back what has been overtyped in between.
    const stop = store.subscribe((state) => {
      const { text } = state[side]
      if (text === told) return
      told = text
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

  useEffect(() => {
    if (focus?.side === side) editor.current?.focus()
  }, [focus, side])

  return <div className={css.text} ref={place} />
}
