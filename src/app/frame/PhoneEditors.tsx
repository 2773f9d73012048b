import { useEffect, useRef, useState, type RefCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../core/react'
import { SIDES, type Side } from '../../core/state'
import type { Room } from '../editor/use-room'
import css from './phone-editors.module.css'

interface Props {
  readonly a: RefCallback<HTMLElement>
  readonly b: RefCallback<HTMLElement>
  readonly room: Room
}

/**
 * A and B as two tabs, or by a swipe: both stand in a row that scrolls sideways. So both are always there for the
 * keyboard, for find-in-page and for scripts, and whatever has the focus comes into view by itself.
 */
export function PhoneEditors({ a, b, room }: Props) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<Side>('a')
  const failed = useAppState(({ run }) => (run.phase === 'failed' && run.at !== 'view' ? run.at : null))
  const show = (side: Side) => {
    const { current } = row
    if (current) current.scrollLeft = side === 'a' ? 0 : current.scrollWidth
  }
  useEffect(() => {
    if (failed !== null) show(failed)
  }, [failed])
  return (
    <div className={css.editors} data-room={room}>
      <div
        className={css.tabs}
        role="tablist"
        aria-label={t('editor.tabs')}
        onKeyDown={({ key, currentTarget }) => {
          const side = { ArrowLeft: 'a', ArrowRight: 'b' }[key] as Side | undefined
          if (side === undefined) return
          show(side)
          currentTarget.querySelectorAll('button')[SIDES.indexOf(side)]?.focus()
        }}
      >
        {SIDES.map((side) => (
          <button
            key={side}
            type="button"
            role="tab"
            className={css.tab}
            aria-selected={shown === side}
            aria-controls={`place-${side}`}
            tabIndex={shown === side ? 0 : -1}
            data-testid={`editor-tab-${side}`}
            onClick={() => show(side)}
          >
            <EditorTab side={side} />
          </button>
        ))}
      </div>
      <div
        ref={row}
        className={css.row}
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
          setShown(scrollLeft > clientWidth / 2 ? 'b' : 'a')
        }
      >
        <div ref={a} id="place-a" className={css.side} />
        <div ref={b} id="place-b" className={css.side} />
      </div>
    </div>
  )
}

/** The side and the first words of its text: what the hidden one holds can be seen. */
function EditorTab({ side }: { readonly side: Side }) {
  const start = useAppState((state) => state[side].text.slice(0, 60))
  return (
    <>
      <span className="side-name" data-side={side}>
        {side.toUpperCase()}
      </span>{' '}
      <span className={css.start}>{start}</span>
    </>
  )
}
