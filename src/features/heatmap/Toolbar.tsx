import { useTranslation } from 'react-i18next'
import { CONTEXT_MODES } from '../../engine/heatmap/types'
import type { AppState } from '../../core/state'
import { useActions, useAppState } from '../../core/react'
import { Choice } from '../../ui/Choice'
import { ChunkOptions } from './ChunkOptions'
import { Downloads } from './Downloads'
import { HeatmapRunLine } from './HeatmapRunLine'
import { LookOptions } from './LookOptions'
import { speakerOrder } from './people'
import { optionsNow, steadyResult, unitsNow } from './selectors'
import css from './heatmap.module.css'

const AGAINST = ['b', 'self'] as const
const UNITS = ['sentence', 'chunk'] as const
const SORTS = ['text', 'best', 'speaker'] as const

/** The first row of groups says what is computed and in which order it stands, the second how it looks and how the run goes. */
export function Toolbar() {
  const { t } = useTranslation('heatmap')
  return (
    <div className={css.toolbar} role="group" aria-label={t('toolbar')}>
      <div className={css.row}>
        <Objects />
        <Order />
        <Downloads />
      </div>
      <div className={css.row}>
        <LookOptions />
        <HeatmapRunLine />
      </div>
    </div>
  )
}

/** What a run computes. */
function Objects() {
  const { t } = useTranslation('heatmap')
  const { setHeatmap } = useActions()
  const options = useAppState(optionsNow)
  const isAlone = useAppState((state) => state.b.text === '')
  return (
    <>
      <Choice
        named
        testId="heatmap-against"
        label={t('against.label')}
        value={options.against}
        options={AGAINST.map((value) => ({
          value,
          label: t(`against.${value}`),
          title: t(value === 'b' && isAlone ? 'against.aloneTitle' : `against.${value}Title`),
          disabled: value === 'b' && isAlone,
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
    </>
  )
}

/** Whether rows or columns of the map, or of the one that a run would make, are sentences of speakers. */
function someoneSpeaks(state: AppState): boolean {
  const result = steadyResult(state)
  if ((result?.inputs ?? optionsNow(state)).unit === 'chunk') return false
  const { a, b } = result ?? unitsNow(state)
  return speakerOrder(a) !== null || speakerOrder(b) !== null
}

function Order() {
  const { t } = useTranslation('heatmap')
  const { lookAtHeatmap } = useActions()
  const sort = useAppState((state) => state.heatmap.look.sort)
  const spoken = useAppState(someoneSpeaks)
  return (
    <Choice
      named
      testId="heatmap-sort"
      label={t('sort.label')}
      value={sort}
      options={SORTS.map((value) => ({
        value,
        label: t(`sort.${value}`),
        title: t(value === 'speaker' && !spoken ? 'sort.noSpeaker' : `sort.${value}Title`),
        disabled: value === 'speaker' && !spoken && sort !== 'speaker',
      }))}
      onChange={(chosen) => lookAtHeatmap({ sort: chosen })}
    />
  )
}
