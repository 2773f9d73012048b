import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'
import { EnvironmentView } from './EnvironmentView'
import { CertificateSection } from '../certificate'
import { MonitorSection } from '../monitor'

export function EnvironmentPanel({ capabilities }: { readonly capabilities: Capabilities }) {
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  return (
    <EnvironmentView
      capabilities={capabilities}
      info={info}
      certificate={info && <CertificateSection />}
      monitor={<MonitorSection />}
    />
  )
}
