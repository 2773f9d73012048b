import { useState } from 'react'
import { Button, Popover, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ModelInfo } from '../../engine/model/types'
import type { Capabilities } from '../../platform/web/capabilities'
import { useActions, useAppState } from '../../state/react'
import { effectiveTokenizerMode } from '../../state/selectors'
import { KeyValue } from '../../ui/KeyValue'
import { size } from './format'
import { ModelChoices } from './ModelChoices'
import { useModelFacts } from './use-model-facts'

/** What is loaded, in one line; opens into everything that was detected. */
export function ModelBadge({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const model = useAppState((state) => state.model)
  const choice = useAppState((state) => state.choice)
  const line = useBadgeLine(capabilities)
  const id = model.phase === 'ready' ? model.info.id : (choice?.id ?? '')
  const isDemo = model.phase === 'ready' ? model.info.isDemo : (choice?.isDemo ?? false)
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        open={open}
        onOpenChange={setOpen}
        content={
          model.phase === 'ready' ? <Facts info={model.info} capabilities={capabilities} /> : <Unloaded />
        }
      >
        <Button
          size="small"
          className="badge"
          data-testid="model-status"
          data-phase={model.phase}
          data-model={id}
          aria-expanded={open}
          aria-label={`${t('model.label')}: ${line}`}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false)
          }}
        >
          <span className="badge-dot" />
          <span className="badge-line num">{line}</span>
          <span className="muted">▾</span>
        </Button>
      </Popover>
      {isDemo && (
        <Tooltip title={t('model.demo')} placement="bottomLeft">
          <span className="demo-label" data-testid="demo-label">
            <span className="wide-only">{t('model.demo')}</span>
            <span className="narrow-only">{t('model.demoShort')}</span>
          </span>
        </Tooltip>
      )}
    </>
  )
}

function useBadgeLine(capabilities: Capabilities): string {
  const { t } = useTranslation()
  const model = useAppState((state) => state.model)
  const mode = useAppState((state) => effectiveTokenizerMode(state.settings, state.model))
  const choice = useAppState((state) => state.choice)
  const name = choice?.id ?? t('model.label')
  const bytes = choice && size(choice.bytes)
  switch (model.phase) {
    case 'idle':
      return `${name} · ${bytes === null ? t('model.idle') : t('model.idleSize', { size: bytes })}`
    case 'loading':
      return [name, bytes, t('model.loading')].filter((part) => part !== null).join(' · ')
    case 'failed':
      return `${name} · ${t(model.error.code === 'worker/crashed' ? 'model.crashed' : 'model.failed')}`
    case 'ready': {
      const { info } = model
      return [
        info.id,
        info.dtype.value,
        `${info.hiddenSize.value}d`,
        size(info.totalBytes),
        t('model.threads', { count: info.runtime.threads }),
        info.tokenizer.mode === null ? info.tokenizer.engine : mode,
        capabilities.crossOriginIsolated ? t('model.isolated') : t('model.notIsolated'),
      ].join(' · ')
    }
  }
}

function Facts({ info, capabilities }: { readonly info: ModelInfo; readonly capabilities: Capabilities }) {
  return (
    <div className="badge-facts">
      <ModelChoices />
      <KeyValue facts={useModelFacts(info, capabilities)} />
    </div>
  )
}

/** Before there are facts: how large it is, and when it will be loaded. */
function Unloaded() {
  const { t } = useTranslation()
  const { loadModel } = useActions()
  const choice = useAppState((state) => state.choice)
  const loading = useAppState((state) => state.model.phase === 'loading')
  return (
    <div className="badge-facts">
      <ModelChoices />
      <p>{t('model.loadsItself')}</p>
      <Button size="small" disabled={loading} data-testid="load" onClick={loadModel}>
        {t('model.load', { size: choice ? size(choice.bytes) : '–' })}
      </Button>
    </div>
  )
}
