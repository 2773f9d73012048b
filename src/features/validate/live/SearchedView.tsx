import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/Section'
import { ERROR_WORDS, errorText } from '../../../ui/error-text'
import { ScoreWords } from './ScoreWords'
import type { Searched } from './types'
import css from './live.module.css'

/** Failures that are listed; the number of all is told. */
const LISTED = 20

/** What all queries gave: it stands where a file's rows would stand. */
export function SearchedView({ searched }: { readonly searched: Searched }) {
  const { t } = useTranslation('validate')
  const { label, queries, pairs, documents, withoutText, notFound, empty, failures, score } = searched
  return (
    <Section title={t('live.searched.title', { label })}>
      <div
        data-testid="live-searched"
        data-queries={queries}
        data-pairs={pairs}
        data-documents={documents}
        data-failed={failures.length}
        data-not-found={notFound}
      >
        <p className={css.note}>{t('live.searched.counts', { queries, pairs, documents })}</p>
        {score && (
          <p className={css.note}>
            {t('live.searched.score')} <ScoreWords score={score} />
          </p>
        )}
        {withoutText > 0 && <p className={css.note}>{t('live.searched.withoutText', { withoutText })}</p>}
        {empty - failures.length > 0 && (
          <p className={css.note}>{t('live.searched.empty', { empty: empty - failures.length })}</p>
        )}
        {notFound > 0 && <p className={css.note}>{t('live.searched.notFound', { notFound })}</p>}
        {failures.length > 0 && <Failures failures={failures} />}
      </div>
    </Section>
  )
}

function Failures({ failures }: Pick<Searched, 'failures'>) {
  const { t } = useTranslation('validate')
  const { t: tError } = useTranslation(ERROR_WORDS)
  return (
    <details className={css.raw} data-testid="live-failures">
      <summary>{t('live.searched.failed', { failed: failures.length })}</summary>
      <ul>
        {failures.slice(0, LISTED).map(({ id, query, error }) => {
          const { title, next } = errorText(tError, error)
          return (
            <li key={id}>
              <code>{id}</code> {query}: {title}. {next}
            </li>
          )
        })}
      </ul>
      {failures.length > LISTED && <p>{t('live.searched.more', { more: failures.length - LISTED })}</p>}
    </details>
  )
}
