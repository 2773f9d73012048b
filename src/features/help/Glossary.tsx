import { useEffect, useState, type Ref } from 'react'
import { Input, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { found, TERMS } from './glossary'
import css from './help.module.css'

/** @param asked what it is opened with */
export function Glossary({ asked, field }: { readonly asked: string; readonly field: Ref<InputRef> }) {
  const { t, i18n } = useTranslation('help')
  const [query, setQuery] = useState(asked)
  useEffect(() => setQuery(asked), [asked])
  const shown = query.trim() === '' ? TERMS : found(query, ({ id }) => t(`term.${id}`))
  return (
    <section
      className={css.glossary}
      aria-labelledby="help-glossary"
      data-testid="glossary"
      data-count={shown.length}
    >
      <h2 id="help-glossary">{t('glossary.title')}</h2>
      <Input
        allowClear
        ref={field}
        value={query}
        placeholder={t('glossary.search')}
        aria-label={t('glossary.search')}
        data-testid="glossary-search"
        onChange={(event) => setQuery(event.target.value)}
      />
      <p className="muted" role="status">
        {shown.length === 0 ? t('glossary.none') : t('glossary.count', { count: shown.length })}
      </p>
      {/* A scroller that the keyboard reaches. */}
      <dl className={css.terms} tabIndex={0} aria-labelledby="help-glossary">
        {shown.map(({ id, en, zh, formula }) => (
          <div key={id} data-testid="glossary-term" data-id={id}>
            <dt>{i18n.language === 'en' ? en : zh}</dt>
            <dd>
              {t(`term.${id}`)}
              {formula !== undefined && <div className={css.formula}>{formula}</div>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
