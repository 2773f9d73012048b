import { useMemo, useRef } from 'react'
import type { InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import { Details } from './Details'
import { isGraded, mergedGrades } from './grades'
import { RowTable } from './RowTable'
import { TriageBar } from './TriageBar'
import { useRows } from './use-rows'
import css from './triage.module.css'

/** The pairs, row by row: found, labelled, explained. */
export function TriageView() {
  const { t } = useTranslation('validate')
  const rows = useRows()
  const labels = useAppState(({ validate }) => validate.triage.labels)
  const chosen = useAppState(({ validate }) => validate.triage.selected)
  const box = useRef<HTMLElement>(null)
  const note = useRef<InputRef>(null)
  const { source } = rows
  const graded = useMemo(() => source !== null && isGraded(mergedGrades(source, labels)), [source, labels])
  if (source === null || source.pairs.count === 0)
    return (
      <section className={css.triage} aria-label={t('triage.title')} data-testid="validate-triage">
        <p className={css.message}>{t(source === null ? 'triage.empty' : 'triage.noPairs')}</p>
      </section>
    )
  const selected = chosen !== null && chosen < source.pairs.count ? chosen : (rows.rows[0] ?? null)
  const focusTable = () => box.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  return (
    <section ref={box} className={css.triage} aria-label={t('triage.title')} data-testid="validate-triage">
      <TriageBar rows={rows} />
      <div className={css.split}>
        <RowTable selected={selected} graded={graded} onNote={() => note.current?.focus()} />
        {selected !== null && (
          <Details source={source} pair={selected} graded={graded} note={note} onEnd={focusTable} />
        )}
      </div>
    </section>
  )
}
