/** The exports of the certificate for other features. */
export { CertificateSection } from './CertificateSection'
