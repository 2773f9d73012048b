import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { headRow } from '../../engine/attention/rows'
import { strongest } from '../../engine/attention/reduce'
import type { AttentionSummary } from '../../engine/attention/types'
import { inksOf } from '../../ui/matrix/inks'
import { useParentSize } from '../../ui/matrix/use-size'
import { useTheme } from '../../ui/matrix/use-theme'
import { visibleToken } from '../../ui/token-parts'
import { gridFrame, gridHeight, headAt, paintGrid, stripPixels } from './head-grid'
import type { HeadAt } from './look'
import { ScaleLegend } from './ScaleLegend'
import type { Shown } from './use-shown'
import css from './attention.module.css'

interface HeadGridProps {
  readonly value: AttentionSummary
  readonly side: 'a' | 'b'
  readonly shown: Shown
  /** Height of a cell in pixels. */
  readonly tallest: number
  readonly onChoose: (at: HeadAt) => void
}

/** Every attention head of every layer as a thumbnail: the row of the query token as a strip of colours. */
export function HeadGrid({ value, side, shown, tallest, onChoose }: HeadGridProps) {
  const { t } = useTranslation('attention')
  const { layers, heads, tokenized } = value
  const { rows, headScale, leftOut, query, look } = shown
  const n = tokenized.ids.length
  const isDark = useTheme()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [cursor, setCursor] = useState<HeadAt | null>(null)
  const { width: width } = useParentSize(canvas)
  const frame = useMemo(() => gridFrame(width, layers, heads, tallest), [width, layers, heads, tallest])
  const height = gridHeight(frame)
  const keys = useMemo(
    () => Array.from({ length: n }, (_, key) => key).filter((key) => !leftOut.has(key)),
    [n, leftOut],
  )
  const strips = useMemo(() => {
    if (rows === null || headScale === null || keys.length === 0) return null
    const ofStrip = Math.min(keys.length, Math.max(1, Math.floor(frame.cellWidth) * 2))
    const bitmap = document.createElement('canvas')
    bitmap.width = ofStrip * heads
    bitmap.height = layers
    const pixels = stripPixels(rows, keys, ofStrip, headScale, isDark)
    bitmap.getContext('2d')?.putImageData(new ImageData(pixels, bitmap.width, layers), 0, 0)
    return { canvas: bitmap, width: ofStrip }
  }, [rows, headScale, keys, frame.cellWidth, heads, layers, isDark])

  const { layer, head, reduce } = look
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || width === 0) return
    const ratio = window.devicePixelRatio || 1
    element.width = Math.round(width * ratio)
    element.height = Math.round(height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    const isChosen = (at: HeadAt) =>
      reduce === 'head' ? at.layer === layer && at.head === head
      : reduce === 'mean' || reduce === 'max' ? at.layer === layer
      : false // oxfmt-ignore
    const inks = inksOf(element, { rows: `--hue-${side}`, cols: `--hue-${side}` }, isDark)
    paintGrid(context, frame, strips, isChosen, cursor, inks)
  }, [frame, height, width, strips, layer, head, reduce, cursor, side, isDark])

  const pointed = (event: PointerEvent | React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return headAt(frame, event.clientX - box.left, event.clientY - box.top)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepped(event.key, cursor ?? { layer, head }, layers, heads)
    if (next) setCursor(cursor === null ? { layer, head } : next)
    else if ((event.key === 'Enter' || event.key === ' ') && cursor) onChoose(cursor)
    else if (event.key === 'Escape') setCursor(null)
    else return
    event.preventDefault()
  }
  const seen = cursor && rows && { ...cursor, row: headRow(rows, cursor.layer, cursor.head) }
  return (
    <>
      <div className={css.grid} style={{ height }}>
        <canvas
          ref={canvas}
          role="application"
          tabIndex={0}
          aria-label={t('gridLabel', { token: `${query} ${tokenized.tokens[query]}` })}
          data-testid="attention-grid"
          data-layers={layers}
          data-heads={heads}
          data-tokens={n}
          data-query={query}
          style={{ width: '100%', height }}
          onKeyDown={onKeyDown}
          onPointerMove={(event) => setCursor(pointed(event))}
          onPointerLeave={() => setCursor(null)}
          onBlur={() => setCursor(null)}
          onClick={(event) => {
            const at = pointed(event)
            if (at) onChoose(at)
          }}
        />
      </div>
      <div className={css.seen} role="status">
        {seen ? (
          <div data-testid="attention-cell-hover" data-layer={seen.layer} data-head={seen.head}>
            <b>{t('rowLabel', seen)}</b>
            <span className="num muted">
              {strongest(seen.row, 5, leftOut).map((key) => (
                <span key={key} className="nowrap">
                  {' · '}
                  {visibleToken(tokenized.tokens[key]!)} {seen.row[key]}
                </span>
              ))}
            </span>
          </div>
        ) : (
          <span className="muted">{t('gridHint')}</span>
        )}
      </div>
      {headScale && <ScaleLegend scale={headScale} testId="attention-grid-legend" what={t('gridLegend')} />}
    </>
  )
}

function stepped(key: string, { layer, head }: HeadAt, layers: number, heads: number): HeadAt | null {
  switch (key) {
    case 'ArrowLeft':
      return { layer, head: Math.max(0, head - 1) }
    case 'ArrowRight':
      return { layer, head: Math.min(heads - 1, head + 1) }
    case 'ArrowUp':
      return { layer: Math.max(0, layer - 1), head }
    case 'ArrowDown':
      return { layer: Math.min(layers - 1, layer + 1), head }
    case 'Home':
      return { layer: 0, head: 0 }
    case 'End':
      return { layer: layers - 1, head: heads - 1 }
    default:
      return null
  }
}
