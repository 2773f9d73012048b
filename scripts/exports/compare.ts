/** What the engine encoded, beside what the export's own tool gave. */
import type { Encoded } from '../../src/engine/encode/types'
import type { Export, HeadReference, Tried } from './types'

type Numbers = ArrayLike<number>

function greatestDifference(ours: Numbers, theirs: Numbers): number {
  let greatest = 0
  for (let i = 0; i < theirs.length; i++) {
    const difference = Math.abs(ours[i]! - theirs[i]!)
    // NaN must not pass for agreement.
    greatest = difference <= greatest ? greatest : Number.isNaN(difference) ? Infinity : difference
  }
  return greatest
}

const greatest = (values: readonly number[]): number | null =>
  values.length > 0 ? Math.max(...values) : null

function ofHeads(encoded: Encoded, { sparse, colbert }: HeadReference, problems: string[]): number[] {
  const { tokenWeights, colbertVecs } = encoded
  const pairs: [string, Numbers, Numbers][] = []
  if (tokenWeights.state === 'available') pairs.push(['sparse', tokenWeights.value, sparse])
  if (colbertVecs.state === 'available') {
    const { data, dimension } = colbertVecs.value
    pairs.push(['ColBERT', data.subarray(0, dimension), colbert])
  }
  return pairs.flatMap(([name, ours, theirs]) => {
    if (ours.length === theirs.length) return [greatestDifference(ours, theirs)]
    problems.push(`${ours.length} numbers of ${name} for ${theirs.length}`)
    return []
  })
}

/** @param encoded one for each text of the export; null where the text was not encoded */
export function compare(made: Export, encoded: readonly (Encoded | null)[]): Partial<Tried> {
  const problems: string[] = []
  const dense: number[] = []
  const optimised: number[] = []
  const heads: number[] = []
  for (const [i, ours] of encoded.entries()) {
    const theirs = made.reference?.[i]
    if (!ours || !theirs) continue
    if (ours.tokenized.truncated) problems.push(`text ${i + 1} is cut to ${ours.tokenized.ids.length} tokens`)
    else if (ours.denseVecs.state === 'available') {
      const { value } = ours.denseVecs
      if (value.length !== theirs.length) {
        problems.push(`a dense vector of ${value.length} numbers for one of ${theirs.length}`)
        continue
      }
      dense.push(greatestDifference(value, theirs))
      const other = made.optimised?.[i]
      if (other) optimised.push(greatestDifference(value, other))
    }
    const head = made.heads?.[i]
    if (head) heads.push(...ofHeads(ours, head, problems))
  }
  return {
    difference: optimised.length > 0 ? Math.min(greatest(dense)!, greatest(optimised)!) : greatest(dense),
    headDifference: greatest(heads),
    problems,
  }
}
