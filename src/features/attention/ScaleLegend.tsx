import { useTranslation } from 'react-i18next'
import { gradientCss } from '../../ui/matrix/colours'
import { useTheme } from '../../ui/matrix/use-theme'
import { Num } from '../../ui/Num'
import type { Scale } from './scale'
import css from './attention.module.css'

interface ScaleLegendProps {
  readonly scale: Scale
  readonly testId: string
  /** What has these colours. */
  readonly what: string
}

const TICKS = [0, 0.25, 0.5, 0.75, 1]

/** The colours with the weights that they stand for. */
export function ScaleLegend({ scale, testId, what }: ScaleLegendProps) {
  const { t } = useTranslation('attention')
  const isDark = useTheme()
  return (
    <div
      className={css.legend}
      data-testid={testId}
      data-low={scale.low}
      data-high={scale.high}
      data-scale={scale.name}
    >
      <div className={css.ramp}>
        <span className={css.gradient} style={{ background: gradientCss(isDark) }} aria-hidden />
        <span className={css.ticks}>
          {TICKS.map((tone) => (
            <Num key={tone} value={scale.at(tone)} digits={3} />
          ))}
        </span>
      </div>
      <span className="muted">
        {what} · {t(`scale.${scale.name}Legend`)}
        {scale.every > 1 && ` ${t('scale.every', { count: scale.every })}`}
      </span>
    </div>
  )
}
