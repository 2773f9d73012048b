import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import { CheckFacts } from './CheckFacts'
import { FormChoice } from './FormChoice'
import { MappingForm } from './MappingForm'
import { SkippedRows } from './SkippedRows'
import css from './data.module.css'

/** What the columns stand for, what can be said before a run, and the rows that take no part. */
export function Details() {
  const { t } = useTranslation('validate')
  const hasSet = useAppState(({ validate }) => validate.data.read?.set != null)
  const pairs = useAppState(({ validate }) => validate.data.read?.set?.pairs.count ?? null)
  const form = useAppState(({ validate }) => validate.data.form)
  return (
    <div className={css.details} data-testid="validate-columns">
      <section>
        <h3>{t('data.map.title')}</h3>
        <MappingForm />
      </section>
      <section>
        {hasSet && (
          <>
            <h3>{t('data.form.title')}</h3>
            <FormChoice />
            {pairs === 0 && form === 'pairs' && <p className="red">{t('data.noPairs')}</p>}
            <h3>{t('data.checks.title')}</h3>
            <CheckFacts />
          </>
        )}
        <Notes />
      </section>
      <section className={css.wide}>
        <SkippedRows />
      </section>
    </div>
  )
}

function Notes() {
  const { t } = useTranslation('validate')
  const notes = useAppState(({ validate }) => validate.data.read?.notes) ?? []
  if (notes.length === 0) return null
  return (
    <>
      <h3>{t('data.notes.title')}</h3>
      <ul className={css.notes} data-testid="validate-notes">
        {notes.map(({ code, about, count }, at) => (
          <li key={`${code} ${at}`} data-code={code}>
            {t(`data.notes.${code}`, { about, count })}
          </li>
        ))}
      </ul>
    </>
  )
}
