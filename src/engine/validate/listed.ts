/** Production's own list: the pairs that it returned, also those that a search of ours has not found. */
import type { AnswerRequest, Direction } from './answer-types'
import type { Production } from './production-types'
import type { ByQuery } from './queries'
import type { PairColumns } from './types'

/**
 * The pairs of the request, and the judged ones behind them that have a rank or a score of production: otherwise production
 * would be measured on those of its documents that our search found too. With a subset such a pair takes part with its query.
 */
export function productionList(
  { pairs, judged, subset }: Pick<AnswerRequest, 'pairs' | 'judged' | 'subset'>,
  takesPart: Uint8Array,
): { readonly pairs: PairColumns; readonly subset: Uint8Array | null } {
  const more = judged ? notAmong(pairs, judged) : []
  if (!judged || more.length === 0) return { pairs, subset }
  const integers = (name: 'row' | 'query' | 'document') =>
    Int32Array.from([...pairs[name], ...more.map((at) => judged[name][at]!)])
  const floats = (name: 'rank' | 'production' | 'grade') =>
    Float64Array.from([...pairs[name], ...more.map((at) => judged[name][at]!)])
  return {
    pairs: {
      count: pairs.count + more.length,
      row: integers('row'),
      query: integers('query'),
      document: integers('document'),
      rank: floats('rank'),
      production: floats('production'),
      grade: floats('grade'),
    },
    subset: subset && Uint8Array.from([...subset, ...more.map((at) => takesPart[judged.query[at]!]!)]),
  }
}

/** Positions of judged pairs that production gave and that are not among the pairs. */
function notAmong(pairs: PairColumns, judged: PairColumns): number[] {
  const largest = (values: Int32Array) => values.reduce((most, value) => Math.max(most, value), 0)
  const documents = 1 + Math.max(largest(pairs.document), largest(judged.document))
  const key = ({ query, document }: PairColumns, at: number) => query[at]! * documents + document[at]!
  const known = new Set<number>()
  for (let at = 0; at < pairs.count; at++) known.add(key(pairs, at))
  const found: number[] = []
  for (let at = 0; at < judged.count; at++)
    if (
      (Number.isFinite(judged.rank[at]!) || Number.isFinite(judged.production[at]!)) &&
      !known.has(key(judged, at))
    )
      found.push(at)
  return found
}

/** Of each query the pairs that have a value: a document without one was not in that list. @param values [pairs] */
export function withValue({ order, starts }: ByQuery, values: Float64Array): ByQuery {
  const kept = new Int32Array(starts.length)
  const positions: number[] = []
  for (let q = 0; q + 1 < starts.length; q++) {
    for (let at = starts[q]!; at < starts[q + 1]!; at++)
      if (Number.isFinite(values[order[at]!]!)) positions.push(order[at]!)
    kept[q + 1] = positions.length
  }
  return { order: Int32Array.from(positions), starts: kept }
}

/** From this share of pairs, of so many at least, with so many digits, a formula is more than a coincidence of rounded numbers. */
const SURE = 0.9
const FEWEST = 3
const DIGITS = 2

/** Which end is the best, as the recognised formula has it. Null: none fits well, or those that do differ. */
export function directionByFormula({
  readings = [],
  decimals = null,
}: Partial<Pick<Production, 'readings' | 'decimals'>>): Direction | null {
  if (decimals !== null && decimals < DIGITS) return null
  const sure = readings.filter(({ share, of }) => share >= SURE && of >= FEWEST)
  const [first] = sure
  if (first === undefined || sure.some(({ largerIsCloser }) => largerIsCloser !== first.largerIsCloser))
    return null
  return first.largerIsCloser ? 'larger-is-closer' : 'smaller-is-closer'
}

/** The number is a similarity made of one, whatever else the name says: "1 - distance", "neg_distance". */
const TURNED = /^1\s*[-−–]|one.?minus|neg|inverse|similar|相似/
const DISTANCE = /distance|euclid|距离|dist$|(^|[^a-z0-9])(dist|l2)([^a-z0-9]|$)/

/** What the name of a column says: a distance. Null: it does not say. */
export function directionByName(name: string): Direction | null {
  const plain = name.normalize('NFKC').trim().toLowerCase()
  return DISTANCE.test(plain) && !TURNED.test(plain) ? 'smaller-is-closer' : null
}
