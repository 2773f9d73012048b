import { useState, type RefCallback } from 'react'
import { Splitter } from 'antd'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../core/react'
import { PhoneEditors } from './PhoneEditors'
import type { EditorRoom, Room } from '../editor/use-room'
import css from './frame.module.css'

type Place = RefCallback<HTMLElement>

interface Props {
  /** Where the editors and everything else stand. */
  readonly a: Place
  readonly b: Place
  readonly below: Place
}

/** Header and two lines of text. */
const FOLDED = 76
const REST = 152
/** The least that an editor needs to be used. */
const LEAST_WIDTH = 240

/** Of the room under the header, at most. */
const MOST = 0.7

/** @param chosen the height that the user dragged; null: none */
function heightOf(room: Room, chosen: number | null): number {
  if (room === 'folded') return FOLDED
  const all = window.innerHeight - 44
  const wanted = chosen ?? (room === 'rest' ? REST : Math.max(REST, Math.round(0.27 * all)))
  return Math.max(FOLDED, Math.min(wanted, MOST * all))
}

interface PairProps extends Pick<Props, 'a' | 'b'> {
  readonly orientation: 'horizontal' | 'vertical'
  /** Pixels of each, at least. */
  readonly min: number
}

function EditorPair({ a, b, orientation, min }: PairProps) {
  return (
    <Splitter orientation={orientation} classNames={{ panel: clsx(css.pane) }}>
      <Splitter.Panel defaultSize="50%" min={min}>
        <div ref={a} className={css.place} />
      </Splitter.Panel>
      <Splitter.Panel defaultSize="50%" min={min}>
        <div ref={b} className={css.place} />
      </Splitter.Panel>
    </Splitter>
  )
}

/** Editors above, everything else below. */
export function StackedPanes({ a, b, below, editors }: Props & { readonly editors: EditorRoom }) {
  const { set } = useActions()
  const chosen = useAppState((state) => state.settings.editorHeight)
  // Stored at the end only: to store it takes as long as the texts are.
  const [dragged, setDragged] = useState<number | null>(null)
  const resized = ([size = 0]: readonly number[]) => {
    setDragged(null)
    const height = Math.round(size)
    // To drag them shut is to fold them. The height for which they open again stays.
    if (height <= FOLDED) return editors.choose('folded')
    editors.choose('open')
    set({ editorHeight: height })
  }
  return (
    <main className={css.split}>
      <Splitter
        orientation="vertical"
        className={clsx(css.panes)}
        classNames={{ panel: clsx(css.pane) }}
        onResize={([size = 0]) => setDragged(size)}
        onResizeEnd={resized}
      >
        <Splitter.Panel size={dragged ?? heightOf(editors.room, chosen)} min={FOLDED} max="70%">
          <EditorPair a={a} b={b} orientation="horizontal" min={LEAST_WIDTH} />
        </Splitter.Panel>
        <Splitter.Panel>
          <div ref={below} className={css.below} />
        </Splitter.Panel>
      </Splitter>
    </main>
  )
}

/** A very wide window: the texts in a column of their own, A over B, beside everything else. */
export function SidePanes({ a, b, below }: Props) {
  const { set } = useActions()
  const chosen = useAppState((state) => state.settings.editorWidth)
  return (
    <main className={css.split}>
      <Splitter
        className={clsx(css.panes)}
        classNames={{ panel: clsx(css.pane) }}
        onResizeEnd={([size = 0]) => set({ editorWidth: Math.round(size) })}
      >
        <Splitter.Panel defaultSize={chosen ?? '30%'} min="20%" max="45%">
          <EditorPair a={a} b={b} orientation="vertical" min={FOLDED} />
        </Splitter.Panel>
        <Splitter.Panel>
          <div ref={below} className={css.below} />
        </Splitter.Panel>
      </Splitter>
    </main>
  )
}

/** A tab that is not about the texts: their editors wait outside of the document. */
export function OnePane({ below }: Pick<Props, 'below'>) {
  return (
    <main className={css.split}>
      <div ref={below} className={css.below} />
    </main>
  )
}

/** A phone: everything in one column, and the page scrolls. */
export function PhonePanes({ a, b, below, room }: Props & { readonly room: Room }) {
  return (
    <main>
      <PhoneEditors a={a} b={b} room={room} />
      <div ref={below} className={css.below} />
    </main>
  )
}
