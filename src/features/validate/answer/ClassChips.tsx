import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { FAILURE_CLASSES } from '../../../engine/validate/answer-types'
import css from './answer.module.css'

/** The ways in which pairs fail, each a filter of the table with its number of pairs. */
export function ClassChips() {
  const { t } = useTranslation('validate')
  const { toggleFilter } = useActions()
  const classes = useAppState(({ validate }) => validate.answer.classes)
  const filters = useAppState(({ validate }) => validate.triage.filters)
  const hasResult = useAppState(
    ({ validate }) => validate.run.result !== null || validate.run.phase === 'running',
  )
  if (!hasResult) return null
  return (
    <div className={css.chips} role="group" aria-label={t('answer.classes.title')}>
      <span className="muted">{t('answer.classes.title')}</span>
      {classes === null ? (
        <span className="muted">{t('answer.classes.wait')}</span>
      ) : (
        FAILURE_CLASSES.map((name) => {
          const count = classes[name].length
          const isOn = filters.some((filter) => filter.kind === 'class' && filter.name === name)
          return (
            <button
              key={name}
              type="button"
              className={css.chip}
              data-testid={`validate-filter-${name}`}
              data-count={count}
              aria-pressed={isOn}
              disabled={count === 0 && !isOn}
              title={t(`answer.classes.meaning.${name}`)}
              onClick={() => void toggleFilter({ kind: 'class', name })}
            >
              {t(`answer.classes.${name}`)} <b className="num">{count.toLocaleString()}</b>
            </button>
          )
        })
      )}
    </div>
  )
}
