/** The options in sight, besides the mode. Each is a button that shows the chosen value and opens its controls. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Weights } from '../../engine/score/types'
import { useAppState } from '../../core/react'
import { effectiveMaxLength, positionLimit } from '../../core/selectors'
import { onDemand } from '../../ui/on-demand'
import { OptionPopover } from './OptionPopover'

// One chunk for all options: they share fields, and a user who opens one option opens others too.
const choices = () => import('./options')
const WeightsChoice = onDemand(async () => (await choices()).WeightsChoice, 'options')
const MaxLengthChoice = onDemand(async () => (await choices()).MaxLengthChoice, 'options')

export function WeightsOption() {
  const { t } = useTranslation()
  const { dense, sparse, colbert } = useAppState((state) => state.settings.weights)
  // The draft is kept here, so that an invalid draft is still there when the option is opened again.
  const [draft, setDraft] = useState<Weights | null>(null)
  return (
    <OptionPopover
      name={t('options.weights')}
      value={[dense, sparse, colbert].join(':')}
      title={t('options.weightsTitle')}
      testId="option-weights"
      load={WeightsChoice.load}
    >
      <WeightsChoice draft={draft} onDraft={setDraft} />
    </OptionPopover>
  )
}

export function MaxLengthOption() {
  const { t } = useTranslation()
  const chosen = useAppState((state) => state.settings.maxLength)
  const limit = useAppState((state) => positionLimit(state.model))
  const { value, limitedBy } = effectiveMaxLength(chosen, limit)
  return (
    <OptionPopover
      name={t('options.maxLength')}
      value={limitedBy === null ? String(chosen) : `${chosen} → ${value}`}
      warn={limitedBy !== null}
      title={t('options.maxLengthTitle')}
      testId="option-max-length"
      load={MaxLengthChoice.load}
    >
      <MaxLengthChoice />
    </OptionPopover>
  )
}
