import { useMemo, type ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { ModelInfo } from '../../engine/model/types'
import type { ScoreName, Scores, Weights } from '../../engine/score/types'
import type { Actions } from '../../core/actions'
import type { Heatmap, HeatmapActions, Target, Unit } from './types'
import type { Change } from '../../core/staleness'
import type { Side } from '../../core/state'
import { Unavailable } from '../../ui/Unavailable'
import { ErrorBox } from '../../ui/ErrorBox'
import { HeatmapMap } from './HeatmapMap'
import { HeatmapRunLine } from './HeatmapRunLine'
import { LongText } from './LongText'
import { Options } from './Options'
import { pictureOf } from './picture'
import { Sentences, type SplitProps } from './Sentences'
import css from './heatmap.module.css'

export interface HeatmapViewProps {
  readonly heatmap: Heatmap
  readonly opened: Target | null
  readonly score: ScoreName
  readonly weights: Weights
  /** What has changed since the map was made. */
  readonly changes: readonly Change[]
  readonly info: ModelInfo | null
  /** Scores of the whole texts; null if they are stale. */
  readonly whole: Scores | null
  /** The sentences that a run would use. */
  readonly units: Readonly<Record<Side, readonly Unit[]>>
  /** A long text is still being split: `units` are none, or those from before. */
  readonly pending: boolean
  /** Number of turns of a recognised conversation; 0: no conversation was recognised. */
  readonly dialogue: Readonly<Record<Side, number>>
  /** Words of an export that are in no sentence; '': none. */
  readonly leftOut: Readonly<Record<Side, string>>
  readonly split: SplitProps
  readonly actions: HeatmapActions & Pick<Actions, 'openAnatomy' | 'closeAnatomy'>
  /** The opened cell, shown beside the heatmap. */
  readonly anatomy: ReactNode
  readonly onExample: () => void
}

/** Compares every sentence of A with every sentence of B. */
export function HeatmapView(props: HeatmapViewProps) {
  const { heatmap, opened, score, weights, changes, info, whole, units, dialogue, split, actions, anatomy } =
    props
  const { options, look, run, result } = heatmap
  const stale = changes.length > 0
  const { t } = useTranslation('heatmap')
  const picture = useMemo(
    () => (result === null ? null : pictureOf(result, score, weights, look)),
    [result, score, weights, look],
  )
  const self = options.against === 'self'
  const empty = units.a.length === 0 || (!self && units.b.length === 0)
  return (
    <div className={css.heatmap} data-opened={opened !== null}>
      <div className={css.main}>
        <Options options={options} look={look} actions={actions} />
        <HeatmapRunLine
          run={run}
          result={result}
          changes={changes}
          disabled={empty && !props.pending}
          onRun={() => void actions.runHeatmap()}
          onConfirm={() => void actions.runHeatmap(true)}
          onCancel={actions.cancelHeatmap}
          onWhole={() => void actions.openAnatomy({ kind: 'whole' })}
        />
        {run.phase === 'failed' && <ErrorBox error={run.error} />}
        {props.pending && <p className={clsx('muted', css.note)}>{t('pending')}</p>}
        {empty && !props.pending && result === null && (
          <div className={css.empty}>
            <p>{t('empty')}</p>
            <Button onClick={props.onExample}>{t('example')}</Button>
          </div>
        )}
        {!empty && result === null && (
          <p className={clsx('muted', css.note)}>{t('ready', counts(units, self))}</p>
        )}
        {result !== null && picture?.state === 'unavailable' && <Unavailable reason={picture.reason} />}
        {result !== null && picture?.state === 'available' && (
          <>
            <HeatmapMap
              result={result}
              picture={picture.value}
              score={score}
              weights={weights}
              look={look}
              stale={stale}
              target={opened}
              actions={actions}
            />
            {result.inputs.unit === 'chunk' && (
              <LongText
                result={result}
                data={picture.value.data as Float64Array}
                score={score}
                whole={whole}
                how={look.aggregation}
                onHow={(aggregation) => actions.lookAtHeatmap({ aggregation })}
              />
            )}
          </>
        )}
        {info !== null && units.a.length + units.b.length > 0 && (
          <Sentences units={units} dialogue={dialogue} leftOut={props.leftOut} split={split} />
        )}
      </div>
      {anatomy}
    </div>
  )
}

const counts = (units: Readonly<Record<Side, readonly Unit[]>>, self: boolean) => ({
  a: units.a.length,
  b: self ? units.a.length : units.b.length,
})
