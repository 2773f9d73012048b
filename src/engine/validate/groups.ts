/** One score by the values of a column: language, intent, channel. */
import type { GroupAnswer, Groups, GroupsRequest } from './answer-types'
import { binOf, edgesOf, mean, quantile, sortedScores } from './distribution'

/** Counts, mean, quantiles and a histogram for each value, all histograms on the edges of the whole column. */
export function groupsOf({ scores, grade, values, subset, bins }: GroupsRequest): Groups {
  const edges = edgesOf(sortedScores(scores, subset), bins)
  const positions = new Map<string, number[]>()
  for (let i = 0; i < scores.length; i++) {
    if (subset !== null && !subset[i]) continue
    const known = positions.get(values[i]!)
    if (known) known.push(i)
    else positions.set(values[i]!, [i])
  }
  const groups = [...positions].map(([value, at]) => groupOf(value, at, scores, grade, edges))
  // A stable sort: equal counts keep the order of the file.
  return { edges, groups: groups.sort((a, b) => b.count + b.missing - a.count - a.missing) }
}

function groupOf(
  value: string,
  positions: readonly number[],
  scores: Float64Array,
  grade: Float64Array,
  edges: Float64Array,
): GroupAnswer {
  const sorted = sortedScores(
    Float64Array.from(positions, (i) => scores[i]!),
    null,
  )
  const has = sorted.length > 0
  const histogram = new Int32Array(edges.length - 1)
  for (const score of sorted) histogram[binOf(edges, score)]!++
  return {
    value,
    count: sorted.length,
    missing: positions.length - sorted.length,
    mean: has ? mean(sorted) : null,
    p5: has ? quantile(sorted, 0.05) : null,
    p50: has ? quantile(sorted, 0.5) : null,
    p95: has ? quantile(sorted, 0.95) : null,
    labelled: positions.filter((i) => !Number.isNaN(grade[i]!)).length,
    relevant: positions.filter((i) => grade[i]! > 0).length,
    histogram,
  }
}
