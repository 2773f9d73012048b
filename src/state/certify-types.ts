/** What the certificate's section can do. */
export interface CertifyActions {
  /** Lists the references, those for the loaded model first. */
  loadReferences(): void
  chooseReference(id: string): void
  /** A site's own file. */
  openReference(file: File): void
  runCertificate(): void
  cancelCertificate(): void
}
