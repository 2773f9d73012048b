import { useEffect } from 'react'
import { useActions, useAppState } from '../../state/react'
import { CertificatePanel } from '../certificate/CertificatePanel'

/** The certificate of the loaded model. */
export function CertificateSection() {
  const { loadReferences, chooseReference, openReference, runCertificate, cancelCertificate } = useActions()
  const { references, chosen, run } = useAppState((state) => state.certification)
  const hash = useAppState((state) => (state.model.phase === 'ready' ? state.model.info.hash : null))
  useEffect(() => {
    if (hash !== null) loadReferences()
  }, [hash, loadReferences])
  return (
    <CertificatePanel
      references={references}
      chosen={chosen}
      onChoose={chooseReference}
      onOpenFile={openReference}
      run={run}
      onRun={runCertificate}
      onCancel={cancelCertificate}
    />
  )
}
