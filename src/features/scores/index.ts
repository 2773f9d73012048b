/** The exports of the scores for other features. */
export { DenseFacts } from './DenseFacts'
export { dimensionRows, largestRows } from './dense'
export { GivenScore } from './units/GivenScore'
