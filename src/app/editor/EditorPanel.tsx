import { Suspense, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../core/react'
import { cutInEditor } from '../../core/selectors'
import { isPending } from '../../core/text/long-texts'
import type { Side } from '../../core/state'
import type { EditorRoom } from './use-room'
import { EditorHeader } from './EditorHeader'
import { EditorNotice } from './EditorNotice'
import { TextEditor } from './TextEditor'
import { onDemand } from '../../ui/on-demand'
import css from './editor.module.css'

const LongTextNotice = onDemand(async () => (await import('./LongTextNotice')).LongTextNotice)

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

interface Props extends EditorRoom {
  readonly side: Side
  /** Whether a button folds and opens the editors. */
  readonly hasButton: boolean
}

/** One side of the page: header, editor and notices. Files can be dropped anywhere on it. */
export function EditorPanel({ side, hasButton, room, focused, choose }: Props) {
  const { t } = useTranslation()
  const { openFiles } = useActions()
  const count = useAppState((state) => state[side].count)
  const cut = useAppState((state) =>
    isPending(state, side) ? null : cutInEditor(state[side].count?.cut ?? null, side, state),
  )
  const isWorking = useAppState((state) => state.longTexts[side].run.phase !== 'idle')
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const away = useRef(false)

  const leave = () => {
    depth.current = 0
    setOver(false)
  }
  const name = side.toUpperCase()
  return (
    <section
      className={css.editor}
      data-side={side}
      data-over={over}
      data-room={room}
      aria-label={t('editor.label', { side: name })}
      onDragEnter={(event) => {
        if (!hasFiles(event)) return
        depth.current++
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (hasFiles(event) && --depth.current <= 0) leave()
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDropCapture={(event) => {
        // The capture handler runs before CodeMirror's own, which would read every file as UTF-8.
        leave()
        const files = [...event.dataTransfer.files]
        if (files.length === 0) return
        event.preventDefault()
        event.stopPropagation()
        choose('open')
        void openFiles(files, side)
      }}
    >
      <EditorHeader side={side} cut={cut} room={hasButton ? room : null} onRoom={choose} />
      <div
        className={css.body}
        data-text
        onPointerDown={focused}
        // The window that becomes active again gives the focus back to what had it: that is not the user's doing.
        onBlur={({ target }) => (away.current = document.activeElement === target)}
        onFocus={() => {
          if (!away.current) focused()
          away.current = false
        }}
      >
        <TextEditor
          side={side}
          isFolded={room === 'folded'}
          testId={`text-${side}`}
          label={t('editor.label', { side: name })}
          placeholder={side === 'a' ? t('editor.placeholderA') : t('editor.placeholderB')}
          cut={cut}
          cutLabel={t('editor.cutLine', { max: count?.maxLength ?? 0 })}
        />
        {over && <div className={css.dropVeil}>{t('editor.drop', { side: name })}</div>}
      </div>
      {isWorking && (
        <Suspense fallback={null}>
          <LongTextNotice side={side} />
        </Suspense>
      )}
      <EditorNotice side={side} />
    </section>
  )
}
