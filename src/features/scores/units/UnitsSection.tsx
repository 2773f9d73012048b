import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { measuresOf } from '../../../engine/score/databases/convert'
import type { Explanation } from '../../../engine/score/types'
import { Section } from '../../../ui/Section'
import { chosenOf, type UnitsChoice } from './choice'
import { ChoiceForm } from './ChoiceForm'
import { LostFacts } from './LostFacts'
import { MetricFacts } from './MetricFacts'
import { Readings } from './Readings'
import css from './units.module.css'

interface UnitsSectionProps {
  readonly explanation: Explanation
  readonly choice: UnitsChoice
  readonly onChange: (choice: UnitsChoice) => void
  readonly onClose: () => void
}

/** Our scores in the units of a database, and a database's number in ours. */
export function UnitsSection({ explanation, choice, onChange, onClose }: UnitsSectionProps) {
  const { t } = useTranslation('scores')
  const measures = useMemo(() => measuresOf(explanation), [explanation])
  const { database, score } = chosenOf(choice)
  const props = { choice, measures, onChange }
  return (
    <div data-testid="units">
      <Section
        title={t('units.title')}
        actions={
          <Button size="small" type="text" data-testid="units-close" onClick={onClose}>
            {t('units.close')}
          </Button>
        }
      >
        <div className={css.units}>
          <ChoiceForm choice={choice} measures={measures} onChange={onChange} />
          <p className={css.line}>
            {t('units.formula', { database: database.label })}{' '}
            <code data-testid="units-formula">{score.formula}</code>{' '}
            {score.kind === 'metric' && (
              <span className="muted">{t(score.largerIsCloser ? 'units.larger' : 'units.smaller')} · </span>
            )}
            <a href={database.source} target="_blank" rel="noreferrer">
              {t('units.source')}
            </a>
          </p>
          {score.kind === 'metric' ? (
            <MetricFacts metric={score} {...props} />
          ) : (
            <LostFacts lost={score} {...props} />
          )}
          <Readings given={choice.given} measures={measures} />
        </div>
      </Section>
    </div>
  )
}
