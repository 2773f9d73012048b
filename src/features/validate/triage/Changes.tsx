import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { formatNumber } from '../../../ui/format'
import type { Weights } from '../../../engine/score/types'
import { ErrorBox } from '../../../ui/ErrorBox'
import { useColumnName } from './HeaderRow'
import { useChangeWords } from './change-words'
import type { RankFound, TriedChange, WeightsEffect } from './why-types'
import css from './triage.module.css'

/** What would lift the document, each with one click to apply it to the whole run. */
export function Changes({ found }: { readonly found: RankFound }) {
  const { t } = useTranslation('validate')
  const { tryChanges, cancelTries, undoChange } = useActions()
  const { phase, tries, applied } = useAppState(({ validate }) => validate.triage.why)
  const isRunning = useAppState(({ validate }) => validate.run.phase === 'running')
  return (
    <div className={css.changes}>
      <h4 className={css.small}>{t('triage.why.lift')}</h4>
      <WeightChanges found={found} />
      {tries.length > 0 && (
        <ul className={css.parts}>
          {tries
            .filter(({ phase: each }) => each !== 'nothing')
            .map((tried) => (
              <Tried key={tried.id} tried={tried} />
            ))}
          <Nothing tries={tries} />
        </ul>
      )}
      <div className={css.line}>
        {phase === 'trying' ? (
          <Button size="small" data-testid="validate-try-cancel" onClick={() => void cancelTries()}>
            {t('triage.why.cancel')}
          </Button>
        ) : (
          <Button
            size="small"
            data-testid="validate-try"
            title={t('triage.why.tryTitle')}
            disabled={isRunning}
            onClick={() => void tryChanges()}
          >
            {t('triage.why.try')}
          </Button>
        )}
        {applied !== null && (
          <span role="status">
            {t('triage.why.applied')}{' '}
            <button
              type="button"
              className={css.link}
              data-testid="validate-change-undo"
              onClick={() => void undoChange()}
            >
              {t('triage.why.undo')}
            </button>
          </span>
        )}
      </div>
    </div>
  )
}

const weight = (value: number): string =>
  formatNumber(value, Math.min(6, (String(value).split('.')[1] ?? '').length))

function WeightChanges({ found: { lift, effects } }: { readonly found: RankFound }) {
  const { t } = useTranslation('validate')
  const name = useColumnName()
  if (lift.state === 'above') return null
  if (lift.state !== 'found')
    return (
      <p data-testid="validate-lift" data-state={lift.state}>
        {t(`triage.why.weights.${lift.state}`)}
      </p>
    )
  const all = ({ dense, sparse, colbert }: Weights) =>
    t('triage.why.weights.all', { dense: weight(dense), sparse: weight(sparse), colbert: weight(colbert) })
  const { one } = lift
  return (
    <ul className={css.parts} data-testid="validate-lift" data-state="found">
      {one !== null && (
        <WeightChange
          id="weights-one"
          words={t('triage.why.weights.one', {
            head: name(one.head),
            from: weight(one.from),
            to: weight(one.value),
          })}
          limit={t('triage.why.weights.limit', { limit: formatNumber(one.limit, 6) })}
          effect={effects.one}
        />
      )}
      <WeightChange
        id="weights-all"
        words={all(lift.all.weights)}
        limit={t('triage.why.weights.limit', {
          limit: (['dense', 'sparse', 'colbert'] as const)
            .map((head) => formatNumber(lift.all.limit[head], 4))
            .join(' / '),
        })}
        effect={effects.all}
      />
    </ul>
  )
}

interface WeightProps {
  readonly id: 'weights-one' | 'weights-all'
  readonly words: string
  readonly limit: string
  readonly effect: WeightsEffect | null
}

function WeightChange({ id, words, limit, effect }: WeightProps) {
  const { t } = useTranslation('validate')
  const k = useAppState(({ validate }) => validate.answer.options.k)
  return (
    <li data-testid="validate-change" data-id={id}>
      <span title={limit}>{words}</span>
      {effect === null ? (
        <span className="muted"> {t('triage.why.effect.computing')}</span>
      ) : (
        <>
          {` ${t('triage.why.effect.rank', { rank: effect.rank })}`}
          <span className="muted">
            {' · '}
            {effect.metric === null
              ? t('triage.why.effect.first', { changed: effect.otherFirst, queries: effect.queries })
              : t('triage.why.effect.metric', {
                  k,
                  before: formatNumber(effect.metric.before, 4),
                  after: formatNumber(effect.metric.after, 4),
                  better: effect.metric.better,
                  worse: effect.metric.worse,
                })}
          </span>{' '}
          <ApplyButton id={id} />
        </>
      )}
    </li>
  )
}

function Tried({ tried }: { readonly tried: TriedChange }) {
  const { t } = useTranslation('validate')
  const words = useChangeWords()
  const { id, change, phase, rank, of, score, lifts, texts, error } = tried
  return (
    <li data-testid="validate-change" data-id={id} data-phase={phase} data-lifts={lifts}>
      {words(change)}:{' '}
      {phase === 'done' ? (
        <>
          <b className={lifts ? css.gives : undefined}>
            {score === null
              ? t('triage.why.tried.noScore')
              : t(lifts ? 'triage.why.tried.lifts' : 'triage.why.tried.stays', {
                  rank,
                  of,
                  score: formatNumber(score, 4),
                })}
          </b>
          {texts !== null && (
            <span className="muted">
              {' · '}
              {texts.of === texts.all
                ? t('triage.why.tried.textsExact', { changed: texts.changed, all: texts.all })
                : t('triage.why.tried.texts', {
                    changed: Math.round((texts.changed / texts.of) * texts.all),
                    all: texts.all,
                  })}
            </span>
          )}{' '}
          <ApplyButton id={id} />
        </>
      ) : phase === 'failed' && error !== null ? (
        <ErrorBox error={error} />
      ) : (
        <span className="muted">{t(`triage.why.tried.${phase as 'waiting' | 'running'}`)}</span>
      )}
    </li>
  )
}

/** Changes that leave the texts of the query as they are, in one line. */
function Nothing({ tries }: { readonly tries: readonly TriedChange[] }) {
  const { t } = useTranslation(['validate', 'common'])
  const words = useChangeWords()
  const none = tries.filter(({ phase }) => phase === 'nothing')
  if (none.length === 0) return null
  return (
    <li className="muted">
      {t('triage.why.tried.nothing')}: {none.map(({ change }) => words(change)).join(t('common:list'))}
    </li>
  )
}

function ApplyButton({ id }: { readonly id: string }) {
  const { t } = useTranslation('validate')
  const { applyChange } = useActions()
  const busy = useAppState(({ validate }) => validate.run.phase === 'running')
  return (
    <button
      type="button"
      className={css.link}
      data-testid="validate-apply"
      data-id={id}
      disabled={busy}
      onClick={() => void applyChange(id)}
    >
      {t('triage.why.apply')}
    </button>
  )
}
