/** Labels of the file and of the user as one: the user's win. Pure. */
import type { PairColumns, ValidationSet } from '../../../engine/validate/types'
import type { Label } from './types'

export const labelKey = (
  { queries, documents }: Pick<ValidationSet, 'queries' | 'documents'>,
  { query, document }: Pick<PairColumns, 'query' | 'document'>,
  pair: number,
): string => `${queries.ids[query[pair]!]}\t${documents.ids[document[pair]!]}`

export type LabelName = 'yes' | 'no' | 'unsure' | 'none'

interface Labelled {
  readonly set: ValidationSet
  readonly pairs: PairColumns
}

/** Grade of one pair; null: the user is unsure; NaN: there is no label. */
export function gradeAt(
  { set, pairs }: Labelled,
  labels: ReadonlyMap<string, Label>,
  pair: number,
): number | null {
  if (labels.size > 0) {
    const own = labels.get(labelKey(set, pairs, pair))
    // A note alone is no label.
    if (own !== undefined && !Number.isNaN(own.grade)) return own.grade
  }
  return pairs.grade[pair]!
}

export const labelName = (grade: number | null): LabelName =>
  grade === null ? 'unsure' : Number.isNaN(grade) ? 'none' : grade > 0 ? 'yes' : 'no'

/** [count] grades for metrics: those of the file, with the user's in their place. NaN: no label, or unsure. */
export function mergedGrades({ set, pairs }: Labelled, labels: ReadonlyMap<string, Label>): Float64Array {
  if (labels.size === 0) return pairs.grade
  const grades = Float64Array.from(pairs.grade)
  for (let pair = 0; pair < pairs.count; pair++) {
    const own = labels.get(labelKey(set, pairs, pair))
    if (own !== undefined && !Number.isNaN(own.grade)) grades[pair] = own.grade ?? NaN
  }
  return grades
}

/** [count] 1 where the user is unsure; null: nowhere. */
export function unsurePairs({ set, pairs }: Labelled, labels: ReadonlyMap<string, Label>): Uint8Array | null {
  let found: Uint8Array | null = null
  if (labels.size === 0) return null
  for (let pair = 0; pair < pairs.count; pair++) {
    const own = labels.get(labelKey(set, pairs, pair))
    if (own?.grade === null) (found ??= new Uint8Array(pairs.count))[pair] = 1
  }
  return found
}

/** [count] notes; null: there are none. */
export function notesOf(
  { set, pairs }: Labelled,
  labels: ReadonlyMap<string, Label>,
): readonly string[] | null {
  if (![...labels.values()].some(({ note }) => note !== '')) return null
  return Array.from({ length: pairs.count }, (_, pair) => labels.get(labelKey(set, pairs, pair))?.note ?? '')
}

/** Whether the labels have more than yes and no: then the table offers grades. */
export const isGraded = (grades: Float64Array): boolean => grades.some((grade) => grade > 1)
