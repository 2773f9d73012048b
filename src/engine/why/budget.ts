/** How many of the rare hypotheses are run. */
import type { TextHypothesis } from './recipe'

interface Candidate {
  readonly ids: Int32Array
  readonly hypothesisSets: readonly (readonly TextHypothesis[])[]
}

/** Of the rare hypotheses, so many are run that they have RARE_TOKENS together, and at most MOST_RARE. */
const RARE_TOKENS = 30_000
const MOST_RARE = 500

/** All that are likely, in their order, then rare ones within the budget. */
export function withinBudget<T extends Candidate>(candidates: readonly T[]): T[] {
  const isRare = ({ hypothesisSets }: T) =>
    hypothesisSets.every((set) => set.every((each) => each.isRare === true))
  let tokens = 0
  const rare = candidates
    .filter(isRare)
    .filter(({ ids }, at) => (tokens += ids.length) <= RARE_TOKENS && at < MOST_RARE)
  return [...candidates.filter((each) => !isRare(each)), ...rare]
}
