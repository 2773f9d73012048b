/** How the scores of groups of pairs are spread, for the chart of the distribution. Plain loops: 100,000 pairs take milliseconds. */
import { binOf } from '../../../engine/validate/distribution'

export interface Group {
  readonly name: string
  readonly counts: Int32Array
  readonly total: number
}

export interface Distribution {
  /** [bins + 1] */
  readonly edges: Float64Array
  readonly groups: readonly Group[]
}

export interface ShownGroup extends Group {
  /** Its colour: by meaning for labels, else by size. */
  readonly tone: number | 'rest'
}

export interface ShownSpread extends Distribution {
  readonly groups: readonly ShownGroup[]
  /** [bins] of all groups together. */
  readonly all: Int32Array
  readonly most: number
}

/** Groups beyond this number are one, "other". */
export const MOST_GROUPS = 6

/**
 * @param values NaN: no score, in no bin
 * @param groupOf [pairs] name of each pair's group; null: the pair is in none
 * @returns the largest groups first, at most MOST_GROUPS; the rest is `other`
 */
export function distributionOf(
  values: Float64Array,
  groupOf: (pair: number) => string | null,
  edges: Float64Array,
  other: string,
): Distribution {
  const bins = Math.max(0, edges.length - 1)
  const counts = new Map<string, Int32Array>()
  for (let pair = 0; pair < values.length; pair++) {
    const value = values[pair]!
    if (!Number.isFinite(value) || bins === 0) continue
    const name = groupOf(pair)
    if (name === null) continue
    const bin = binOf(edges, value)
    if (bin < 0) continue
    let own = counts.get(name)
    if (!own) counts.set(name, (own = new Int32Array(bins)))
    own[bin]!++
  }
  const groups = [...counts]
    .map(([name, own]) => ({ name, counts: own, total: own.reduce((sum, count) => sum + count, 0) }))
    .sort((a, b) => b.total - a.total)
  if (groups.length <= MOST_GROUPS) return { edges, groups }
  const rest = groups.slice(MOST_GROUPS - 1)
  const sums = new Int32Array(bins)
  for (const { counts: own } of rest) for (let bin = 0; bin < bins; bin++) sums[bin]! += own[bin]!
  return {
    edges,
    groups: [
      ...groups.slice(0, MOST_GROUPS - 1),
      { name: other, counts: sums, total: rest.reduce((sum, { total }) => sum + total, 0) },
    ],
  }
}

/** Shares of a group at or below each edge: its ECDF, exact at the edges (of the last bin its upper edge is included). */
export function ecdfOf({ counts, total }: Group): Float64Array {
  const shares = new Float64Array(counts.length + 1)
  let sum = 0
  for (let bin = 0; bin < counts.length; bin++) {
    sum += counts[bin]!
    shares[bin + 1] = total === 0 ? 0 : sum / total
  }
  return shares
}
