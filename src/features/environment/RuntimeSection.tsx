import { useTranslation } from 'react-i18next'
import type { RuntimeInfo } from '../../engine/model/ports'
import type { Capabilities } from '../../platform/web/capabilities'
import { KeyValue, type Fact } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { State } from './State'

interface RuntimeSectionProps {
  readonly capabilities: Capabilities
  /** Null before a model is loaded. */
  readonly runtime: RuntimeInfo | null
}

export function RuntimeSection({ capabilities, runtime }: RuntimeSectionProps) {
  const { t } = useTranslation('environment')
  const running: Fact[] = runtime
    ? [
        {
          key: 'runtime',
          label: t('runtime.name'),
          value: (
            <span className="num">
              {runtime.name} {runtime.version}
            </span>
          ),
          note: t('runtime.provider', { provider: runtime.provider }),
        },
        {
          key: 'threads',
          label: t('runtime.threads'),
          value: <Num value={runtime.threads} digits={0} />,
          note: t(runtime.threadsReason ? `runtime.reason.${runtime.threadsReason}` : 'runtime.reason.all'),
        },
      ]
    : []
  const facts: Fact[] = [
    ...running,
    {
      key: 'simd',
      label: 'WASM SIMD',
      value: <State ok={capabilities.wasmSimd} />,
      note: t(capabilities.wasmSimd ? 'runtime.simd.ok' : 'runtime.simd.missing'),
    },
    {
      key: 'cores',
      label: t('runtime.cores'),
      value: <Num value={capabilities.hardwareThreads} digits={0} />,
      note: t('runtime.coresNote'),
    },
    {
      key: 'memory',
      label: t('runtime.memory'),
      value:
        capabilities.deviceMemory === null ? (
          t('unknown')
        ) : (
          <Num value={capabilities.deviceMemory} digits={1} />
        ),
      note: t('runtime.memoryNote'),
    },
  ]
  return (
    <Section title={t('runtime.title')}>
      <KeyValue facts={facts} />
    </Section>
  )
}
