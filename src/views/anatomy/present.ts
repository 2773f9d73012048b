/** Scores under the weights that are set on the page. Pure. */
import { fuse } from '../../engine/score/fuse'
import type { Scores, Weights } from '../../engine/score/types'

/** The heads' own scores stay; the fused ones follow the weights. */
export const reweighed = ({ dense, sparse, colbert }: Scores, weights: Weights): Scores =>
  fuse({ dense, sparse, colbert }, weights)
