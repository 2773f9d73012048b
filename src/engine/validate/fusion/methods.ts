/** The fusions of databases, over the heads' scores of given pairs. */
import { detail } from '../../details'
import { DATABASES } from '../../score/databases/table'
import type { Weights } from '../../score/types'
import type { AnswerRequest } from '../answer-types'
import { refuseOption } from '../check-options'
import { fusedColumn } from '../columns'
import type { FusionMethod, Lists, MilvusMetric } from '../fusion-types'
import { rankByQuery, type ByQuery } from '../queries'
import type { HeadName } from '../types'

type Columns = Pick<AnswerRequest, 'pairs' | 'heads' | 'has'>
type Method<K extends FusionMethod['kind']> = Extract<FusionMethod, { readonly kind: K }>

/** [pairs] and whether the largest (1) or the smallest (-1) is the best. */
export interface FusedScores {
  readonly scores: Float64Array
  readonly sign: 1 | -1
}

/** Constants of reciprocal rank fusion by database, as their documentation gives them (src/engine/score/databases/table.ts). */
export const RRF_CONSTANTS: readonly {
  readonly database: string
  readonly k: number
  readonly first: 0 | 1
}[] = DATABASES.flatMap(({ name, scores }) =>
  scores.flatMap((score) =>
    score.kind === 'lost' && score.ranks !== null ? [{ database: name, ...score.ranks }] : [],
  ),
)

/**
 * Null: the model lacks a head of it, or the weights sum to 0. A pair that is in no list has NaN.
 * @throws EngineError settings/invalid
 */
export function fuseBy(columns: Columns, grouped: ByQuery, method: FusionMethod): FusedScores | null {
  if (method.kind === 'weights') {
    const scores = fusedColumn(method.name, columns.heads, columns.has, method.weights)
    return scores === null ? null : { scores, sign: 1 }
  }
  if (method.heads.length === 0 || !method.heads.every((head) => columns.has[head])) return null
  switch (method.kind) {
    case 'rrf':
      return { scores: reciprocalRanks(columns, grouped, method), sign: 1 }
    case 'dbsf':
      return { scores: distributionBased(columns, grouped, method), sign: 1 }
    case 'milvus-weighted':
      return milvusWeighted(columns, grouped, method)
  }
}

/** Calls `each` with the pairs of every query's list of the head, from best to worst. */
function forLists(
  { pairs, heads }: Columns,
  grouped: ByQuery,
  { limit, zeroSparse }: Lists,
  head: HeadName,
  each: (list: Int32Array) => void,
): void {
  const column = heads[head]
  const { order, starts } = rankByQuery(pairs, grouped, column)
  for (let q = 0; q + 1 < starts.length; q++) {
    const list = order
      .subarray(starts[q], starts[q + 1])
      .filter(
        (pair) => Number.isFinite(column[pair]!) && (head !== 'sparse' || zeroSparse || column[pair] !== 0),
      )
    if (list.length > 0) each(limit === null ? list : list.subarray(0, limit))
  }
}

/** Adds to a sum that has not begun. */
function add(sums: Float64Array, pair: number, value: number): void {
  sums[pair] = Number.isNaN(sums[pair]!) ? value : sums[pair]! + value
}

const emptySums = ({ pairs }: Columns): Float64Array => new Float64Array(pairs.count).fill(NaN)

/** Part of a list's place in the sum; place 1 is the best. */
function placePart(place: number, { k, first }: Method<'rrf'>, weight: number | null): number {
  if (weight === null) return 1 / (k + place - 1 + first)
  if (weight <= 0) return 0
  // Qdrant stretches the places; others weigh the parts.
  return first === 0 ? 1 / (place / weight + k - 1) : weight / (k + place)
}

function reciprocalRanks(columns: Columns, grouped: ByQuery, method: Method<'rrf'>): Float64Array {
  const { k, first, weights } = method
  if (!(k + first > 0 && Number.isFinite(k))) refuseOption('k', k, detail('range-positive'))
  const sums = emptySums(columns)
  for (const head of method.heads)
    forLists(columns, grouped, method, head, (list) => {
      list.forEach((pair, at) => add(sums, pair, placePart(at + 1, method, weights?.[head] ?? null)))
    })
  return sums
}

/** Qdrant's distr_norm: a list of one, or of one value, becomes 0.5. Values beyond 3σ lie outside of 0 to 1, as there. */
function distributionBased(columns: Columns, grouped: ByQuery, method: Method<'dbsf'>): Float64Array {
  const sums = emptySums(columns)
  for (const head of method.heads)
    forLists(columns, grouped, method, head, (list) => {
      const column = columns.heads[head]
      let mean = 0
      for (const pair of list) mean += column[pair]! / list.length
      let squares = 0
      for (const pair of list) squares += (column[pair]! - mean) ** 2
      const reach = list.length < 2 ? 0 : 3 * Math.sqrt(squares / (list.length - 1))
      const flat = reach === 0 || column[list[0]!] === column[list.at(-1)!]
      for (const pair of list) add(sums, pair, flat ? 0.5 : (column[pair]! - mean + reach) / (2 * reach))
    })
  return sums
}

/** Milvus' normalisation of a score by its metric. */
const NORMALISED: Readonly<Record<MilvusMetric, (score: number) => number>> = {
  COSINE: (score) => (1 + score) / 2,
  IP: (score) => 0.5 + Math.atan(score) / Math.PI,
  BM25: (score) => (2 * Math.atan(score)) / Math.PI,
  L2: (distance) => 1 - (2 * Math.atan(distance)) / Math.PI,
}

/** Milvus' metrics for each kind of vectors. */
const METRICS: Readonly<Record<HeadName, readonly MilvusMetric[]>> = {
  dense: ['COSINE', 'IP', 'L2'],
  sparse: ['IP', 'BM25'],
  colbert: ['IP'],
}

/**
 * Dense vectors have length 1, so COSINE and IP are the dense score and L2, which Milvus gives without a root, is 2 - 2·dense.
 * Without normScore scores are added as they are; only L2 is turned over where another list is larger when closer. Lists of L2
 * alone give a distance.
 */
function milvusWeighted(columns: Columns, grouped: ByQuery, method: Method<'milvus-weighted'>): FusedScores {
  const { heads, metrics, normScore, weights } = method
  for (const head of heads)
    if (!METRICS[head].includes(metrics[head]))
      refuseOption(
        `metrics.${head}`,
        metrics[head],
        detail('range-names', { names: METRICS[head].join(', ') }),
      )
  const distance = !normScore && heads.every((head) => metrics[head] === 'L2')
  const sums = emptySums(columns)
  for (const head of heads) {
    const metric = metrics[head]
    const column = columns.heads[head]
    const turned = normScore || (metric === 'L2' && !distance)
    forLists(columns, grouped, method, head, (list) => {
      for (const pair of list) {
        const raw = metric === 'L2' ? 2 - 2 * column[pair]! : column[pair]!
        add(sums, pair, weightOf(weights, head) * (turned ? NORMALISED[metric](raw) : raw))
      }
    })
  }
  return { scores: sums, sign: distance ? -1 : 1 }
}

const weightOf = (weights: Weights, head: HeadName): number => weights[head]
