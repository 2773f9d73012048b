import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { modelChoice } from '../../core/model/model-ref'
import { useActions, useAppState } from '../../core/react'
import { BGE_M3_DIMENSION } from './nearest'

export interface Props {
  /** Of the vectors from elsewhere: dense vectors or ColBERT rows; null where there are none. */
  readonly dimension: number | null
  /** Done before the dialog of models opens: closes what would lie above it. */
  readonly before?: () => void
}

/**
 * Says that vectors as long as those of bge-m3 cannot be explained by the loaded model, and leads to loading it. Nothing where the loaded
 * model has that dimension, or the vectors have another one.
 */
export function LoadBgeM3({ dimension, before }: Props) {
  const { t } = useTranslation('models')
  const { adviseModel } = useActions()
  const loaded = useAppState(({ model }) => (model.phase === 'ready' ? model.info : null))
  const choice = useAppState(modelChoice)
  const fits = loaded === null ? !choice?.isDemo : loaded.hiddenSize.value === BGE_M3_DIMENSION
  if (dimension !== BGE_M3_DIMENSION || fits) return null
  return (
    <Alert
      type="warning"
      data-testid="load-bge-m3"
      title={
        loaded === null
          ? t('advice.offer.demo', { dimension })
          : t('advice.offer.loaded', { dimension, model: loaded.id, own: loaded.hiddenSize.value })
      }
      action={
        <Button
          size="small"
          data-testid="load-bge-m3-open"
          onClick={() => {
            before?.()
            void adviseModel()
          }}
        >
          {t('advice.offer.load')}
        </Button>
      }
    />
  )
}
