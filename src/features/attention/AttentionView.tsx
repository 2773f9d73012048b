import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../core/staleness'
import { useStaleText } from '../../ui/stale-text'
import type { ModelInfo } from '../../engine/model/types'
import type { Attention, AttentionActions, LookRun } from './types'
import { Choice } from '../../ui/Choice'
import { Num } from '../../ui/Num'
import { Unavailable } from '../../ui/Unavailable'
import { dtypeWith } from '../../ui/dtype'
import { ErrorBox } from '../../ui/ErrorBox'
import { time } from '../../ui/quantities'
import { Similarity } from './Similarity'
import { Summary } from './Summary'
import css from './attention.module.css'

export interface AttentionViewProps {
  readonly attention: Attention
  readonly info: ModelInfo | null
  /** The summary is of other inputs than the page has now. */
  readonly changes: readonly Change[]
  readonly similarityChanges: readonly Change[]
  readonly hasText: Readonly<Record<'a' | 'b', boolean>>
  /** Range of the text as given for a range of the model input. */
  readonly original: (side: 'a' | 'b', start: number, end: number) => readonly [number, number]
  readonly actions: AttentionActions
  readonly onExample: () => void
}

/** Where the model's layers looked. */
export function AttentionView(props: AttentionViewProps) {
  const { attention, info, changes, similarityChanges, hasText, actions, onExample } = props
  const { run, summary, side } = attention
  const { t } = useTranslation('attention')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const { t: tCommon } = useTranslation('common')
  const unavailable = info?.attention.state === 'unavailable' ? info.attention.reason : null
  return (
    <div
      className={css.attention}
      data-testid="attention"
      data-state={unavailable === null ? 'available' : 'unavailable'}
      data-stale={stale}
    >
      <p className={css.note}>
        <b>{t('not')}</b> {t('notLong')}
      </p>
      {unavailable !== null && (
        <p>
          <Unavailable reason={unavailable} />{' '}
          {t(`remedy.${unavailable === 'attention-whole' ? 'whole' : 'graph'}`)}
        </p>
      )}
      {unavailable === null && (
        <>
          <div className={css.tools}>
            <Choice
              testId="attention-side"
              label={t('side')}
              value={side}
              options={(['a', 'b'] as const).map((value) => ({ value, label: value.toUpperCase() }))}
              onChange={actions.showAttentionOf}
            />
            <Button
              size="small"
              type={summary === null || stale ? 'primary' : 'default'}
              disabled={run.phase === 'running' || !hasText[side]}
              data-testid="attention-run"
              onClick={() => void actions.runAttention()}
            >
              {t(stale ? 'again' : 'run')}
            </Button>
            <Button
              size="small"
              disabled={
                run.phase !== 'running' &&
                attention.layerRun.phase !== 'running' &&
                attention.similarityRun.phase !== 'running'
              }
              data-testid="attention-cancel"
              onClick={actions.cancelAttention}
            >
              {t('cancel')}
            </Button>
            <span
              role="status"
              className={stale ? 'amber' : 'muted'}
              data-testid="attention-status"
              data-phase={run.phase}
            >
              {runWords(t, run)}
              {run.phase !== 'running' && staleText}
              {run.phase === 'done' && !stale && summary && t('took', { time: time(summary.value.time) })}
            </span>
          </div>
          {run.phase === 'failed' && <ErrorBox error={run.error} />}
          {!hasText[side] && (
            <div className={css.empty}>
              <p>{t('empty')}</p>
              <Button onClick={onExample}>{t('example')}</Button>
            </div>
          )}
          {hasText[side] && summary === null && run.phase !== 'running' && (
            <p className={css.note}>{t('what')}</p>
          )}
          {summary && (
            <>
              <p className={css.note}>
                {summary.info.id} · {dtypeWith(tCommon, summary.info, summary.inputs.activations)} ·{' '}
                {t('byLayer')} · {summary.info.tokenizer.engine} {summary.inputs.tokenizerMode} · max_length{' '}
                {summary.inputs.maxLength} · {t('tokens', { count: summary.value.tokenized.ids.length })}
                {summary.value.tokenized.truncated && (
                  <span className="amber"> · {t('cut', { full: summary.value.tokenized.fullLength })}</span>
                )}
                {' · '}
                <span data-testid="attention-rowsum" data-value={summary.value.rowSumError}>
                  {t('rowSum')} <Num value={summary.value.rowSumError} digits={9} />
                </span>
              </p>
              <Summary {...props} summary={summary} />
            </>
          )}
        </>
      )}
      <Similarity
        attention={attention}
        changes={similarityChanges}
        ready={hasText.a && hasText.b}
        info={info}
        onRun={() => void actions.runLayerSimilarity()}
        onCancel={actions.cancelAttention}
      />
    </div>
  )
}

export function runWords(t: ReturnType<typeof useTranslation<'attention'>>['t'], run: LookRun): string {
  if (run.phase === 'cancelled') return t('cancelled')
  if (run.phase !== 'running') return ''
  return run.progress === null || run.progress.total === 0
    ? t('starting')
    : t('layerOf', { done: run.progress.done, total: run.progress.total })
}
