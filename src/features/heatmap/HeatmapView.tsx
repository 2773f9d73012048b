import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { AppState } from '../../core/state'
import { useActions, useAppState } from '../../core/react'
import { fusedScores, HEADLINE } from '../../core/selectors'
import { isStale } from '../../core/staleness'
import { textsPending } from '../../core/text/wait-for-texts'
import { Unavailable } from '../../ui/Unavailable'
import { HeatmapMap } from './HeatmapMap'
import { LongText } from './LongText'
import { isHeatmapStale, isWithoutUnits, steadyResult } from './selectors'
import { pictureToRender } from './shown'
import css from './heatmap.module.css'

/** Every sentence of A with every sentence of B, or what is missing for it. */
export function HeatmapView() {
  const { t } = useTranslation('heatmap')
  const hasResult = useAppState((state) => state.heatmap.result !== null)
  const empty = useAppState(isWithoutUnits)
  const pending = useAppState(textsPending)
  return (
    <>
      {hasResult ? <Result /> : empty && !pending && <Empty />}
      {/* Below the map, which must not move for it. */}
      {pending && <p className={clsx('muted', css.note)}>{t('pending')}</p>}
    </>
  )
}

function Empty() {
  const { t } = useTranslation('heatmap')
  const { example } = useActions()
  return (
    <div className={css.empty}>
      <p>{t('empty')}</p>
      <Button onClick={() => example('dialog')}>{t('example')}</Button>
    </div>
  )
}

function Result() {
  const result = useAppState(steadyResult)
  const picture = useAppState(pictureToRender)
  const look = useAppState((state) => state.heatmap.look)
  const score = useAppState((state) => HEADLINE[state.settings.mode])
  const stale = useAppState(isHeatmapStale)
  if (result === null || picture === null) return null
  if (picture.state === 'unavailable') return <Unavailable reason={picture.reason} />
  return (
    <>
      <HeatmapMap result={result} picture={picture.value} score={score} look={look} stale={stale} />
      {result.inputs.unit === 'chunk' && result.inputs.against === 'b' && (
        <Aggregate data={picture.value.data as Float64Array} />
      )}
    </>
  )
}

function Aggregate({ data }: { readonly data: Float64Array }) {
  const { lookAtHeatmap } = useActions()
  const result = useAppState(steadyResult)
  const score = useAppState((state) => HEADLINE[state.settings.mode])
  const how = useAppState((state) => state.heatmap.look.aggregation)
  const whole = useAppState(wholeScores)
  if (result === null) return null
  return (
    <LongText
      result={result}
      data={data}
      score={score}
      whole={whole}
      how={how}
      onHow={(aggregation) => lookAtHeatmap({ aggregation })}
    />
  )
}

/** The scores of the whole texts; null: there are none, or they are stale. */
function wholeScores(state: AppState) {
  if (state.result === null || isStale(state)) return null
  return fusedScores(state.result, state.settings.weights)
}
