/** The one table that CSV, JSON Lines and XLSX have in common: a row for each pair. */
import { identityLine } from '../../../engine/model/identity'
import { SCORE_NAMES } from '../../../engine/score/types'
import type { ValidationSet } from '../../../engine/validate/types'
import { MADE_BY, PAIR_COLUMNS } from '../own'
import { placesBy, scoresOf } from './scored'
import type { ExportOptions, ExportRows } from './types'

export { MADE_BY }

/** Null: the pair has no such value. */
export type Cell = string | number | null

export interface Table {
  /** Each name once. */
  readonly names: readonly string[]
  /** Positions in `names` of the file's own further columns. */
  readonly own: readonly [from: number, to: number]
  row(pair: number): Cell[]
}

export function tableOf(rows: ExportRows, options: ExportOptions): Table {
  const { set, pairs } = rows
  const place = placesBy(rows, options.score)
  const inSet = positionInSet(rows)
  const own = ownNames(set)
  return {
    names: [...PAIR_COLUMNS, ...own],
    own: [PAIR_COLUMNS.length, PAIR_COLUMNS.length + own.length],
    row(pair) {
      const query = pairs.query[pair]!
      const document = pairs.document[pair]!
      const scores = scoresOf(rows, pair)
      const at = inSet(pair)
      return [
        pairs.row[pair]! || null,
        set.queries.ids[query]!,
        set.queries.texts[query]!,
        set.documents.ids[document]!,
        set.documents.texts[document]!,
        number(pairs.rank[pair]!),
        number(pairs.production[pair]!),
        number(pairs.grade[pair]!),
        rows.unsure?.[pair] === 1 ? 'yes' : '',
        rows.notes?.[pair] ?? '',
        ...SCORE_NAMES.map((name) => {
          const score = scores[name]
          return score.state === 'available' ? number(score.value) : null
        }),
        place(pair),
        ...set.columns.map(({ values }) => (at === null ? '' : values[at]!)),
      ]
    },
  }
}

/** NaN and infinity are no cells. */
const number = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** A column of the file that has the name of one of ours is told apart. */
function ownNames({ columns }: ValidationSet): string[] {
  const taken = new Set<string>([...PAIR_COLUMNS, MADE_BY])
  return columns.map(({ name }) => {
    let free = name
    while (taken.has(free)) free = `${free} (file)`
    taken.add(free)
    return free
  })
}

/** Where the set has the pair: its further columns stand there. Null: a search found the pair. */
function positionInSet({ set, pairs }: ExportRows): (pair: number) => number | null {
  if (pairs.query === set.pairs.query && pairs.document === set.pairs.document) return (pair) => pair
  const documents = set.documents.ids.length
  const keyOf = (of: typeof pairs, at: number) => of.query[at]! * documents + of.document[at]!
  const known = new Map<number, number>()
  for (let at = 0; at < set.pairs.count; at++) known.set(keyOf(set.pairs, at), at)
  return (pair) => known.get(keyOf(pairs, pair)) ?? null
}

/** What made the numbers, in one line: identity and weights. '' before a run. */
export function madeBy({ identity, weights }: ExportRows): string {
  if (identity === null) return ''
  const { dense, sparse, colbert } = weights
  return `${identityLine(identity)}; weights=${dense},${sparse},${colbert}`.replace(
    /[\r\n\u0085\u2028\u2029]+/g,
    ' ',
  )
}
