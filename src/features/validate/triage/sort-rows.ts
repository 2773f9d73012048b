/** The order of the rows. Pure. */
import { SCORE_NAMES, type Weights } from '../../../engine/score/types'
import type { Answer, AnsweredName } from '../../../engine/validate/answer-types'
import { scoreColumn } from '../../../engine/validate/rank/columns'
import { orderOf, pairsOf } from '../../../engine/validate/rank/order'
import { valueAt } from './filter-rows'
import { gradeAt } from './grades'
import { groupsOf, signOf, type RowSource } from './source'
import { sortInSteps, type Steps } from './steps'
import type { Label, Sort } from './types'

export interface SortInputs {
  readonly source: RowSource
  readonly weights: Weights
  /** The score that the answer is looked at by. */
  readonly score: AnsweredName
  readonly answer: Answer | null
  readonly labels: ReadonlyMap<string, Label>
  /** [count] of a compared run; null: there is none. */
  readonly difference: Float64Array | null
  readonly sort: Sort
}

export const LOST = 'lost-ndcg'
export const FILE = 'file'

/**
 * [queries] 1 − nDCG@k of the score: what a query loses against the best order; NaN: it has no relevant document, so no order
 * gains anything. Null: no query has a label.
 */
export function lostNdcg(answer: Answer | null, score: AnsweredName): Float64Array | null {
  const ndcg = answer?.scores[score]?.perQuery.ndcg
  if (ndcg === undefined || answer!.labelled === 0 || !ndcg.some((value) => !Number.isNaN(value))) return null
  return ndcg.map((value, query) => (answer!.relevantOf[query]! > 0 ? 1 - value : NaN))
}

/** Whether the order is by something that the rows do not have: then they stay in the order of the file. */
export const fallsBack = ({ sort, answer, score }: Pick<SortInputs, 'sort' | 'answer' | 'score'>): boolean =>
  sort.by === LOST && lostNdcg(answer, score) === null

/** Sorts positions of pairs in place. Rows without a value come last in both directions; ties keep the order of the file. */
export function* sortSteps(rows: Int32Array, inputs: SortInputs): Steps<Int32Array> {
  const { sort, source } = inputs
  if (sort.by === FILE || fallsBack(inputs))
    return sort.descending && sort.by === FILE ? rows.reverse() : rows
  const keys = yield* keysOf(inputs)
  // What belongs to a query keeps its documents together, the best first.
  const byQuery = sort.by === LOST || sort.by === 'query'
  const places = byQuery ? yield* placesOf(inputs) : null
  const { query } = source.pairs
  const sign = sort.descending ? -1 : 1
  const compare = (one: number, other: number): number => {
    const x = keys[one]!
    const y = keys[other]!
    if (x !== y && !(Number.isNaN(x) && Number.isNaN(y)))
      return Number.isNaN(x) ? 1 : Number.isNaN(y) ? -1 : sign * (x - y)
    if (places !== null) return query[one]! - query[other]! || places[one]! - places[other]! || one - other
    return one - other
  }
  return yield* sortInSteps(rows, compare)
}

/** [count] place of each pair among those of its query, by the chosen score. */
function* placesOf({ source, weights, score, answer }: SortInputs): Steps<Int32Array> {
  const { pairs, heads } = source
  const scores = scoreColumn(pairs, heads, score, weights)
  const groups = groupsOf(source)
  const places = new Int32Array(pairs.count)
  for (let query = 0; query + 1 < groups.starts.length; query++) {
    orderOf(pairsOf(groups, query), scores, pairs, signOf(score, answer)).forEach(
      (pair, place) => (places[pair] = place),
    )
    if (query % 256 === 255) yield
  }
  return places
}

/** [count] one number for each pair; NaN: it has none. */
function* keysOf(inputs: SortInputs): Steps<Float64Array> {
  const { source, sort, weights, labels, difference } = inputs
  const { set, pairs, heads } = source
  const perPair = (value: (pair: number) => number) => numbersOf(pairs.count, value)
  if (sort.by === LOST) {
    const lost = lostNdcg(inputs.answer, inputs.score)!
    return yield* perPair((pair) => lost[pairs.query[pair]!] ?? NaN)
  }
  if ((SCORE_NAMES as readonly string[]).includes(sort.by) || sort.by === 'production')
    return scoreColumn(pairs, heads, sort.by as AnsweredName, weights)
  switch (sort.by) {
    case 'rank':
      return pairs.rank
    case 'difference':
      return difference ?? new Float64Array(pairs.count).fill(NaN)
    case 'label':
      // Unsure stands between "not relevant" and the lowest grade.
      return yield* perPair((pair) => gradeAt(source, labels, pair) ?? 0.5)
    case 'query': {
      const order = yield* textOrder(set.queries.ids)
      return yield* perPair((pair) => order[pairs.query[pair]!]!)
    }
    case 'query-text': {
      const order = yield* textOrder(set.queries.texts)
      return yield* perPair((pair) => order[pairs.query[pair]!]!)
    }
    case 'document': {
      const order = yield* textOrder(set.documents.texts)
      return yield* perPair((pair) => order[pairs.document[pair]!]!)
    }
    default: {
      const column = set.columns.find(({ name }) => `column:${name}` === sort.by)
      const values = Array.from({ length: pairs.count }, (_, pair) => valueAt(source, column?.values, pair))
      const order = yield* textOrder(values)
      return yield* perPair((pair) => (values[pair] === '' ? NaN : order[pair]!))
    }
  }
}

function* numbersOf(count: number, value: (pair: number) => number): Steps<Float64Array> {
  const numbers = new Float64Array(count)
  for (let pair = 0; pair < count; pair++) {
    numbers[pair] = value(pair)
    if (pair % 2048 === 2047) yield
  }
  return numbers
}

/** "q2" before "q10"; a long text is compared by its beginning. */
const collator = new Intl.Collator(undefined, { numeric: true })
const BEGINNING = 200

/** [texts] place of each text in the order of all; the same text has the same place. */
function* textOrder(texts: readonly string[]): Steps<Float64Array> {
  const starts = texts.map((text) => text.slice(0, BEGINNING))
  const compare = (one: number, other: number) => collator.compare(starts[one]!, starts[other]!)
  const sorted = yield* sortInSteps(
    Int32Array.from(texts, (_, at) => at),
    compare,
  )
  const places = new Float64Array(texts.length)
  let place = 0
  for (let at = 0; at < sorted.length; at++) {
    if (at > 0 && compare(sorted[at - 1]!, sorted[at]!) !== 0) place++
    places[sorted[at]!] = place
    if (at % 256 === 255) yield
  }
  return places
}
