import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/Section'
import { ScoreWords } from './ScoreWords'
import type { Tried } from './types'
import css from './live.module.css'

/** What one query showed: which fields were recognised, the first documents, and the reply as it came. */
export function TriedView({ tried }: { readonly tried: Tried }) {
  const { t } = useTranslation('validate')
  const { label, query, hits, dense, sparse, text, score, request, body, raw } = tried
  return (
    <Section title={t('live.tried.title', { label })}>
      <div data-testid="live-tried" data-text={text ?? ''} data-score={score.field}>
        <dl className={css.facts}>
          <dt>{t('live.tried.query')}</dt>
          <dd>{query}</dd>
          <dt>{t('live.tried.fields')}</dt>
          <dd>
            {[dense, sparse, text].map((name, at) =>
              name === null ? null : (
                <span key={at} className={css.fact}>
                  {t(`live.tried.${(['dense', 'sparse', 'text'] as const)[at]!}`)}{' '}
                  <code>{name === '' ? t('live.tried.unnamed') : name}</code>
                </span>
              ),
            )}
          </dd>
          <dt>{t('live.tried.score')}</dt>
          <dd>
            <ScoreWords score={score} />
          </dd>
        </dl>
        {hits.length === 0 && <p>{t('live.tried.none')}</p>}
        <ol className={css.hits}>
          {hits.map((hit) => (
            <li
              key={hit.rank}
              data-testid="live-hit"
              data-id={hit.id}
              data-rank={hit.rank}
              data-score={hit.score ?? ''}
            >
              <span className="num">{hit.score ?? '–'}</span> <code>{hit.id}</code>{' '}
              <span className={css.text}>{hit.text ?? t('live.tried.noText')}</span>
            </li>
          ))}
        </ol>
        <details className={css.raw}>
          <summary>{t('live.tried.raw')}</summary>
          <pre tabIndex={0}>{`${request}\n${body}`}</pre>
          <pre tabIndex={0} data-testid="live-raw">
            {raw}
          </pre>
        </details>
      </div>
    </Section>
  )
}
