import { Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { measuresOf } from '../../../engine/score/databases/convert'
import type { Explanation } from '../../../engine/score/types'
import { Readings } from './Readings'
import css from './units.module.css'

interface GivenScoreProps {
  /** The same pair in several models. */
  readonly pairs: readonly { readonly label: string; readonly explanation: Explanation }[]
}

/** A field for the number that production gave, and what it is in terms of each model's scores. */
export function GivenScore({ pairs }: GivenScoreProps) {
  const { t } = useTranslation('scores')
  const id = useId()
  const [given, setGiven] = useState('')
  return (
    <div className={css.units} data-testid="given-score">
      <div className={css.field}>
        <label htmlFor={id}>{t('units.given')}</label>
        <Input
          id={id}
          size="small"
          className="num"
          data-testid="given-score-value"
          placeholder={t('units.givenHint')}
          value={given}
          onChange={(event) => setGiven(event.target.value)}
        />
      </div>
      {given.trim() !== '' &&
        pairs.map(({ label, explanation }, index) => (
          <div key={label} data-testid={`given-score-model-${index + 1}`}>
            <span className="muted">{label}</span>
            <Readings given={given} measures={measuresOf(explanation)} />
          </div>
        ))}
    </div>
  )
}
