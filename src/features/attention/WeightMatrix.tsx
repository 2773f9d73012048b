import { Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../core/react'
import { download } from '../../ui/download'
import { MatrixCanvas } from '../../ui/matrix/MatrixCanvas'
import { matrixPng } from '../../ui/matrix/png'
import { visibleToken } from '../../ui/token-parts'
import { useTheme } from '../../ui/matrix/use-theme'
import { matrixOf, type Weights } from './look'
import { scaleOf } from './scale'
import { ScaleLegend } from './ScaleLegend'
import type { Shown } from './use-shown'
import css from './attention.module.css'

interface WeightMatrixProps {
  readonly weights: Weights
  readonly tokens: readonly string[]
  readonly side: 'a' | 'b'
  readonly layer: number
  readonly head: number | string
  readonly what: string
  readonly shown: Shown
}

/** The matrix of weights: query tokens as rows, key tokens as columns, without the columns that are left out. */
export function WeightMatrix({ weights, tokens, side, layer, head, what, shown }: WeightMatrixProps) {
  const { t } = useTranslation('attention')
  const isDark = useTheme()
  const { openAttentionPart } = useActions()
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ i: number; j: number } | null>(null)
  const { from } = weights
  const n = tokens.length
  const { leftOut, look, pin, query } = shown
  const { data, keys } = useMemo(() => matrixOf(weights, n, leftOut), [weights, n, leftOut])
  const scale = useMemo(() => scaleOf(look.scale, data, keys.length, new Set()), [look.scale, data, keys])
  const picture = useMemo(
    () => ({
      data,
      rows: weights.to - from,
      cols: keys.length,
      rowOrder: null,
      colOrder: null,
      low: scale.low,
      high: scale.high,
      tone: scale.tone,
      threshold: null,
      rowLabel: (row: number) => `${row + from} ${visibleToken(tokens[row + from]!)}`,
      colLabel: (col: number) => visibleToken(tokens[keys[col]!]!),
      maxima: false,
      digits: 2,
    }),
    [data, keys, scale, from, weights.to, tokens],
  )
  const valueAt = ({ i, j }: { i: number; j: number }) => data[i * keys.length + j]
  async function png() {
    const hues = { rows: `--hue-${side}`, cols: `--hue-${side}` }
    const caption = [`${what} · ${t(`scale.${scale.name}Legend`)}`]
    const blob = await matrixPng(picture, caption, place.current!, hues, isDark)
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
        height={Math.min(720, Math.max(200, picture.rows * 20 + 44))}
        labelWidth={110}
        data={{ 'data-layer': layer, 'data-head': head, 'data-query': query }}
        onCursor={setAt}
        onOpen={({ i }) => {
          pin(i + from)
          openAttentionPart('text')
        }}
        describe={(cell) => (
          <>
            {cell.i + from} {visibleToken(tokens[cell.i + from]!)} → {keys[cell.j]}{' '}
            {visibleToken(tokens[keys[cell.j]!]!)}
            <div className="num">{valueAt(cell)}</div>
          </>
        )}
      />
      <div className={css.tools}>
        <ScaleLegend scale={scale} testId="attention-legend" what={what} />
        <Button size="small" data-testid="attention-png" onClick={() => void png()}>
          PNG
        </Button>
        <span
          className="muted num"
          aria-live="polite"
          data-testid="attention-value"
          data-query={at ? at.i + from : ''}
          data-key={at ? keys[at.j] : ''}
          data-value={at ? valueAt(at) : ''}
        >
          {at ? `${at.i + from} → ${keys[at.j]}: ${valueAt(at)}` : t('clickRow')}
        </span>
      </div>
    </div>
  )
}
