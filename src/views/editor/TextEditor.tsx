import { useEffect, useRef } from 'react'
import type { EditorView } from '@codemirror/view'
import { htmlToText } from '../../engine/text/html'
import { useActions, useAppState } from '../../state/react'
import type { Side } from '../../state/types'
import { createEditor, relabel, setText, type EditorLabels } from './codemirror'
import { setCut } from './cut-line'

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
  const actions = useActions()
  const text = useAppState((state) => state[side].text)
  const focus = useAppState((state) => state.focus)
  /** What the editor said last: the state's echo of it needs no look at the document. */
  const told = useRef<string | null>(null)
  const first = useRef({ text, placeholder, label, testId })

  useEffect(() => {
    if (!place.current) return
    const { text: start, ...labels } = first.current
    const view = createEditor(place.current, start, labels, {
      onChange: (now) => {
        told.current = now
        actions.type(side, now)
      },
      onTooLong: (whole) => actions.refuseLong(side, whole),
      onRichPaste: htmlToText,
      onConverted: (now, plain) => actions.pasteConverted(side, now, plain),
    })
    editor.current = view
    return () => {
      first.current = { ...first.current, text: view.state.doc.toString() }
      view.destroy()
      editor.current = null
    }
  }, [actions, side])

  useEffect(() => {
    if (editor.current && text !== told.current) setText(editor.current, text)
  }, [text])

  useEffect(() => {
    if (editor.current) relabel(editor.current, { placeholder, label, testId })
  }, [placeholder, label, testId])

  useEffect(() => {
    editor.current?.dispatch({ effects: setCut.of(cut === null ? null : { at: cut, label: cutLabel }) })
  }, [cut, cutLabel])

  useEffect(() => {
    if (focus?.side === side) editor.current?.focus()
  }, [focus, side])

  return <div className="editor-text" ref={place} />
}
