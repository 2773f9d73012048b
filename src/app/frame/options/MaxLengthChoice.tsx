import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { MAX_LENGTHS, MIN_MAX_LENGTH } from '../../../core/limits'
import { useActions, useAppState } from '../../../core/react'
import { effectiveMaxLength, positionLimit } from '../../../core/selectors'
import { NumberField } from '../../../ui/NumberField'
import css from '../options.module.css'

/** The limit while no model is loaded. No model of this kind supports more tokens. */
const MOST_TOKENS = 131_072

export function MaxLengthChoice() {
  const { t } = useTranslation(['app', 'options'])
  const { set } = useActions()
  const chosen = useAppState((state) => state.settings.maxLength)
  const limit = useAppState((state) => positionLimit(state.model))
  const { limitedBy } = effectiveMaxLength(chosen, limit)
  const isCustom = !MAX_LENGTHS.some((each) => each === chosen)
  const max = limit ?? MOST_TOKENS
  return (
    <>
      {limitedBy !== null && (
        <p className="amber">{t('options:maxLengthLimited', { limit: limitedBy, chosen })}</p>
      )}
      <Radio.Group
        className={clsx(css.stacked)}
        value={isCustom ? 'custom' : chosen}
        onChange={({ target }) =>
          set({ maxLength: target.value === 'custom' ? Math.min(256, max) : Number(target.value) })
        }
      >
        {MAX_LENGTHS.map((each) => (
          <Radio key={each} value={each} disabled={each > max} data-testid={`max-length-${each}`}>
            <span className="num">{each}</span>
            {each > max && <span className="muted"> {t('options:maxLengthAbove', { limit: max })}</span>}
          </Radio>
        ))}
        <Radio value="custom">{t('options:custom')}</Radio>
      </Radio.Group>
      <div className={css.indented}>
        <NumberField
          min={MIN_MAX_LENGTH}
          max={max}
          whole
          value={chosen}
          aria-label={t('options:custom')}
          testId="max-length-custom"
          onChange={(typed) => set({ maxLength: typed })}
        />{' '}
        <span className="muted">{t('options:customRange', { min: MIN_MAX_LENGTH, max })}</span>
      </div>
    </>
  )
}
