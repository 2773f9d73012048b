import { tolerances } from '../certify/tolerances'
import type { WhyTolerance } from './types'

/** Weights of these types are the original ones, as far as float16 holds them. */
const UNQUANTISED = /^(fp|float)(16|32|64)$/

/**
 * What made the target is unknown: the coarsest arithmetic that still has the original weights is float16 on a GPU, and a
 * row explains when it is within that. The looser bounds of quantised models are not a tolerance for an explanation: some
 * hypotheses differ less than those.
 */
export function toleranceFor(dtype: string): WhyTolerance {
  const { dense_cosine, colbert_rows } = tolerances('fp32', 'fp16', false)
  return {
    cosine: dense_cosine,
    largestDifference: colbert_rows,
    arithmetic: 'fp16',
    dtype,
    quantised: dtype.split(' + ').every((each) => UNQUANTISED.test(each))
      ? null
      : tolerances(dtype, 'fp16', false).dense_cosine,
  }
}
