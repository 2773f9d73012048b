import { useTranslation } from 'react-i18next'
import { EXAMPLES } from '../../core/text/examples'
import { useActions } from '../../core/react'

/** Before the first result: what to do, and three pairs that show a point. */
export function Welcome() {
  const { t } = useTranslation()
  const { example } = useActions()
  return (
    <div className="welcome">
      <h2>{t('examples.heading')}</h2>
      <p className="muted">{t('examples.intro')}</p>
      <div className="welcome-list">
        {EXAMPLES.map(({ id, a }) => (
          <button
            key={id}
            type="button"
            className="welcome-example"
            data-testid={`welcome-${id}`}
            onClick={() => example(id)}
          >
            <strong>{t(`examples.${id}.title`)}</strong>
            <span className="welcome-text">{a}</span>
            <span className="muted">{t(`examples.${id}.look`)}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
