import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { modelChoice } from '../../core/model/model-ref'
import { MOST_SHOWN, pickSite, shownModels } from '../../core/model/site-models'
import { useActions, useAppState } from '../../core/react'
import { size } from '../../ui/quantities'

/** The models of this site; shown only if there is more than one. */
export function ModelChoices() {
  const { t } = useTranslation()
  const { chooseModel } = useActions()
  const models = useAppState((state) => state.models)
  const chosen = useAppState((state) => {
    const { kept } = state.chosenModel
    return kept === null || kept.kind === 'site' ? (modelChoice(state)?.id ?? null) : null
  })
  if (models.length < 2) return null
  return (
    <Radio.Group
      vertical

      aria-label={t('model.choose')}
      value={chosen}
      onChange={(event) => chooseModel(String(event.target.value))}
    >
      {shownModels(models, chosen).map((model) => {
        const { bytes } = pickSite(model)
        return (
          <Radio key={model.id} value={model.id} data-testid={`model-choice-${model.id}`}>
            {model.name ?? model.id} <span className="muted num">{bytes === null ? '' : size(bytes)}</span>
          </Radio>
        )
      })}
      {models.length > MOST_SHOWN && (
        <p className="muted">{t('model.more', { count: models.length - MOST_SHOWN })}</p>
      )}
    </Radio.Group>
  )
}
