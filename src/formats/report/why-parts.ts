/** What the page's report and the terminal's line write of an explanation in the same way. */
import type { WhyResult } from '../../engine/why/types'

export const toleranceOf = ({ tolerance }: Pick<WhyResult, 'tolerance'>) => ({
  cosine: tolerance.cosine,
  largest_difference: tolerance.largestDifference,
  arithmetic: tolerance.arithmetic,
  dtype: tolerance.dtype,
  quantised: tolerance.quantised,
})
