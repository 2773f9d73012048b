import { CONTEXT_MODES } from '../../engine/heatmap/types'
import { InputNumber, Slider, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { HeatmapActions, HeatmapLook, HeatmapOptions } from './types'
import { Choice } from '../../ui/Choice'
import css from './heatmap.module.css'

interface OptionsProps {
  readonly options: HeatmapOptions
  readonly look: HeatmapLook
  readonly actions: Pick<HeatmapActions, 'setHeatmap' | 'lookAtHeatmap'>
}

const AGAINST = ['b', 'self'] as const
const UNITS = ['sentence', 'chunk'] as const
const SORTS = ['text', 'best'] as const
const RANGES = ['auto', 'fixed', 'calibrated'] as const

/** First row: what is computed. Second row: how it is looked at. */
export function Options({ options, look, actions }: OptionsProps) {
  const { t } = useTranslation('heatmap')
  const { setHeatmap, lookAtHeatmap } = actions
  const { chunk } = options
  return (
    <>
      <div className={css.options} role="group" aria-label={t('options')}>
        <Choice
          testId="heatmap-against"
          label={t('against.label')}
          value={options.against}
          options={AGAINST.map((value) => ({
            value,
            label: t(`against.${value}`),
            title: t(`against.${value}Title`),
          }))}
          onChange={(against) => setHeatmap({ against })}
        />
        <Choice
          testId="heatmap-way"
          label={t('contextMode.label')}
          value={options.contextMode}
          options={CONTEXT_MODES.map((value) => ({
            value,
            label: t(`contextMode.${value}`),
            title: t(`contextMode.${value}Title`),
          }))}
          onChange={(contextMode) => setHeatmap({ contextMode })}
        />
        <Choice
          testId="heatmap-unit"
          label={t('unit.label')}
          value={options.unit}
          options={UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
          onChange={(unit) => setHeatmap({ unit })}
        />
        {options.unit === 'chunk' && (
          <>
            <label title={t('chunk.sizeTitle')}>
              {t('chunk.size')}{' '}
              <InputNumber
                className={clsx(css.number)}
                size="small"
                min={8}
                max={8192}
                value={chunk.size}
                data-testid="chunk-size"
                onChange={(size) =>
                  size !== null &&
                  setHeatmap({ chunk: { ...chunk, size, overlap: Math.min(chunk.overlap, size >> 1) } })
                }
              />
            </label>
            <label title={t('chunk.overlapTitle')}>
              {t('chunk.overlap')}{' '}
              <InputNumber
                className={clsx(css.number)}
                size="small"
                min={0}
                max={chunk.size >> 1}
                value={chunk.overlap}
                data-testid="chunk-overlap"
                onChange={(overlap) => overlap !== null && setHeatmap({ chunk: { ...chunk, overlap } })}
              />
            </label>
            <Choice
              testId="chunk-by"
              label={t('chunk.by')}
              value={chunk.by}
              options={(['paragraph', 'semantic'] as const).map((value) => ({
                value,
                label: t(`chunk.${value}`),
                title: t(`chunk.${value}Title`),
              }))}
              onChange={(by) => setHeatmap({ chunk: { ...chunk, by } })}
            />
          </>
        )}
      </div>
      <div className={css.options} role="group" aria-label={t('look')}>
        <Choice
          testId="heatmap-sort"
          label={t('sort.label')}
          value={look.sort}
          options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
          onChange={(sort) => lookAtHeatmap({ sort })}
        />
        <Threshold value={look.threshold} onChange={(threshold) => lookAtHeatmap({ threshold })} />
        <Choice
          testId="heatmap-range"
          label={t('range.label')}
          value={look.range}
          options={RANGES.map((value) => ({
            value,
            label: t(`range.${value}`),
            title: t(`range.${value}Title`),
          }))}
          onChange={(range) => lookAtHeatmap({ range })}
        />
        {look.range === 'fixed' && <Fixed look={look} onChange={lookAtHeatmap} />}
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
              onChange={(seed) => seed !== null && lookAtHeatmap({ seed })}
            />
          </label>
        )}
        <label>
          <Switch
            size="small"
            checked={look.table}
            data-testid="heatmap-table-switch"
            onChange={(table) => lookAtHeatmap({ table })}
          />
          {t('table')}
        </label>
      </div>
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

function Fixed({
  look,
  onChange,
}: {
  readonly look: HeatmapLook
  readonly onChange: (change: Partial<HeatmapLook>) => void
}) {
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
