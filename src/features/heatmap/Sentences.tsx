import { Button, type TableProps } from 'antd'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Unit } from './types'
import type { Side } from '../../core/state'
import { DataTable } from '../../ui/DataTable'
import { Section } from '../../ui/Section'
import { unitName } from './picture'
import { sentenceRows, type SentenceRow } from './sentence-rows'
import css from './heatmap.module.css'

export interface SplitProps {
  readonly onJoin: (side: Side, start: number) => void
  readonly onCut: (side: Side, at: number) => void
  readonly onReset: (side: Side) => void
  readonly edited: Readonly<Record<Side, boolean>>
}

interface SentencesProps {
  readonly units: Readonly<Record<Side, readonly Unit[]>>
  readonly dialogue: Readonly<Record<Side, number>>
  readonly leftOut: Readonly<Record<Side, string>>
  readonly split: SplitProps
}

/** The sentences of both texts. The user can correct the splitting. */
export function Sentences({ units, dialogue, leftOut, split }: SentencesProps) {
  const { t } = useTranslation('heatmap')
  return (
    <div className={css.sentences}>
      {(['a', 'b'] as const).map((side) => (
        <div key={side} data-testid={`sentences-${side}`} data-count={units[side].length}>
          <Section
            title={
              <>
                <span className="side-name" data-side={side}>
                  {side.toUpperCase()}
                </span>{' '}
                {t('sentences.title', { count: units[side].length })}
                {dialogue[side] > 0 && (
                  <span className="muted"> · {t('sentences.turns', { count: dialogue[side] })}</span>
                )}
                {split.edited[side] && <span className="amber"> · {t('sentences.edited')}</span>}
              </>
            }
            actions={
              <Button
                size="small"
                type="text"
                disabled={!split.edited[side]}
                data-testid={`split-reset-${side}`}
                onClick={() => split.onReset(side)}
              >
                {t('sentences.reset')}
              </Button>
            }
          >
            <List side={side} units={units[side]} split={split} />
            {leftOut[side] !== '' && (
              <p
                className={clsx('muted', css.note)}
                title={leftOut[side]}
                data-testid={`sentences-left-out-${side}`}
              >
                {t('sentences.leftOut', { words: cut(leftOut[side]) })}
              </p>
            )}
          </Section>
        </div>
      ))}
      <p className={clsx('muted', css.note)}>{t('sentences.note')}</p>
    </div>
  )
}

const MOST_SHOWN = 300
const cut = (words: string): string => (words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words)

function List({
  side,
  units,
  split,
}: {
  readonly side: Side
  readonly units: readonly Unit[]
  readonly split: SplitProps
}) {
  const { t } = useTranslation('heatmap')
  const rows = useMemo(() => sentenceRows(units), [units])
  const columns: NonNullable<TableProps<SentenceRow>['columns']> = [
    {
      title: '#',
      key: 'index',
      width: 48,
      render: (_, { index }) => (
        <span className="side-name" data-side={side}>
          {unitName(side, index)}
        </span>
      ),
    },
    {
      title: t('sentences.text'),
      key: 'text',
      render: (_, row) => <SentenceText row={row} side={side} split={split} />,
    },
  ]
  return (
    <DataTable
      label={t('sentences.text')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.index}
      width={320}
      stretch
      height={300}
    />
  )
}

/** The text of a sentence. It is read only, but has a caret: Enter splits the sentence at the caret. */
function SentenceText({
  row,
  side,
  split,
}: {
  readonly row: SentenceRow
  readonly side: Side
  readonly split: SplitProps
}) {
  const { t } = useTranslation('heatmap')
  const field = useRef<HTMLTextAreaElement>(null)
  const cut = () => {
    const at = field.current?.selectionStart ?? 0
    if (at > 0 && at < row.text.length) split.onCut(side, row.start + at)
  }
  const join = () => row.index > 0 && split.onJoin(side, row.start)
  const meta = [row.timestamp, row.speaker].filter((part) => part !== null)
  return (
    <div
      className={css.sentence}
      data-testid="sentence"
      data-side={side}
      data-index={row.index}
      data-start={row.start}
      data-end={row.end}
      data-timestamp={row.timestamp ?? undefined}
      data-speaker={row.speaker ?? undefined}
    >
      {meta.length > 0 && <span className={css.meta}>{meta.join(' ')}</span>}
      {/* The copy behind the field makes it as high as its text is. */}
      <span className={css.field} data-copy={row.text}>
        <textarea
          ref={field}
          readOnly
          rows={1}
          value={row.text}
          aria-label={unitName(side, row.index)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) cut()
            else if (event.key === 'Backspace' || event.key === 'm') join()
            else return
            event.preventDefault()
          }}
        />
      </span>
      <Button
        size="small"
        type="text"
        disabled={row.index === 0}
        data-testid="sentence-join"
        title={t('sentences.joinTitle')}
        onClick={join}
      >
        {t('sentences.join')}
      </Button>
      <Button
        size="small"
        type="text"
        data-testid="sentence-split"
        title={t('sentences.cutTitle')}
        // Prevents a click on the button from moving the caret, which marks the place of the split.
        onMouseDown={(event) => event.preventDefault()}
        onClick={cut}
      >
        {t('sentences.cut')}
      </Button>
    </div>
  )
}
