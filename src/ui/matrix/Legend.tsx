import type { ReactNode } from 'react'
import { Num } from '../Num'
import { gradientCss } from './colours'
import { useTheme } from './use-theme'
import css from './matrix.module.css'

interface LegendProps {
  readonly low: number
  readonly high: number
  readonly testId: string
  /** What the colours show: score, context mode, kind of range. */
  readonly children: ReactNode
  readonly missing?: string
  /** What the bars beside the matrix show. */
  readonly maxima?: string
}

/** What the colours of a matrix mean. */
export function Legend({ low, high, testId, children, missing, maxima }: LegendProps) {
  const isDark = useTheme()
  return (
    <div className={css.legend} data-testid={testId} data-low={low} data-high={high}>
      <Num value={low} />
      <span className={css.gradient} style={{ background: gradientCss(isDark) }} aria-hidden />
      <Num value={high} />
      <span className="muted">{children}</span>
      {missing !== undefined && (
        <span className="muted">
          <span className={css.missing} aria-hidden /> {missing}
        </span>
      )}
      {maxima !== undefined && <span className="muted">{maxima}</span>}
    </div>
  )
}
