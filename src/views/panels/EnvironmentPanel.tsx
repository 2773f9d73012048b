import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../state/react'
import { EnvironmentView } from '../environment/EnvironmentView'
import { CertificateSection } from './CertificateSection'

export function EnvironmentPanel({ capabilities }: { readonly capabilities: Capabilities }) {
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  return (
    <EnvironmentView capabilities={capabilities} info={info} certificate={info && <CertificateSection />} />
  )
}
