import { Button } from 'antd'
import Papa from 'papaparse'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Anatomy } from '../../engine/heatmap/types'
import type { ColbertExplanation } from '../../engine/score/types'
import { Choice } from '../../ui/Choice'
import { download } from '../../ui/download'
import { Num } from '../../ui/Num'
import { TokenText } from '../../ui/TokenText'
import { matchRows } from '../scores/colbert'
import { Check } from '../scores/parts'
import { percent } from '../scores/share'
import { directionOf, other, type At, type Side } from './marks'
import { similarityMatrix, tooLarge } from './similarity-matrix'
import { TokenMatrix } from './TokenMatrix'

interface ColbertPartProps {
  readonly anatomy: Anatomy
  readonly colbert: ColbertExplanation
  readonly pinned: At | null
  readonly onPin: (at: At | null) => void
  readonly name: string
}

/** Query token → best document token, to be stepped through. */
export function ColbertPart({ anatomy, colbert, pinned, onPin, name }: ColbertPartProps) {
  const { t } = useTranslation('anatomy')
  const [asking, setAsking] = useState<Side>('a')
  const [matrixShown, setMatrixShown] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const answering = other(asking)
  const direction = directionOf(colbert, asking)
  const [query, document] = [anatomy[asking].tokenized, anatomy[answering].tokenized]
  const rows = useMemo(() => matchRows(direction, query, document, 'position'), [direction, query, document])
  const selected = rows.findIndex((row) => pinned?.side === asking && pinned.index === row.query.index)

  useEffect(() => {
    if (selected >= 0) list.current?.children[selected]?.scrollIntoView({ block: 'nearest' })
  }, [selected])

  const step = (event: KeyboardEvent) => {
    const at =
      event.key === 'ArrowDown' || event.key === 'j' ? selected + 1
      : event.key === 'ArrowUp' || event.key === 'k' ? Math.max(0, selected - 1)
      : event.key === 'Home' ? 0
      : event.key === 'End' ? rows.length - 1
      : null // prettier-ignore
    if (at === null || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    const row = rows[Math.min(at, rows.length - 1)]
    if (row) onPin({ side: asking, index: row.query.index })
  }
  const size = { rows: direction.rows, cols: directionOf(colbert, answering).rows }
  return (
    <section className="anatomy-part">
      <div className="anatomy-tools">
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
          Σ max ÷ |q| = <Num value={direction.sum} /> ÷ {direction.rows} = <Num value={direction.score} />
        </span>
      </div>
      <div className="anatomy-row anatomy-row-head" aria-hidden>
        <span>#</span>
        <span>{t('colbert.query')}</span>
        <span>{t('colbert.best')}</span>
        <span>{t('colbert.similarity')}</span>
        <span>{t('colbert.contribution')}</span>
        <span>{t('colbert.share')}</span>
      </div>
      <div
        ref={list}
        className="anatomy-rows"
        role="listbox"
        tabIndex={0}
        aria-label={t('colbert.list')}
        onKeyDown={step}
      >
        {rows.map((row, at) => (
          <div
            key={row.query.index}
            role="option"
            aria-selected={at === selected}
            className="anatomy-row"
            data-testid="anatomy-row"
            data-index={row.query.index}
            data-best={row.best.index}
            data-value={row.similarity}
            onClick={() => {
              onPin({ side: asking, index: row.query.index })
              list.current?.focus()
            }}
          >
            <span className="num muted">{row.query.index}</span>
            <TokenText token={row.query.token} side={asking} />
            <TokenText token={row.best.token} side={answering} />
            <span className="num">{row.similarity.toFixed(4)}</span>
            <span className="num">{(row.similarity / direction.rows).toFixed(4)}</span>
            <span className="num">{percent(row.share)?.toFixed(2) ?? '–'}</span>
          </div>
        ))}
      </div>
      <Check
        what="Σ max ÷ |q|"
        sum={rows.reduce((sum, row) => sum + row.similarity, 0) / rows.length}
        score={direction.score}
      />
      <div className="anatomy-tools">
        <Button
          size="small"
          data-testid="anatomy-matrix-show"
          disabled={tooLarge(size)}
          onClick={() => setMatrixShown((shown) => !shown)}
        >
          {t(matrixShown ? 'colbert.hideMatrix' : 'colbert.showMatrix', size)}
        </Button>
        {tooLarge(size) && <span className="muted">{t('colbert.tooLarge')}</span>}
        {matrixShown && (
          <Button
            size="small"
            data-testid="anatomy-matrix-csv"
            onClick={() => download(`colbert-${name}.csv`, matrixCsv(anatomy, asking), 'text/csv')}
          >
            CSV
          </Button>
        )}
      </div>
      {matrixShown && <TokenMatrix anatomy={anatomy} asking={asking} onOpen={onPin} />}
    </section>
  )
}

function matrixCsv(anatomy: Anatomy, asking: Side): string {
  const { data, rowTokens, colTokens } = similarityMatrix(anatomy, asking)
  const cols = colTokens.length
  const rows = rowTokens.map((token, at) => [
    token,
    ...Array.from(data.subarray(at * cols, (at + 1) * cols), String),
  ])
  return `\ufeff${Papa.unparse([['', ...colTokens], ...rows], { newline: '\n' })}\n`
}
