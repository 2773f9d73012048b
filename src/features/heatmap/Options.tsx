import { useState } from 'react'
import { CONTEXT_MODES } from '../../engine/heatmap/types'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { HeatmapActions, HeatmapLook, HeatmapOptions } from './types'
import { Choice } from '../../ui/Choice'
import { NumberField } from '../../ui/NumberField'
import { LookOptions } from './LookOptions'
import css from './heatmap.module.css'

interface OptionsProps {
  readonly options: HeatmapOptions
  readonly look: HeatmapLook
  readonly actions: Pick<HeatmapActions, 'setHeatmap' | 'lookAtHeatmap'>
}

const AGAINST = ['b', 'self'] as const
const UNITS = ['sentence', 'chunk'] as const

/** The first row of options decides what is computed, the second how it is shown. */
export function Options({ options, look, actions }: OptionsProps) {
  const { t } = useTranslation('heatmap')
  const { setHeatmap, lookAtHeatmap } = actions
  return (
    <>
      <div className={css.options} role="group" aria-label={t('options')}>
        <Choice
          named
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
          named
          testId="heatmap-way"
          label={t('contextMode.label')}
          value={options.contextMode}
          options={CONTEXT_MODES.map((value) => ({
            value,
            label: t(`contextMode.${value}.${options.unit}`),
            title: t(`contextMode.${value}Title.${options.unit}`),
          }))}
          onChange={(contextMode) => setHeatmap({ contextMode })}
        />
        <Choice
          named
          testId="heatmap-unit"
          label={t('unit.label')}
          value={options.unit}
          options={UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
          onChange={(unit) => setHeatmap({ unit })}
        />
        {options.unit === 'chunk' && (
          <ChunkOptions chunk={options.chunk} onChange={(chunk) => setHeatmap({ chunk })} />
        )}
      </div>
      <LookOptions look={look} onChange={lookAtHeatmap} />
    </>
  )
}

interface ChunkOptionsProps {
  readonly chunk: HeatmapOptions['chunk']
  readonly onChange: (chunk: HeatmapOptions['chunk']) => void
}

/** Options of chunks. Sizes are in tokens. */
function ChunkOptions({ chunk, onChange }: ChunkOptionsProps) {
  const { t } = useTranslation('heatmap')
  const [lowered, setLowered] = useState<{ from: number; to: number } | null>(null)
  return (
    <>
      <label title={t('chunk.sizeTitle')}>
        {t('chunk.size')}{' '}
        <NumberField
          className={clsx(css.number)}
          min={8}
          max={8192}
          whole
          value={chunk.size}
          testId="chunk-size"
          onChange={(size) => {
            const overlap = Math.min(chunk.overlap, size >> 1)
            setLowered(overlap < chunk.overlap ? { from: chunk.overlap, to: overlap } : null)
            onChange({ ...chunk, size, overlap })
          }}
        />
      </label>
      <label title={t('chunk.overlapTitle')}>
        {t('chunk.overlap')}{' '}
        <NumberField
          className={clsx(css.number)}
          min={0}
          max={chunk.size >> 1}
          whole
          value={chunk.overlap}
          testId="chunk-overlap"
          onChange={(overlap) => {
            setLowered(null)
            onChange({ ...chunk, overlap })
          }}
        />
        {lowered !== null && <span className="amber"> {t('chunk.overlapLowered', lowered)}</span>}
      </label>
      <Choice
        named
        testId="chunk-by"
        label={t('chunk.by')}
        value={chunk.by}
        options={(['paragraph', 'semantic'] as const).map((value) => ({
          value,
          label: t(`chunk.${value}`),
          title: t(`chunk.${value}Title`),
        }))}
        onChange={(by) => onChange({ ...chunk, by })}
      />
    </>
  )
}
