export { makeValidationFile, type MadeFile } from './make-file'
export { ReportButton } from './ReportButton'
