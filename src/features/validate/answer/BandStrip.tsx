import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { bandName, bandText, movedBound, onStep, STEP, type Band } from './bands'
import { PLOT } from './plot-room'
import css from './answer.module.css'

interface Props {
  readonly bands: readonly Band[]
  /** Of the chart above. */
  readonly domain: readonly [number, number]
  /** While a bound is dragged, and `done` at its end. */
  readonly onMove: (bands: readonly Band[], done: boolean) => void
}

/** The bands under the axis of a chart, with bounds that are dragged or moved by keys. */
export function BandStrip({ bands, domain, onMove }: Props) {
  const strip = useRef<HTMLDivElement>(null)
  const [from, to] = domain
  const percent = (value: number) => `${Math.min(100, Math.max(0, (100 * (value - from)) / (to - from)))}%`
  const valueAt = (x: number) => {
    const box = strip.current!.getBoundingClientRect()
    return onStep(from + (to - from) * Math.min(1, Math.max(0, (x - box.left) / box.width)))
  }
  return (
    <div
      ref={strip}
      className={css.strip}
      style={{ marginLeft: PLOT.left, marginRight: PLOT.right }}
      data-testid="validate-bands"
    >
      {bands.map((band, at) => {
        const [low, high] = band
        return (
          <div
            // A band that moves stays the same element, or the drag would lose it.
            key={at}
            className={css.band}
            data-tone={at % 3}
            title={bandText(band)}
            style={{ left: percent(low ?? from), right: `calc(100% - ${percent(high ?? to)})` }}
          >
            <span className={css.bandText}>{bandText(band)}</span>
            {([0, 1] as const).map((end) =>
              band[end] === null ? null : (
                <Bound
                  key={end}
                  bands={bands}
                  at={at}
                  end={end}
                  domain={domain}
                  valueAt={valueAt}
                  onMove={onMove}
                />
              ),
            )}
          </div>
        )
      })}
    </div>
  )
}

interface BoundProps extends Props {
  readonly at: number
  readonly end: 0 | 1
  readonly valueAt: (x: number) => number
}

function Bound({ bands, at, end, domain, valueAt, onMove }: BoundProps) {
  const { t } = useTranslation('validate')
  const value = bands[at]![end]!
  const dragged = useRef<readonly Band[] | null>(null)
  const move = (to: number, done: boolean) => {
    const moved = movedBound(bands, at, end, onStep(to))
    if (moved) onMove(moved, done)
    return moved
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = {
      ArrowLeft: -STEP,
      ArrowDown: -STEP,
      ArrowRight: STEP,
      ArrowUp: STEP,
      PageDown: -0.1,
      PageUp: 0.1,
    }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    move(value + step, true)
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    dragged.current = bands
  }
  const onPointerMove = (event: PointerEvent) => {
    if (dragged.current === null) return
    dragged.current = move(valueAt(event.clientX), false) ?? dragged.current
  }
  const onPointerUp = () => {
    if (dragged.current !== null) onMove(dragged.current, true)
    dragged.current = null
  }
  return (
    <span
      role="slider"
      tabIndex={0}
      className={css.bound}
      data-end={end}
      data-testid={`validate-bound-${end === 0 ? 'low' : 'high'}`}
      data-band={bandName(bands[at]!)}
      aria-label={t(end === 0 ? 'answer.bands.low' : 'answer.bands.high', { band: bandText(bands[at]!) })}
      aria-valuenow={value}
      aria-valuemin={Number(domain[0].toFixed(4))}
      aria-valuemax={Number(domain[1].toFixed(4))}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    />
  )
}
