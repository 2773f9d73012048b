import { Button, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { Answer } from '../../../engine/validate/answer-types'
import { formatNumber } from '../../../ui/format'
import { metricOf, type MetricKey } from './metrics'
import { useChosenScore, useScoreName } from './use-answer'
import css from './answer.module.css'

const KEYS = ['ndcg', 'mrr', 'hit1', 'auc', 'bestF1'] as const satisfies readonly MetricKey[]

/** One line above the panels, which stays when they are folded: the numbers that count, or why there are none. */
export function KeyLine({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const { name, column } = useChosenScore()
  const scoreName = useScoreName()
  const k = useAppState(({ validate }) => validate.answer.options.k)
  const folded = useAppState(({ validate }) => validate.answer.look.folded)
  const busy = useAppState(({ validate }) => validate.answer.busy)
  // Of a part of the rows, the others may have labels.
  const isAll = useAppState(({ validate }) => validate.answer.subset === null)
  const conformal = column?.conformal.state === 'available' ? column.conformal.value : null
  const values = KEYS.flatMap((key) => {
    const value = metricOf(answer, name, key)
    return value === null ? [] : [{ key, value }]
  })
  return (
    <div className={css.keyLine}>
      <Button
        size="small"
        type="text"
        aria-expanded={!folded}
        data-testid="validate-fold"
        onClick={() => void setAnswer({ folded: !folded })}
      >
        {folded ? '▸' : '▾'} {t('answer.title')}
      </Button>
      {folded && <b>{scoreName(name)}</b>}
      {folded &&
        values.map(({ key, value }) => (
          <span key={key}>
            {t(`answer.names.${key}`, { k })} <b className="num">{formatNumber(value, 4)}</b>
          </span>
        ))}
      {folded && column?.threshold && (
        <span>
          {t('answer.threshold.label')} <b className="num">{formatNumber(column.threshold.value, 4)}</b>
        </span>
      )}
      {folded && conformal !== null && (
        <span>
          {t('answer.conformal.label')} <b className="num">{formatNumber(conformal, 4)}</b>
        </span>
      )}
      <span className="muted">
        {answer.labelled === 0 && isAll
          ? t('answer.noLabels')
          : t('answer.labels', {
              labelled: answer.labelled.toLocaleString(),
              pairs: answer.pairs.toLocaleString(),
              relevant: answer.relevant.toLocaleString(),
            })}
      </span>
      <FilteredSwitch />
      <SoFar answer={answer} />
      {column !== null && column.count > 0 && column.missing > 0 && (
        <span className="muted" data-testid="validate-missing" data-count={column.missing}>
          {t('answer.missing', { count: column.missing, score: scoreName(name) })}
        </span>
      )}
      <span className={css.busy} role="status">
        {busy && t('answer.computing')}
      </span>
    </div>
  )
}

/** While a run goes on, the numbers are of the queries that are done. */
function SoFar({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('validate')
  const isPart = useAppState(({ validate: { answer: own } }) => own.subset !== null && own.of?.reply === null)
  if (!isPart) return null
  return (
    <span
      className="amber"
      data-testid="validate-so-far"
      data-done={answer.ranked}
      data-total={answer.queries}
    >
      {t('answer.soFar', { done: answer.ranked.toLocaleString(), total: answer.queries.toLocaleString() })}
    </span>
  )
}

/** Whether the numbers are of all rows, or of those that the filters leave. */
function FilteredSwitch() {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const filtered = useAppState(({ validate }) => validate.answer.filtered)
  const hasFilters = useAppState(({ validate }) => validate.triage.filters.length > 0)
  if (!hasFilters && !filtered) return null
  return (
    <label className={css.switch}>
      <Switch
        size="small"
        data-testid="validate-filtered"
        checked={filtered}
        onChange={(next) => void setAnswer({ filtered: next })}
      />
      {t('answer.filtered')}
    </label>
  )
}
