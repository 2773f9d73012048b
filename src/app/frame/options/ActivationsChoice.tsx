import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Activations } from '../../../engine/model/ports'
import { useActions, useAppState } from '../../../core/react'
import css from '../options.module.css'

const FORMS: readonly Activations[] = ['published', 'faithful']
const WORDS = { published: 'activationsPublished', faithful: 'activationsFaithful' } as const

/** The choice of how activations are scaled, for a graph that quantises them at run time. */
export function ActivationsChoice() {
  const { t } = useTranslation(['app', 'options'])
  const { set } = useActions()
  const chosen = useAppState((state) => state.settings.activations)
  return (
    <>
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
            {t(`options:${WORDS[form]}`)}
            <span className={clsx('muted', css.optionNote)}>{t(`options:${WORDS[form]}Note`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      <p className="muted">{t('options:activationsMeasured')}</p>
    </>
  )
}
