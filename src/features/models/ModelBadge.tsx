import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { modelChoice } from '../../core/model/model-ref'
import { useActions, useAppState } from '../../core/react'
import { effectiveTokenizerMode } from '../../core/selectors'
import { onDemand } from '../../ui/on-demand'
import { PopoverButton } from '../../ui/PopoverButton'
import { size } from '../../ui/quantities'
import { grouped } from './LoadWarnings'
import css from './model-badge.module.css'

const ModelDetails = onDemand(async () => (await import('./ModelDetails')).ModelDetails, 'models')

/** Shows the loaded model in one line. A click opens all detected facts and the choice of another model. */
export function ModelBadge({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation()
  const { adviseModel } = useActions()
  const model = useAppState((state) => state.model)
  const choice = useAppState(modelChoice)
  const line = useBadgeLine(capabilities)
  const info = model.phase === 'ready' ? model.info : null
  const warnings = grouped(info?.warnings ?? [])
  const warned = warnings.length > 0 ? t('model.warnings.label', { count: warnings.length }) : null
  return (
    <>
      <PopoverButton
        className={clsx(css.badgeFacts)}
        load={ModelDetails.load}
        button={{
          className: clsx(css.badge),
          'data-testid': 'model-status',
          'data-phase': model.phase,
          'data-model': info?.id ?? choice?.id ?? '',
          'data-warned': String(warned !== null),
          'aria-label': [`${t('model.label')}: ${line}`, warned].filter(Boolean).join(' · '),
        }}
        face={
          <>
            <span className={css.badgeDot} title={warned ?? undefined} />
            <span className={clsx('num', css.badgeLine)}>{line}</span>
            <span className="muted">▾</span>
          </>
        }
      >
        {(close) => <ModelDetails capabilities={capabilities} onClose={close} />}
      </PopoverButton>
      {(info?.isDemo ?? choice?.isDemo ?? false) && (
        <Tooltip title={`${t('model.demo')}. ${t('model.demoLoad')}`} placement="bottomLeft">
          <button
            type="button"
            className={css.demoLabel}
            data-testid="demo-label"
            // Both texts of the button, of which one is in sight.
            aria-label={`${t('model.demoShort')}. ${t('model.demo')}. ${t('model.demoLoad')}`}
            onClick={() => void adviseModel()}
          >
            <span className={css.demoLong}>{t('model.demo')}</span>
            <span className={css.demoShort}>{t('model.demoShort')}</span>
          </button>
        </Tooltip>
      )}
    </>
  )
}

function useBadgeLine(capabilities: Capabilities): string {
  const { t } = useTranslation()
  const model = useAppState((state) => state.model)
  const mode = useAppState((state) => effectiveTokenizerMode(state.settings, state.model))
  const choice = useAppState(modelChoice)
  const name = choice?.id ?? t('model.label')
  const bytes = choice?.bytes == null ? null : size(choice.bytes)
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
        info.runtime.provider === 'webgpu' ? 'WebGPU' : t('model.threads', { count: info.runtime.threads }),
        info.tokenizer.mode === null ? info.tokenizer.engine : mode,
        capabilities.crossOriginIsolated ? t('model.isolated') : t('model.notIsolated'),
      ].join(' · ')
    }
  }
}
