import { Button } from 'antd'
import { memo, useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Anatomy } from '../../engine/heatmap/types'
import type { ColbertExplanation } from '../../engine/score/types'
import { Choice } from '../../ui/Choice'
import { download } from '../../ui/download'
import { formatNumber } from '../../ui/format'
import { Num } from '../../ui/Num'
import { TokenText } from '../../ui/TokenText'
import { matchRows, type MatchRow } from '../../engine/score/matches'
import { Check } from '../../ui/score-parts'
import { percent } from '../../ui/share'
import { directionOf, other, steppedTo, type At, type Side } from './marks'
import { matrixCsv, similarityMatrix, tooLarge } from './similarity-matrix'
import { TokenMatrix } from './TokenMatrix'
import css from './anatomy.module.css'

interface ColbertPartProps {
  readonly anatomy: Anatomy
  readonly colbert: ColbertExplanation
  readonly pinned: At | null
  readonly onPin: (at: At | null) => void
  /** Name of the downloaded file. */
  readonly name: string
  /** Identity of the model in one line, written into the file. */
  readonly madeBy: string
}

/**
 * Explains the ColBERT score: each query token with its best document token, one at a time. Memoized, because a hover
 * over the texts changes nothing here.
 */
export const ColbertPart = memo(function ColbertPart(props: ColbertPartProps) {
  const { anatomy, colbert, pinned, onPin, name, madeBy } = props
  const { t } = useTranslation('anatomy')
  const [asking, setAsking] = useState<Side>('a')
  const [matrixShown, setMatrixShown] = useState(false)
  const answering = other(asking)
  const direction = directionOf(colbert, asking)
  const size = { rows: direction.rows, cols: directionOf(colbert, answering).rows }
  const matrix = useMemo(
    () => (matrixShown ? similarityMatrix(anatomy, asking) : null),
    [matrixShown, anatomy, asking],
  )
  return (
    <section className={css.part}>
      <div className={css.tools}>
        <Choice
          testId="anatomy-direction"
          label={t('colbert.direction')}
          value={asking === 'a' ? 'forward' : 'backward'}
          options={[
            { value: 'forward', label: 'A → B', title: t('colbert.forward') },
            { value: 'backward', label: 'B → A', title: t('colbert.backward') },
          ]}
          onChange={(value) => setAsking(value === 'forward' ? 'a' : 'b')}
        />
        <span data-testid="anatomy-sum" data-value={direction.score}>
          Σ max ÷ |q| = <Num value={direction.sum} /> ÷ <Num value={direction.rows} digits={0} /> ={' '}
          <Num value={direction.score} />
        </span>
      </div>
      <div className={css.tools}>
        <Button
          size="small"
          data-testid="anatomy-matrix-show"
          disabled={tooLarge(size)}
          onClick={() => setMatrixShown((shown) => !shown)}
        >
          {t(matrixShown ? 'colbert.hideMatrix' : 'colbert.showMatrix', size)}
        </Button>
        {tooLarge(size) && <span className="muted">{t('colbert.tooLarge')}</span>}
        {matrix && (
          <Button
            size="small"
            data-testid="anatomy-matrix-csv"
            onClick={() => download(`colbert-${name}.csv`, matrixCsv(matrix, madeBy), 'text/csv')}
          >
            CSV
          </Button>
        )}
      </div>
      {matrix && <TokenMatrix matrix={matrix} asking={asking} onOpen={onPin} />}
      <Steps anatomy={anatomy} colbert={colbert} asking={asking} pinned={pinned} onPin={onPin} />
    </section>
  )
})

interface StepsProps extends Pick<ColbertPartProps, 'anatomy' | 'colbert' | 'pinned' | 'onPin'> {
  readonly asking: Side
}

function Steps({ anatomy, colbert, asking, pinned, onPin }: StepsProps) {
  const { t } = useTranslation('anatomy')
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const answering = other(asking)
  const direction = directionOf(colbert, asking)
  const [query, document] = [anatomy[asking].tokenized, anatomy[answering].tokenized]
  const rows = useMemo(() => matchRows(direction, query, document, 'position'), [direction, query, document])
  const selected = rows.findIndex((row) => pinned?.side === asking && pinned.index === row.query.index)
  const pick = useCallback(
    (index: number) => {
      onPin({ side: asking, index })
      list.current?.focus()
    },
    [onPin, asking],
  )

  useEffect(() => {
    if (selected >= 0) list.current?.children[selected]?.scrollIntoView({ block: 'nearest' })
  }, [selected])

  const step = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const at = steppedTo(event.key, selected, rows.length)
    if (at === null) return
    event.preventDefault()
    const row = rows[at]
    if (row) onPin({ side: asking, index: row.query.index })
  }
  return (
    <>
      <div className={clsx(css.row, css.rowHead)} aria-hidden>
        <span>#</span>
        <span>{t('colbert.query')}</span>
        <span>{t('colbert.best')}</span>
        <span>{t('colbert.similarity')}</span>
        <span>{t('colbert.contribution')}</span>
        <span>{t('colbert.share')}</span>
      </div>
      <div
        ref={list}
        className={css.rows}
        role="listbox"
        tabIndex={0}
        aria-label={t('colbert.list')}
        aria-activedescendant={selected >= 0 ? `${id}-${selected}` : undefined}
        onKeyDown={step}
      >
        {rows.map((row, at) => (
          <Row
            key={row.query.index}
            id={`${id}-${at}`}
            row={row}
            count={direction.rows}
            asking={asking}
            isSelected={at === selected}
            onPick={pick}
          />
        ))}
      </div>
      <Check
        what="Σ max ÷ |q|"
        sum={rows.reduce((sum, row) => sum + row.similarity, 0) / rows.length}
        score={direction.score}
      />
    </>
  )
}

interface RowProps {
  readonly id: string
  readonly row: MatchRow
  /** Number of rows, by which the sum is divided. */
  readonly count: number
  readonly asking: Side
  readonly isSelected: boolean
  readonly onPick: (index: number) => void
}

/** Memoized, because a step of the selection changes only two of thousands of rows. */
const Row = memo(function Row({ id, row, count, asking, isSelected, onPick }: RowProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      className={css.row}
      data-testid="anatomy-row"
      data-index={row.query.index}
      data-best={row.best.index}
      data-value={row.similarity}
      onClick={() => onPick(row.query.index)}
    >
      <span className="num muted">{row.query.index}</span>
      <TokenText token={row.query.token} side={asking} />
      <TokenText token={row.best.token} side={other(asking)} />
      <span className="num" title={String(row.similarity)}>
        {formatNumber(row.similarity, 4)}
      </span>
      <span className="num" title={String(row.similarity / count)}>
        {formatNumber(row.similarity / count, 4)}
      </span>
      <span className="num">{percent(row.share)?.toFixed(2) ?? '–'}</span>
    </div>
  )
})
