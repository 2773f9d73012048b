import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'
import type { Provider } from './types'
import css from './models.module.css'

export interface ProviderChoice {
  readonly value: Provider
  choose(provider: Provider): void
}

/** The choice between WASM and WebGPU. WebGPU is used only if the user chooses it. */
export function RunChoice({
  provider,
  capabilities,
}: {
  readonly provider: ProviderChoice
  readonly capabilities: Capabilities
}) {
  const { t } = useTranslation('models')
  const { t: tCommon } = useTranslation('common')
  const threads = useAppState((state) => state.settings.threads)
  const whole = useAppState((state) => state.settings.whole) || provider.value === 'webgpu'
  return (
    <>
      <dt id="provider-label">{t('run.provider')}</dt>
      <dd>
        <div className={css.row}>
          <Radio.Group
            aria-labelledby="provider-label"
            data-testid="provider-choice"
            data-value={provider.value}
            value={provider.value}
            onChange={(event) => provider.choose(event.target.value === 'webgpu' ? 'webgpu' : 'wasm')}
          >
            <Radio value="wasm" data-testid="provider-wasm">
              {t('run.wasm')}
            </Radio>
            <Radio value="webgpu" disabled={!capabilities.webgpu} data-testid="provider-webgpu">
              {t('run.webgpu')}
              {!capabilities.webgpu && (
                <span className="muted">
                  {' '}
                  {t(capabilities.secureContext ? 'run.noWebgpu' : 'run.noWebgpuInsecure')}
                </span>
              )}
            </Radio>
          </Radio.Group>
          <span className="muted">
            {t('run.threads', {
              threads: threads ?? t('run.auto'),
              graph: tCommon(whole ? 'execution.whole' : 'execution.byLayer'),
            })}
          </span>
        </div>
        {provider.value === 'webgpu' && <p className="amber">{t('run.differs')}</p>}
      </dd>
    </>
  )
}
