import { useState } from 'react'
import { Button, type ButtonProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { ErrorBox } from '../../../ui/ErrorBox'
import { PopoverButton } from '../../../ui/PopoverButton'
import { FORM_NAMES, type FormName } from './export-rows'
import { markedPairs } from './marked'
import { useRows } from './use-rows'
import css from './triage.module.css'

type Which = 'all' | 'shown' | 'marked'
type Form = FormName | 'cases'
/** Limit of a case list; a case holds vectors. */
const MOST_CASES = 200
const FORMS: readonly Form[] = [...FORM_NAMES.filter((name) => name !== 'skipped'), 'cases', 'skipped']

/** Files of the rows. */
export function ExportMenu() {
  const { t } = useTranslation('validate')
  const hasRows = useRows().source !== null
  return (
    <PopoverButton
      button={{ 'data-testid': 'validate-export', disabled: !hasRows } as ButtonProps}
      title={t('triage.exports.title')}
      className={css.menu!}
      face={`${t('triage.exports.title')} ▾`}
    >
      <Forms />
    </PopoverButton>
  )
}

function Forms() {
  const { t } = useTranslation('validate')
  const { exportRows } = useActions()
  const { rows, source } = useRows()
  const marked = useAppState(({ validate }) => validate.triage.marked)
  const selected = useAppState(({ validate }) => validate.triage.selected)
  const busy = useAppState(({ validate }) => validate.triage.exports.phase === 'running')
  const [which, setWhich] = useState<Which | null>(null)
  const counts = {
    all: source?.pairs.count ?? 0,
    shown: rows.length,
    marked: markedPairs(selected, marked).length,
  }
  const chosen = which ?? (marked.length > 1 ? 'marked' : rows.length < counts.all ? 'shown' : 'all')
  const hasRun = source?.result != null
  return (
    <>
      <label className={css.field}>
        <span>{t('triage.exports.which')}</span>
        <select
          data-testid="validate-export-which"
          value={chosen}
          onChange={({ target }) => setWhich(target.value as Which)}
        >
          {(['all', 'shown', 'marked'] as const).map((name) => (
            <option key={name} value={name}>
              {t(`triage.exports.${name}`, { count: counts[name] })}
            </option>
          ))}
        </select>
      </label>
      <ul className={css.forms}>
        {FORMS.map((form) => (
          <li key={form}>
            <Button
              type="text"
              size="small"
              block
              data-testid={`validate-export-${form}`}
              disabled={busy || ((form === 'cases' || form === 'trec-run') && !hasRun)}
              onClick={() => void exportRows(form, chosen)}
            >
              {t(`triage.exports.form.${form}`)}
            </Button>
            {form === 'cases' && (
              <span className="muted">{t('triage.exports.estimate', { limit: MOST_CASES })}</span>
            )}
          </li>
        ))}
      </ul>
      <ExportState />
    </>
  )
}

/** What is being written, what was left out, or why nothing was written. */
export function ExportState() {
  const { t } = useTranslation('validate')
  const { cancelRowsFile } = useActions()
  const { phase, form, done, total, error, leftOut } = useAppState(({ validate }) => validate.triage.exports)
  if (phase === 'failed' && error !== null) return <ErrorBox error={error} />
  if (form === null || phase === 'idle') return null
  const name = t(`triage.exports.form.${form as Form}`)
  if (phase === 'running')
    return (
      <div role="status" className={css.field}>
        <span>{t('triage.exports.writing', { form: name, done, total })}</span>
        <Button size="small" data-testid="validate-export-cancel" onClick={() => void cancelRowsFile()}>
          {t('triage.exports.cancel')}
        </Button>
      </div>
    )
  return (
    <div role="status" data-testid="validate-export-done" data-form={form}>
      {t('triage.exports.done', { form: name })}
      {leftOut.length > 0 && (
        <>
          {' '}
          {t('triage.exports.leftOut', { form: name })}
          <ul className={css.reasons}>
            {leftOut.map(([reason, number]) => (
              <li key={reason}>{t(`triage.exports.reason.${reason as 'unsure'}`, { number })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
