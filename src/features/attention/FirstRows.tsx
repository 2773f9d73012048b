import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { strongest } from '../../engine/attention/reduce'
import type { AttentionSummary } from '../../engine/attention/types'
import { visibleToken } from '../../ui/token-parts'
import { Legend } from '../../ui/matrix/Legend'
import { MatrixCanvas } from '../../ui/matrix/MatrixCanvas'
import { firstRow, rangeOf } from './look'

export interface HeadAt {
  readonly layer: number
  readonly head: number
}

interface FirstRowsProps {
  readonly value: AttentionSummary
  readonly side: 'a' | 'b'
  readonly chosen: HeadAt
  readonly onChoose: (at: HeadAt) => void
}

/** Shows what `<s>` attends to, one row for each layer and attention head. */
export function FirstRows({ value, side, chosen, onChoose }: FirstRowsProps) {
  const { t } = useTranslation('attention')
  const { layers, heads, tokenized, first } = value
  const n = tokenized.ids.length
  const picture = useMemo(
    () => ({
      data: first,
      rows: layers * heads,
      cols: n,
      rowOrder: null,
      colOrder: null,
      ...rangeOf(first),
      threshold: null,
      rowLabel: (row: number) => t('rowLabel', { layer: Math.floor(row / heads), head: row % heads }),
      colLabel: (col: number) => visibleToken(tokenized.tokens[col]!),
      maxima: false,
      digits: 3,
    }),
    [first, layers, heads, n, tokenized, t],
  )
  const at = (row: number): HeadAt => ({ layer: Math.floor(row / heads), head: row % heads })
  return (
    <>
      <MatrixCanvas
        picture={picture}
        rowHue="--ant-color-text-secondary"
        colHue={`--hue-${side}`}
        label={t('firstLabel')}
        testId="attention-grid"
        name="attention-grid"
        height={360}
        labelWidth={120}
        data={{ 'data-layers': layers, 'data-heads': heads, 'data-tokens': n }}
        pinned={{ i: chosen.layer * heads + chosen.head, j: 0 }}
        onOpen={({ i }) => onChoose(at(i))}
        describe={({ i, j }) => {
          const here = at(i)
          const row = firstRow(value, here.layer, here.head)
          return (
            <div data-testid="attention-cell-hover" data-layer={here.layer} data-head={here.head}>
              <b>
                {t('layer')} {here.layer} · {t('head')} {here.head}
              </b>
              <div className="num">
                {'<s>'} → {j} {visibleToken(tokenized.tokens[j]!)} {row[j]}
              </div>
              <div className="muted num">
                {strongest(row, 5)
                  .map((key) => `${visibleToken(tokenized.tokens[key]!)} ${row[key]!.toFixed(3)}`)
                  .join(' · ')}
              </div>
            </div>
          )
        }}
      />
      <Legend low={picture.low} high={picture.high} testId="attention-grid-legend">
        {t('firstLegend')}
      </Legend>
    </>
  )
}
