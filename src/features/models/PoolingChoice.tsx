import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { CHOSEN_POOLINGS, type ChosenPooling } from '../../engine/model/types'
import { useActions } from '../../core/react'

/**
 * The choice of the pooling, if no file of the model states it. The page shows the chosen pooling as an assumption of
 * the user.
 */
export function PoolingChoice({ chosen }: { readonly chosen: ChosenPooling | null }) {
  const { t } = useTranslation('models')
  const { choosePooling } = useActions()
  return (
    <>
      <dt id="pooling-label">{t('pooling.label')}</dt>
      <dd>
        <Radio.Group
          aria-labelledby="pooling-label"
          data-testid="pooling-choice"
          data-value={chosen ?? 'files'}
          value={chosen ?? 'files'}
          onChange={(event) =>
            choosePooling(CHOSEN_POOLINGS.find((each) => each === event.target.value) ?? null)
          }
        >
          <Radio value="files" data-testid="pooling-files">
            {t('pooling.none')}
          </Radio>
          {CHOSEN_POOLINGS.map((each) => (
            <Radio key={each} value={each} data-testid={`pooling-${each}`}>
              {t(`pooling.${each}`)}
            </Radio>
          ))}
        </Radio.Group>
        {chosen !== null && <p className="amber">{t('pooling.assumption')}</p>}
      </dd>
    </>
  )
}
