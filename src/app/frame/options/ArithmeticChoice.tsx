import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { ARITHMETICS } from '../../../engine/encoder/ports'
import { useActions, useAppState } from '../../../core/react'
import css from '../options.module.css'

const WORDS = { exact: 'arithmeticExact', avx2: 'arithmeticAvx2' } as const

/** The choice of the integer sums, for a model whose int8 products differ between CPUs. */
export function ArithmeticChoice() {
  const { t } = useTranslation(['app', 'options'])
  const { set } = useActions()
  const chosen = useAppState((state) => state.settings.arithmetic)
  return (
    <>
      <Radio.Group
        className={clsx(css.stacked, css.explained)}
        value={chosen}
        data-testid="arithmetic"
        data-value={chosen}
        onChange={({ target }) => set({ arithmetic: target.value === 'avx2' ? 'avx2' : 'exact' })}
      >
        {ARITHMETICS.map((each) => (
          <Radio
            classNames={{ icon: clsx(css.explainedIcon) }}
            key={each}
            value={each}
            data-testid={`arithmetic-${each}`}
          >
            {t(`options:${WORDS[each]}`)}
            <span className={clsx('muted', css.optionNote)}>{t(`options:${WORDS[each]}Note`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      <p className="muted">{t('options:arithmeticMeasured')}</p>
    </>
  )
}
