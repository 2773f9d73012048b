import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Activations } from '../../engine/model/ports'
import { useActions, useAppState } from '../../core/react'
import { offersActivations } from '../../core/selectors'
import { OptionPopover } from './OptionPopover'
import css from './options.module.css'

const FORMS: readonly Activations[] = ['published', 'faithful']
const WORDS = { published: 'activationsPublished', faithful: 'activationsFaithful' } as const

/** How a graph that quantises activations while it runs is to scale them; other models have no such option. */
export function ActivationsOption() {
  const { t } = useTranslation()
  const { t: tCommon } = useTranslation('common')
  const { set } = useActions()
  const chosen = useAppState((state) => state.settings.activations)
  const offered = useAppState(({ model, result }) => {
    // While the model loads again the option keeps its place.
    const info = model.phase === 'ready' ? model.info : model.phase === 'loading' ? result?.info : null
    return info != null && offersActivations(info)
  })
  if (!offered) return null
  return (
    <OptionPopover
      name={t('options.activations')}
      value={tCommon(`activations.${chosen}Short`)}
      title={t('options.activationsTitle')}
      testId="option-activations"
    >
      <Radio.Group
        className={clsx(css.stacked, css.explained)}
        value={chosen}
        data-testid="activations"
        data-value={chosen}
        onChange={({ target }) =>
          set({ activations: target.value === 'faithful' ? 'faithful' : 'published' })
        }
      >
        {FORMS.map((form) => (
          <Radio
            classNames={{ icon: clsx(css.explainedIcon) }}
            key={form}
            value={form}
            data-testid={`activations-${form}`}
          >
            {t(`options.${WORDS[form]}`)}
            <span className={clsx('muted', css.optionNote)}>{t(`options.${WORDS[form]}Note`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      <p className="muted">{t('options.activationsMeasured')}</p>
    </OptionPopover>
  )
}
