import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ModelInfo } from '../../engine/model/types'
import type { Capabilities } from '../../platform/web/capabilities'
import { modelChoice } from '../../core/model/model-ref'
import { useActions, useAppState } from '../../core/react'
import { KeyValue } from '../../ui/KeyValue'
import { size } from '../../ui/quantities'
import { grouped, LoadWarnings } from './LoadWarnings'
import { ModelChoices } from './ModelChoices'
import { useModelFacts } from './use-model-facts'

interface ModelDetailsProps {
  readonly capabilities: Capabilities
  readonly onClose: () => void
}

/** The content that ModelBadge opens: warnings, the choice of another model, all detected facts. */
export function ModelDetails({ capabilities, onClose }: ModelDetailsProps) {
  const { t } = useTranslation()
  const { openPicker } = useActions()
  const info = useAppState(({ model }) => (model.phase === 'ready' ? model.info : null))
  return (
    <>
      <LoadWarnings warnings={grouped(info?.warnings ?? [])} />
      <ModelChoices />
      <Button
        size="small"
        data-testid="model-open"
        onClick={() => {
          onClose()
          openPicker('main')
        }}
      >
        {t('model.open')}
      </Button>
      {info ? <Facts info={info} capabilities={capabilities} /> : <Unloaded />}
    </>
  )
}

function Facts({ info, capabilities }: { readonly info: ModelInfo; readonly capabilities: Capabilities }) {
  return <KeyValue facts={useModelFacts(info, capabilities)} />
}

/** Shown while no model is loaded: the size of the chosen model, and when it will be loaded. */
function Unloaded() {
  const { t } = useTranslation()
  const { loadModel } = useActions()
  const bytes = useAppState((state) => modelChoice(state)?.bytes ?? null)
  const loading = useAppState((state) => state.model.phase === 'loading')
  return (
    <>
      <p>{t('model.loadsItself')}</p>
      <Button size="small" disabled={loading} data-testid="load" onClick={loadModel}>
        {bytes === null ? t('model.loadPlain') : t('model.load', { size: size(bytes) })}
      </Button>
    </>
  )
}
