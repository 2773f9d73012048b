import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../state/react'
import { size } from './format'

/** The models of this site, where it has more than one. */
export function ModelChoices() {
  const { t } = useTranslation()
  const { chooseModel } = useActions()
  const models = useAppState((state) => state.models)
  const chosen = useAppState((state) => state.choice?.id ?? null)
  if (models.length < 2) return null
  return (
    <Radio.Group
      vertical
      className="model-choices"
      aria-label={t('model.choose')}
      value={chosen}
      onChange={(event) => chooseModel(String(event.target.value))}
    >
      {models.map(({ id, name, bytes }) => (
        <Radio key={id} value={id} data-testid={`model-choice-${id}`}>
          {name} <span className="muted num">{size(bytes)}</span>
        </Radio>
      ))}
    </Radio.Group>
  )
}
