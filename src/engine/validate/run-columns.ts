/** The pairs of a run with their scores, as columns that are filled in place and grow when a search finds pairs. */
import { HEAD_NAMES, type HeadColumns, type HeadName, type PairColumns, type ValidationSet } from './types'

/** Whether a pair waits, has a score, or has none for good. */
export const STATE = { waiting: 0, scored: 1, without: 2 } as const

/** Rows of one stored block of scores. */
export const BLOCK_ROWS = 1024

/** Rows [block × BLOCK_ROWS, …) of a run. */
export interface ScoreBlock extends Readonly<Record<HeadName, Float64Array>> {
  readonly block: number
  readonly state: Uint8Array
}

/** Indices into queries and documents. */
export interface FoundPairs {
  readonly query: Int32Array
  readonly document: Int32Array
}

const FLOATS = ['rank', 'production', 'grade'] as const
const INTEGERS = ['row', 'query', 'document'] as const

export class RunColumns {
  state: Uint8Array
  heads: HeadColumns
  /** Rows with a score, or without one for good. */
  settled = 0
  /** False: the columns of the pairs are the set's own, which are never written. */
  private isOwn = false

  private constructor(
    public pairs: PairColumns,
    /** Of a search: what the file says about a pair. */
    private readonly inFile: ((query: number, document: number) => number | undefined) | null,
    private readonly given: PairColumns,
  ) {
    this.state = new Uint8Array(pairs.count)
    this.heads = byHead(() => new Float64Array(pairs.count).fill(NaN))
  }

  /** The pairs of the file. */
  static ofPairs({ pairs }: Pick<ValidationSet, 'pairs'>): RunColumns {
    return new RunColumns(pairs, null, pairs)
  }

  /** No pairs yet. Those that a search finds have the row, rank, score and label of the file, where it has the pair. */
  static ofSearch({ pairs, documents }: Pick<ValidationSet, 'pairs' | 'documents'>): RunColumns {
    const { length } = documents.ids
    const places = new Map<number, number>()
    for (let at = 0; at < pairs.count; at++) places.set(pairs.query[at]! * length + pairs.document[at]!, at)
    const none = new Float64Array()
    const empty = { rank: none, production: none, grade: none }
    const integers = { row: new Int32Array(), query: new Int32Array(), document: new Int32Array() }
    return new RunColumns(
      { count: 0, ...integers, ...empty },
      (query, document) => places.get(query * length + document),
      pairs,
    )
  }

  /** Pairs that a search has found. */
  get found(): FoundPairs {
    const { query, document } = this.pairs
    return this.inFile ? { query: query.slice(), document: document.slice() } : NONE
  }

  /** Adds pairs that a search has found. */
  add(query: ArrayLike<number>, document: ArrayLike<number>): void {
    if (query.length === 0) return
    const from = this.pairs.count
    const count = from + query.length
    const columns: Record<string, Int32Array | Float64Array> = {}
    for (const name of INTEGERS) columns[name] = grown(this.pairs[name], count, 0, this.isOwn)
    for (const name of FLOATS) columns[name] = grown(this.pairs[name], count, NaN, this.isOwn)
    columns.query!.set(query, from)
    columns.document!.set(document, from)
    for (let at = 0; at < query.length; at++) {
      const known = this.inFile?.(query[at]!, document[at]!)
      if (known === undefined) continue
      columns.row![from + at] = this.given.row[known]!
      for (const name of FLOATS) columns[name]![from + at] = this.given[name][known]!
    }
    this.pairs = { ...(columns as unknown as Omit<PairColumns, 'count'>), count }
    this.state = grown(this.state, count, STATE.waiting, this.isOwn)
    this.heads = byHead((head) => grown(this.heads[head], count, NaN, this.isOwn))
    this.isOwn = true
  }

  /** @param scores of each head. All NaN: the pair has no score */
  set(pair: number, scores: Readonly<Record<HeadName, number>>): void {
    if (this.state[pair] === STATE.waiting) this.settled++
    let hasScore = false
    for (const head of HEAD_NAMES) {
      this.heads[head][pair] = scores[head]
      hasScore ||= !Number.isNaN(scores[head])
    }
    this.state[pair] = hasScore ? STATE.scored : STATE.without
  }

  block(block: number): ScoreBlock {
    const range = [block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS] as const
    return {
      block,
      state: this.state.slice(...range),
      ...byHead((head) => this.heads[head].slice(...range)),
    }
  }

  /** Takes over what a block of a stored run has. Rows that fit nowhere are left out: the block is of another run, or damaged. */
  restore({ block, state, ...heads }: ScoreBlock): void {
    const from = block * BLOCK_ROWS
    const count = Math.min(state.length, this.pairs.count - from)
    for (let at = 0; at < count; at++) {
      if (state[at] === STATE.waiting) continue
      this.set(
        from + at,
        byHead((head) => heads[head][at]!),
      )
    }
  }

  /** Positions of pairs that wait. */
  waiting(): number[] {
    const found: number[] = []
    for (let pair = 0; pair < this.pairs.count; pair++)
      if (this.state[pair] === STATE.waiting) found.push(pair)
    return found
  }
}

const NONE: FoundPairs = { query: new Int32Array(), document: new Int32Array() }

const byHead = <T>(make: (head: HeadName) => T): Readonly<Record<HeadName, T>> => ({
  dense: make('dense'),
  sparse: make('sparse'),
  colbert: make('colbert'),
})

/**
 * The column with room for more rows; the buffer doubles, so that many additions cost no more than one.
 * @param hasRoom the buffer behind the column is ours
 */
function grown<T extends Uint8Array | Int32Array | Float64Array>(
  column: T,
  count: number,
  fill: number,
  hasRoom: boolean,
): T {
  const { length, buffer, byteOffset } = column
  const Kind = column.constructor as new (
    buffer: ArrayBufferLike | number,
    offset?: number,
    length?: number,
  ) => T
  const capacity = (buffer.byteLength - byteOffset) / column.BYTES_PER_ELEMENT
  if (hasRoom && capacity >= count) {
    const view = new Kind(buffer, byteOffset, count)
    view.fill(fill, length)
    return view
  }
  const room = new Kind(Math.max(count, 2 * length))
  room.set(column)
  room.fill(fill, length)
  return new Kind(room.buffer, 0, count)
}

/** The places of each input, ascending: equal texts have one input. @param inputs [n] */
export function placesOf(inputs: Int32Array): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>()
  for (const [place, input] of inputs.entries()) {
    const known = found.get(input)
    if (known) known.push(place)
    else found.set(input, [place])
  }
  return found
}
