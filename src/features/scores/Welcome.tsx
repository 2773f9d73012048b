import { useTranslation } from 'react-i18next'
import { EXAMPLES } from '../../core/text/examples'
import { useActions } from '../../core/react'
import css from './scores.module.css'

/** Shown before the first result: what to do, three example pairs, and the way to what explains a vector. */
export function Welcome() {
  const { t } = useTranslation()
  const { example, showSection } = useActions()
  return (
    <div className={css.welcome}>
      <h2>{t('examples.heading')}</h2>
      <p className="muted">{t('examples.intro')}</p>
      <div className={css.welcomeList}>
        {EXAMPLES.map(({ id, a }) => (
          <button
            key={id}
            type="button"
            className={css.welcomeExample}
            data-testid={`welcome-${id}`}
            onClick={() => example(id)}
          >
            <strong>{t(`examples.${id}.title`)}</strong>
            <span className={css.welcomeText}>{a}</span>
            <span className="muted">{t(`examples.${id}.look`)}</span>
          </button>
        ))}
        <button
          type="button"
          className={css.welcomeExample}
          data-testid="welcome-why"
          onClick={() => showSection('diagnose', 'why')}
        >
          <strong>{t('examples.why.title')}</strong>
          <span>{t('examples.why.look')}</span>
          <span className="muted">{t('examples.why.needs')}</span>
        </button>
      </div>
    </div>
  )
}
