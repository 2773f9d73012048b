import { useTranslation } from 'react-i18next'
import type { Production } from '../../../engine/validate/production-types'
import { formatNumber } from '../../../ui/format'
import type { AnsweredName } from '../../../engine/validate/answer-types'
import { useScoreName } from './use-answer'
import css from './answer.module.css'

/** The formula that gives production's numbers, and the databases that have it, with the name of the field. */
export function ProductionReading({ found }: { readonly found: Production }) {
  const { t } = useTranslation(['validate', 'scores'])
  const scoreName = useScoreName()
  const [best] = found.readings
  if (best === undefined)
    return (
      <p className={css.reading} data-testid="validate-reading" data-formula="">
        <span className="muted">{t('validate:answer.production.unknown')}</span>
      </p>
    )
  const notes = [...new Set(best.databases.flatMap((database) => database.notes))]
  return (
    <div className={css.reading} data-testid="validate-reading" data-formula={best.formula}>
      <p>
        {t('validate:answer.production.reading', {
          formula: best.formula,
          score: scoreName(best.score as AnsweredName),
          fits: best.fits.toLocaleString(),
          of: best.of.toLocaleString(),
          share: formatNumber(100 * best.share, 1),
        })}{' '}
        {!best.largerIsCloser && t('validate:answer.production.distance')}
      </p>
      {best.databases.length > 0 && (
        <p className="muted">
          {best.databases.map((database, at) => (
            <span key={`${database.name} ${database.metric} ${database.field}`}>
              {at > 0 && ' · '}
              <a href={database.source} target="_blank" rel="noreferrer">
                {database.label} {database.metric}
              </a>
              : <code>{database.field}</code>
            </span>
          ))}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="muted">
          {t(`scores:units.notes.${note}`)}
        </p>
      ))}
    </div>
  )
}
