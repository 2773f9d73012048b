import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Side } from '../../core/state'
import type { Unit } from './types'
import { unitName } from './picture'
import css from './heatmap.module.css'

interface SentenceProps {
  readonly side: Side
  readonly unit: Unit
  readonly index: number
  readonly onJoin: (side: Side, start: number) => void
  readonly onCut: (side: Side, at: number) => void
}

/**
 * A sentence with its number. The text is read only, but has a caret: Enter splits the sentence at the caret. A text has
 * many of them, so it is made of the browser's own elements.
 */
export const Sentence = memo(function Sentence({ side, unit, index, onJoin, onCut }: SentenceProps) {
  const { t } = useTranslation('heatmap')
  const field = useRef<HTMLTextAreaElement>(null)
  const { text, start, end, timestamp, speaker } = unit
  const cut = () => {
    const at = field.current?.selectionStart ?? 0
    if (at > 0 && at < text.length) onCut(side, start + at)
  }
  const join = () => index > 0 && onJoin(side, start)
  const meta = [timestamp, speaker].filter((part) => part !== null)
  const name = unitName(side, index)
  return (
    <div
      className={css.sentence}
      data-testid="sentence"
      data-side={side}
      data-index={index}
      data-start={start}
      data-end={end}
      data-timestamp={timestamp ?? undefined}
      data-speaker={speaker ?? undefined}
    >
      {meta.length > 0 && <span className={css.meta}>{meta.join(' ')}</span>}
      <span className="side-name" data-side={side}>
        {name}
      </span>
      {/* The copy behind the field makes it as high as its text is. */}
      <span className={css.field} data-copy={text}>
        <textarea
          ref={field}
          readOnly
          rows={1}
          value={text}
          aria-label={name}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) cut()
            else if (event.key === 'Backspace' || event.key === 'm') join()
            else return
            event.preventDefault()
          }}
        />
      </span>
      <button
        type="button"
        className={css.small}
        disabled={index === 0}
        data-testid="sentence-join"
        title={t('sentences.joinTitle')}
        onClick={join}
      >
        {t('sentences.join')}
      </button>
      <button
        type="button"
        className={css.small}
        data-testid="sentence-split"
        title={t('sentences.cutTitle')}
        // Prevents a click on the button from moving the caret, which marks the place of the split.
        onMouseDown={(event) => event.preventDefault()}
        onClick={cut}
      >
        {t('sentences.cut')}
      </button>
    </div>
  )
})
