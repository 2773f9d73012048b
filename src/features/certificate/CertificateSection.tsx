import { useEffect } from 'react'
import type { Activations } from '../../engine/model/ports'
import { useActions, useAppState } from '../../core/react'
import { CertificatePanel } from './CertificatePanel'

const NONE: readonly Activations[] = []

/** The certificate of the loaded model. */
export function CertificateSection() {
  const { loadReferences, chooseReference, openReference, runCertificate, cancelCertificate } = useActions()
  const { references, chosen, run } = useAppState((state) => state.certification)
  const hash = useAppState((state) => (state.model.phase === 'ready' ? state.model.info.hash : null))
  const activations = useAppState((state) =>
    state.model.phase === 'ready' ? state.model.info.activations : NONE,
  )
  useEffect(() => {
    if (hash !== null) loadReferences()
  }, [hash, loadReferences])
  return (
    <CertificatePanel
      references={references}
      chosen={chosen}
      activations={activations}
      onChoose={chooseReference}
      onOpenFile={openReference}
      run={run}
      onRun={runCertificate}
      onCancel={cancelCertificate}
    />
  )
}
