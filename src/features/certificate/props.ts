import type { ReferenceOffer } from '../../engine/certify/types'
import type { Activations } from '../../engine/model/ports'
import type { CertificationRun } from './types'

export interface CertificatePanelProps {
  /** Sorted by reason, best first. */
  readonly references: readonly ReferenceOffer[]
  /** ReferenceOffer.id */
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
  readonly onOpenFile: (file: File) => void
  /** ModelInfo.activations. If there are two, the certificate tests both. */
  readonly activations: readonly Activations[]
  readonly run: CertificationRun
  readonly onRun: () => void
  readonly onCancel: () => void
}
