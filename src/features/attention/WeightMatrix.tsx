import { Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../ui/download'
import { Legend } from '../../ui/matrix/Legend'
import { MatrixCanvas } from '../../ui/matrix/MatrixCanvas'
import { matrixPng } from '../../ui/matrix/png'
import { visibleToken } from '../../ui/token-parts'
import { useTheme } from '../../ui/matrix/use-theme'
import { rangeOf, type Weights } from './look'
import css from './attention.module.css'

interface WeightMatrixProps {
  readonly weights: Weights
  readonly tokens: readonly string[]
  readonly side: 'a' | 'b'
  readonly layer: number
  readonly head: number | string
  readonly what: string
  readonly onQuery: (query: number) => void
}

/** The matrix of weights: query tokens as rows, key tokens as columns. */
export function WeightMatrix({ weights, tokens, side, layer, head, what, onQuery }: WeightMatrixProps) {
  const { t } = useTranslation('attention')
  const isDark = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ i: number; j: number } | null>(null)
  const { data, from, to } = weights
  const n = tokens.length
  const picture = useMemo(
    () => ({
      data,
      rows: to - from,
      cols: n,
      rowOrder: null,
      colOrder: null,
      ...rangeOf(data),
      threshold: null,
      rowLabel: (row: number) => `${row + from} ${visibleToken(tokens[row + from]!)}`,
      colLabel: (col: number) => visibleToken(tokens[col]!),
      maxima: false,
      digits: 2,
    }),
    [data, from, to, n, tokens],
  )
  async function png() {
    const hues = { rows: `--hue-${side}`, cols: `--hue-${side}` }
    const blob = await matrixPng(picture, [what], place.current!, hues, isDark)
    download('m3scope-attention.png', blob)
  }
  return (
    <div ref={place}>
      <MatrixCanvas
        picture={picture}
        rowHue={`--hue-${side}`}
        colHue={`--hue-${side}`}
        label={t('matrixLabel', { what })}
        testId="attention-matrix"
        name="attention-matrix"
        height={Math.min(520, Math.max(200, (to - from) * 20 + 44))}
        labelWidth={110}
        data={{ 'data-layer': layer, 'data-head': head }}
        onCursor={setAt}
        onOpen={({ i }) => onQuery(i + from)}
        describe={({ i, j }) => (
          <>
            {i + from} {visibleToken(tokens[i + from]!)} → {j} {visibleToken(tokens[j]!)}
            <div className="num">{data[i * n + j]}</div>
          </>
        )}
      />
      <div className={css.tools}>
        <Legend low={picture.low} high={picture.high} testId="attention-legend">
          {what}
        </Legend>
        <Button size="small" data-testid="attention-png" onClick={() => void png()}>
          PNG
        </Button>
        <span
          className="muted num"
          aria-live="polite"
          data-testid="attention-value"
          data-query={at ? at.i + from : ''}
          data-key={at?.j ?? ''}
          data-value={at ? data[at.i * n + at.j] : ''}
        >
          {at ? `${at.i + from} → ${at.j}: ${data[at.i * n + at.j]}` : t('clickRow')}
        </span>
      </div>
    </div>
  )
}
