import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { ErrorBox } from '../../../ui/ErrorBox'
import { formatNumber } from '../../../ui/format'
import css from './triage.module.css'

/** Chooses a stored run of the same file to compare with. */
export function CompareMenu() {
  const { t } = useTranslation('validate')
  const { listRuns, compareRun } = useActions()
  const { runs, phase, chosen } = useAppState(({ validate }) => validate.triage.compare)
  const hash = useAppState(({ validate }) => validate.run.result?.set.hash)
  const reply = useAppState(({ validate }) => validate.run.result?.reply)
  // Entries say what is other about them.
  const weights = useAppState(({ settings }) => settings.weights)
  const stored = useAppState(({ validate }) => validate.run.runs)
  useEffect(() => {
    if (hash !== undefined) void listRuns()
  }, [hash, reply, weights, stored, listRuns])
  const none = runs === null || runs.length === 0
  return (
    <select
      // There before the first run too, and of one width: what stands beside it must not move.
      className={clsx(css.select, css.compare)}
      data-testid="validate-compare"
      aria-label={t('triage.compare.title')}
      title={none ? t('triage.compare.noRuns') : t('triage.compare.title')}
      disabled={none}
      value={chosen ?? ''}
      onChange={({ target }) => void compareRun(target.value === '' ? null : target.value)}
    >
      <option value="">
        {`${t('triage.compare.title')}: ${t(phase === 'running' ? 'triage.compare.running' : 'triage.compare.none')}`}
      </option>
      {runs?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** What the comparison says, and its filters. */
export function ComparedLine() {
  const { t } = useTranslation('validate')
  const { toggleFilter } = useActions()
  const { error, with: compared } = useAppState(({ validate }) => validate.triage.compare)
  const filters = useAppState(({ validate }) => validate.triage.filters)
  const k = useAppState(({ validate }) => validate.answer.options.k)
  if (error !== null) return <ErrorBox error={error} />
  if (compared === null) return null
  const { name, mean, wins, losses, ties, p, winPairs, lossPairs, missing } = compared
  const chip = (kind: 'wins' | 'losses', pairs: Int32Array, queries: number) => (
    <button
      type="button"
      className={css.chip}
      data-testid={`validate-compare-${kind}`}
      data-count={queries}
      title={t(`triage.compare.${kind}`, { name })}
      disabled={queries === 0}
      aria-pressed={filters.some((filter) => filter.kind === 'rows' && filter.pairs === pairs)}
      onClick={() => void toggleFilter({ kind: 'rows', name: t(`triage.compare.${kind}`, { name }), pairs })}
    >
      <span className={css.cut}>{t(`triage.compare.${kind}`, { name })}</span>{' '}
      <b className="num">{queries}</b>
    </button>
  )
  return (
    <div className={css.line} data-testid="validate-compared" data-p={p ?? ''}>
      {mean === null ? (
        <span>{t('triage.compare.noLabels')}</span>
      ) : (
        <>
          <span className="num">
            {t('triage.compare.metric', {
              k,
              before: formatNumber(mean[0], 4),
              after: formatNumber(mean[1], 4),
              p: p === null ? '–' : formatNumber(p, 3),
            })}
          </span>
          <span>{t('triage.compare.counts', { better: wins.length, worse: losses.length, ties })}</span>
          {chip('wins', winPairs, wins.length)}
          {chip('losses', lossPairs, losses.length)}
        </>
      )}
      {missing > 0 && <span className="muted">{t('triage.compare.missing', { number: missing })}</span>}
    </div>
  )
}
