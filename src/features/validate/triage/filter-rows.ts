/** Which pairs the filters leave. Pure. */
import type { Classes, AnsweredName } from '../../../engine/validate/answer-types'
import type { Weights } from '../../../engine/score/types'
import { scoreColumn } from '../../../engine/validate/rank/columns'
import { gradeAt, labelKey, labelName } from './grades'
import type { RowSource } from './source'
import type { Steps } from './steps'
import type { Filter, Label } from './types'

export interface FilterInputs {
  readonly source: RowSource
  readonly weights: Weights
  readonly classes: Classes | null
  readonly labels: ReadonlyMap<string, Label>
  readonly filters: readonly Filter[]
}

/** What makes two filters the same: then the second takes the first away. */
export function filterKey(filter: Filter): string {
  switch (filter.kind) {
    case 'class':
      return `class ${filter.name}`
    case 'band':
      return `band ${filter.score} ${filter.low} ${filter.high}`
    case 'label':
      return `label ${filter.label}`
    case 'column':
      return `column ${filter.name}\t${filter.value}`
    case 'text':
      return `text ${filter.text}`
    case 'rows':
      return `rows ${filter.name}`
  }
}

/** Filters of one slot stand in for each other: two bands of one score, two texts. */
export function filterSlot(filter: Filter): string {
  switch (filter.kind) {
    case 'band':
      return `band ${filter.score}`
    case 'column':
      return `column ${filter.name}`
    case 'label':
    case 'text':
      return filter.kind
    default:
      return filterKey(filter)
  }
}

const EVERY = 4096

/** Positions of the pairs that all filters leave, ascending. */
export function* filterSteps(inputs: FilterInputs): Steps<Int32Array> {
  const { pairs } = inputs.source
  const left = new Uint8Array(pairs.count).fill(1)
  for (const filter of inputs.filters) {
    const keeps = yield* predicate(filter, inputs)
    for (let pair = 0; pair < pairs.count; pair++) {
      if (left[pair] === 1 && !keeps(pair)) left[pair] = 0
      if (pair % EVERY === EVERY - 1) yield
    }
  }
  const rows = new Int32Array(left.reduce((sum, each) => sum + each, 0))
  let at = 0
  for (let pair = 0; pair < pairs.count; pair++) if (left[pair] === 1) rows[at++] = pair
  return rows
}

type Keeps = (pair: number) => boolean

function* predicate(filter: Filter, inputs: FilterInputs): Steps<Keeps> {
  const { source, labels } = inputs
  switch (filter.kind) {
    case 'class':
      return among(inputs.classes?.[filter.name] ?? new Int32Array(0), source.pairs.count)
    case 'rows':
      return among(filter.pairs, source.pairs.count)
    case 'band':
      return inBand(filter, inputs)
    case 'label':
      return (pair) => labelName(gradeAt(source, labels, pair)) === filter.label
    case 'column': {
      const column = source.set.columns.find(({ name }) => name === filter.name)
      return (pair) => valueAt(source, column?.values, pair) === filter.value
    }
    case 'text':
      return yield* holding(filter.text, inputs)
  }
}

/** Columns are those of the set's pairs; a pair that a search found has the values of no row. */
export function valueAt(
  { set, pairs }: RowSource,
  values: readonly string[] | undefined,
  pair: number,
): string {
  if (values === undefined) return ''
  if (pairs === set.pairs) return values[pair] ?? ''
  const at = rowsOfSet(set.pairs.row).get(pairs.row[pair]!)
  return at === undefined ? '' : (values[at] ?? '')
}

const rowMaps = new WeakMap<Int32Array, ReadonlyMap<number, number>>()
function rowsOfSet(row: Int32Array): ReadonlyMap<number, number> {
  const known = rowMaps.get(row)
  if (known) return known
  const made = new Map<number, number>()
  row.forEach((number, at) => number > 0 && made.set(number, at))
  rowMaps.set(row, made)
  return made
}

function among(positions: Int32Array, count: number): Keeps {
  const marks = new Uint8Array(count)
  for (const pair of positions) if (pair < count) marks[pair] = 1
  return (pair) => marks[pair] === 1
}

/** [low, high): a pair without a score is in no band. */
function inBand({ score, low, high }: Filter & { kind: 'band' }, { source, weights }: FilterInputs): Keeps {
  const scores = scoreColumn(source.pairs, source.heads, score as AnsweredName, weights)
  return (pair) => {
    const value = scores[pair]!
    return !Number.isNaN(value) && (low === null || value >= low) && (high === null || value < high)
  }
}

function* holding(text: string, { source, labels }: FilterInputs): Steps<Keeps> {
  const wanted = text.trim().toLowerCase()
  const { set, pairs } = source
  const queries = yield* marksOf(set.queries, wanted)
  const documents = yield* marksOf(set.documents, wanted)
  return (pair) =>
    queries[pairs.query[pair]!] === 1 ||
    documents[pairs.document[pair]!] === 1 ||
    (labels.size > 0 && (labels.get(labelKey(set, pairs, pair))?.note ?? '').toLowerCase().includes(wanted))
}

/** Characters that are searched before the work rests. */
const CHARACTERS = 100_000

function* marksOf({ ids, texts }: RowSource['set']['queries'], wanted: string): Steps<Uint8Array> {
  const marks = new Uint8Array(texts.length)
  let read = 0
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at]!
    if (ids[at]!.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted)) marks[at] = 1
    read += text.length + 16
    if (read < CHARACTERS) continue
    read = 0
    yield
  }
  return marks
}
