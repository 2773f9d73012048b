import { useTranslation } from 'react-i18next'
import { PopoverButton } from '../../../ui/PopoverButton'
import { onDemand } from '../../../ui/on-demand'
import css from './answer.module.css'

const OptionsForm = onDemand(async () => (await import('./OptionsForm')).OptionsForm)

/** Everything that numbers and charts of the answer depend on besides rows and labels. */
export function OptionsButton() {
  const { t } = useTranslation('validate')
  return (
    <PopoverButton
      button={{ type: 'text', 'data-testid': 'validate-options' }}
      title={t('answer.options.title')}
      className={css.options!}
      face={t('answer.options.button')}
      load={OptionsForm.load}
    >
      <OptionsForm />
    </PopoverButton>
  )
}
