import { Slider } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { HeatmapLook } from './types'
import { useActions, useAppState } from '../../core/react'
import { Choice } from '../../ui/Choice'
import { NumberField } from '../../ui/NumberField'
import css from './heatmap.module.css'

interface LookOptionsProps {
  readonly look: HeatmapLook
  readonly onChange: (change: Partial<HeatmapLook>) => void
}

const RANGES = ['auto', 'fixed', 'calibrated'] as const

/** Range of the colours, and which cells are faint. */
export function LookOptions() {
  const { t } = useTranslation('heatmap')
  const { lookAtHeatmap: onChange } = useActions()
  const look = useAppState((state) => state.heatmap.look)
  return (
    <>
      <Choice
        named
        testId="heatmap-range"
        label={t('range.label')}
        value={look.range}
        options={RANGES.map((value) => ({
          value,
          label: t(`range.${value}`),
          title: t(`range.${value}Title`),
        }))}
        onChange={(range) => onChange({ range })}
      />
      {look.range === 'fixed' && <Fixed look={look} onChange={onChange} />}
      {look.range === 'calibrated' && (
        <label>
          <span className="muted">{t('range.seed')}</span>
          <NumberField
            className={clsx(css.number)}
            min={0}
            whole
            value={look.seed}
            testId="heatmap-seed"
            onChange={(seed) => onChange({ seed })}
          />
        </label>
      )}
      <Threshold value={look.threshold} onChange={(threshold) => onChange({ threshold })} />
    </>
  )
}

function Threshold({
  value,
  onChange,
}: {
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}) {
  const { t } = useTranslation('heatmap')
  return (
    <label title={t('threshold.title')}>
      <span className="muted">{t('threshold.label')}</span>
      <Slider
        className={clsx(css.slider)}
        min={-0.2}
        max={1}
        step={0.01}
        value={value ?? -0.2}
        tooltip={{ open: false }}
        ariaLabelForHandle={t('threshold.label')}
        onChange={(chosen) => onChange(chosen <= -0.2 ? null : chosen)}
      />
      <NumberField
        className={clsx(css.number)}
        step={0.01}
        value={value}
        placeholder={t('threshold.none')}
        testId="heatmap-threshold"
        onChange={onChange}
        onClear={() => onChange(null)}
      />
    </label>
  )
}

function Fixed({ look, onChange }: LookOptionsProps) {
  const { t } = useTranslation('heatmap')
  const [low, high] = look.fixed
  return (
    <span className={css.fixed}>
      <NumberField
        className={clsx(css.number)}
        max={high}
        step={0.1}
        value={low}
        aria-label={t('range.low')}
        testId="heatmap-range-low"
        onChange={(value) => value < high && onChange({ fixed: [value, high] })}
      />
      –
      <NumberField
        className={clsx(css.number)}
        min={low}
        step={0.1}
        value={high}
        aria-label={t('range.high')}
        testId="heatmap-range-high"
        onChange={(value) => value > low && onChange({ fixed: [low, value] })}
      />
    </span>
  )
}
