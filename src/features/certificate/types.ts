/** State and actions of the certificate section. */
import type { Certificate, ReferenceOffer } from '../../engine/certify/types'
import type { ErrorData } from '../../engine/errors'
import type { CountProgress } from '../../host/calls'

/** The certificate of the loaded model. */
export interface Certification {
  readonly references: readonly ReferenceOffer[]
  /** ReferenceOffer.id */
  readonly chosen: string | null
  readonly run: CertificationRun
}

export type CertificationRun =
  | { readonly phase: 'idle' }
  | ({ readonly phase: 'running' } & CountProgress)
  | { readonly phase: 'done'; readonly certificate: Certificate }
  | { readonly phase: 'failed'; readonly error: ErrorData }

export interface CertifyActions {
  /** Lists the references, those for the loaded model first. */
  loadReferences(): void
  chooseReference(id: string): void
  /** Opens a reference file of the user. */
  openReference(file: File): void
  runCertificate(): void
  cancelCertificate(): void
}
