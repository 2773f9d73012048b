/** What other features may use of the certificate. */
export { CertificateSection } from './CertificateSection'
