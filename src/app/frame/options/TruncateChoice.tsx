import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { effectiveTruncateDim } from '../../../core/selectors'
import { denseDimension, MOST_DIMENSIONS } from './of-model'
import { NumberField } from '../../../ui/NumberField'
import css from '../options.module.css'

const DIMENSIONS = [768, 512, 256]

/** FlagEmbedding's truncate_dim: how many dimensions of the dense vector are kept. */
export function TruncateChoice() {
  const { t } = useTranslation(['app', 'options'])
  const { set } = useActions()
  const chosen = useAppState((state) => state.settings.truncateDim)
  const cuts = useAppState((state) => effectiveTruncateDim(state.settings.truncateDim, state.model) !== null)
  const dimension = useAppState((state) => denseDimension(state.model))
  const max = dimension ?? MOST_DIMENSIONS
  const limited = chosen !== null && !cuts
  const isCustom = chosen !== null && !DIMENSIONS.includes(chosen)
  // Offers only dimensions that shorten the vector. A choice made for another model stays visible, with the reason.
  const offered = DIMENSIONS.filter((each) => dimension === null || each < dimension || each === chosen)
  return (
    <>
      {limited && <p className="amber">{t('options:truncateDimLimited', { dimension: max, chosen })}</p>}
      <Radio.Group
        className={clsx(css.stacked)}
        value={isCustom ? 'custom' : (chosen ?? 'off')}
        onChange={({ target }) =>
          set({
            truncateDim:
              target.value === 'off'
                ? null
                : target.value === 'custom'
                  ? Math.min(128, max)
                  : Number(target.value),
          })
        }
      >
        <Radio value="off" data-testid="truncate-dim-off">
          {t('options:off')} <span className="muted">{t('options:truncateDimNone')}</span>
        </Radio>
        {offered.map((each) => (
          <Radio
            key={each}
            value={each}
            disabled={dimension !== null && each >= dimension}
            data-testid={`truncate-dim-${each}`}
          >
            <span className="num">{each}</span>{' '}
            <span className="muted">
              {dimension !== null && each >= dimension
                ? t('options:truncateDimAbove', { dimension })
                : each === 768 && t('options:truncateDimMilvus')}
            </span>
          </Radio>
        ))}
        <Radio value="custom">{t('options:custom')}</Radio>
      </Radio.Group>
      <div className={css.indented}>
        <NumberField
          min={1}
          max={max}
          whole
          value={chosen}
          aria-label={t('options:truncateDimTitle')}
          testId="truncate-dim-custom"
          onChange={(typed) => set({ truncateDim: typed })}
        />{' '}
        <span className="muted">{t('options:customRange', { min: 1, max })}</span>
      </div>
      <p className="muted">{t('options:truncateDimNote')}</p>
    </>
  )
}
