import { InputNumber, Slider, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { HeatmapLook } from './types'
import { Choice } from '../../ui/Choice'
import css from './heatmap.module.css'

interface LookOptionsProps {
  readonly look: HeatmapLook
  readonly onChange: (change: Partial<HeatmapLook>) => void
}

const SORTS = ['text', 'best'] as const
const RANGES = ['auto', 'fixed', 'calibrated'] as const

/** Order, threshold, range of the colours, picture or table. */
export function LookOptions({ look, onChange }: LookOptionsProps) {
  const { t } = useTranslation('heatmap')
  return (
    <div className={css.options} role="group" aria-label={t('look')}>
      <Choice
        testId="heatmap-sort"
        label={t('sort.label')}
        value={look.sort}
        options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
        onChange={(sort) => onChange({ sort })}
      />
      <Threshold value={look.threshold} onChange={(threshold) => onChange({ threshold })} />
      <Choice
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
          {t('range.seed')}{' '}
          <InputNumber
            className={clsx(css.number)}
            size="small"
            min={0}
            precision={0}
            value={look.seed}
            data-testid="heatmap-seed"
            onChange={(seed) => seed !== null && onChange({ seed })}
          />
        </label>
      )}
      <label>
        <Switch
          size="small"
          checked={look.table}
          data-testid="heatmap-table-switch"
          onChange={(table) => onChange({ table })}
        />
        {t('table')}
      </label>
    </div>
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
      {t('threshold.label')}
      <Slider
        className={clsx(css.slider)}
        min={-0.2}
        max={1}
        step={0.01}
        value={value ?? -0.2}
        tooltip={{ open: false }}
        onChange={(chosen) => onChange(chosen <= -0.2 ? null : chosen)}
      />
      <InputNumber
        className={clsx(css.number)}
        size="small"
        step={0.01}
        value={value}
        placeholder={t('threshold.none')}
        data-testid="heatmap-threshold"
        onChange={onChange}
      />
    </label>
  )
}

function Fixed({ look, onChange }: LookOptionsProps) {
  const { t } = useTranslation('heatmap')
  const [low, high] = look.fixed
  const set = (next: readonly [number, number]) => next[0] < next[1] && onChange({ fixed: next })
  return (
    <span className={css.fixed}>
      <InputNumber
        className={clsx(css.number)}
        size="small"
        step={0.1}
        value={low}
        aria-label={t('range.low')}
        onChange={(value) => value !== null && set([value, high])}
      />
      –
      <InputNumber
        className={clsx(css.number)}
        size="small"
        step={0.1}
        value={high}
        aria-label={t('range.high')}
        onChange={(value) => value !== null && set([low, value])}
      />
    </span>
  )
}
