import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { HeatmapOptions } from './types'
import { Choice } from '../../ui/Choice'
import { NumberField } from '../../ui/NumberField'
import css from './heatmap.module.css'

interface ChunkOptionsProps {
  readonly chunk: HeatmapOptions['chunk']
  readonly onChange: (chunk: HeatmapOptions['chunk']) => void
}

/** Options of chunks. Sizes are in tokens. */
export function ChunkOptions({ chunk, onChange }: ChunkOptionsProps) {
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
