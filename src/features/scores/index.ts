/** What other features may use of the scores. */
export { DenseFacts } from './DenseFacts'
export { dimensionRows, largestRows } from './dense'
