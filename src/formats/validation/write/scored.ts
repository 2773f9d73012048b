/** Scores and places of the rows. */
import { fuse } from '../../../engine/score/fuse'
import { available, unavailable } from '../../../engine/model/types'
import type { Scores } from '../../../engine/score/types'
import type { AnsweredName } from '../../../engine/validate/answer-types'
import type { HeadName } from '../../../engine/validate/types'
import type { ExportRows } from './types'

/** The five scores of one pair, as `score` gives them. NaN: waiting, or not finite. */
export function scoresOf({ heads, has, weights }: ExportRows, pair: number): Scores {
  const part = (head: HeadName) =>
    has[head] ? available(heads[head][pair]!) : unavailable('head-unavailable')
  return fuse({ dense: part('dense'), sparse: part('sparse'), colbert: part('colbert') }, weights)
}

/** One score of one pair, larger is closer (a distance of production with its sign turned); NaN where there is none. */
export function scoreAt(rows: ExportRows, pair: number, name: AnsweredName): number {
  if (name === 'production') {
    const given = rows.pairs.production[pair]!
    return rows.productionDirection === 'smaller-is-closer' ? 0 - given : given
  }
  const score = scoresOf(rows, pair)[name]
  return score.state === 'available' ? score.value : Number.NaN
}

/** Positions of the pairs to be written. */
export function selected({ selection, pairs }: ExportRows): Iterable<number> & { readonly length: number } {
  return selection ?? Int32Array.from({ length: pairs.count }, (_, pair) => pair)
}

/** Pairs of each query, in the order of `of`. */
export interface ByQuery {
  /** Queries that have a pair, in the order of their first one. */
  readonly queries: readonly number[]
  pairs(query: number): readonly number[]
}

export function byQuery({ pairs }: ExportRows, of: Iterable<number>): ByQuery {
  const lists = new Map<number, number[]>()
  for (const pair of of) {
    const query = pairs.query[pair]!
    const list = lists.get(query)
    if (list) list.push(pair)
    else lists.set(query, [pair])
  }
  return { queries: [...lists.keys()], pairs: (query) => lists.get(query) ?? [] }
}

/**
 * The pairs from the highest score to the lowest. Ties stand in the order of the given rank, then of the set; pairs without
 * a rank stand behind those with one.
 * @param list of one query; pairs without a score are left out
 */
export function ordered(rows: ExportRows, list: readonly number[], name: AnsweredName): Ranked[] {
  const { rank } = rows.pairs
  const given = (pair: number) => (Number.isNaN(rank[pair]!) ? Infinity : rank[pair]!)
  return list
    .map((pair) => ({ pair, score: scoreAt(rows, pair, name) }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => b.score - a.score || compare(given(a.pair), given(b.pair)) || a.pair - b.pair)
}

/** Infinity − Infinity is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

export interface Ranked {
  readonly pair: number
  readonly score: number
}

/** The place of a pair among all pairs of its query, 1 is the best; null: it has no score. Each query is sorted when it is first asked for. */
export function placesBy(rows: ExportRows, name: AnsweredName): (pair: number) => number | null {
  const groups = byQuery(rows, selected({ ...rows, selection: null }))
  const places = new Map<number, ReadonlyMap<number, number>>()
  return (pair) => {
    const query = rows.pairs.query[pair]!
    let known = places.get(query)
    if (!known) {
      known = new Map(ordered(rows, groups.pairs(query), name).map(({ pair: of }, at) => [of, at + 1]))
      places.set(query, known)
    }
    return known.get(pair) ?? null
  }
}
