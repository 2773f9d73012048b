/** What other features may use of cases. */
export { environmentOf } from './case-of-page'
export { newCaseId } from './state'
