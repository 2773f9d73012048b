/** What a database returned, as the data of a validation. */
import { sha256 } from 'hash-wasm'
import type { Checks, Items, PairColumns, ValidationSet, ValueColumn } from '../../engine/validate/types'
import type { Answered } from './run'

/** What is known of the queries beforehand: a file with judgements. */
type Judged = Pick<ValidationSet, 'queries' | 'documents' | 'pairs'>

/** The call validationGather. */
export interface GatherRequest {
  readonly name: string
  readonly judged: Judged
  /** [queries] */
  readonly answers: readonly Answered[]
}
export interface GatherReply extends Gathered {
  readonly checks: Checks
}

export interface Gathered {
  readonly set: ValidationSet
  /** Documents that came back without a text: they cannot be encoded. */
  readonly withoutText: number
  /** Relevant pairs of the judgements whose document the database did not return. */
  readonly notFound: number
  /** Queries that have no document at all. */
  readonly empty: number
}

const KEY = '\t'

/**
 * One pair for each hit, with the rank and the score of the database. A label of the judgements is kept where the query's
 * document has the same id, or the same text.
 * @param name what the set is called
 */
export async function gather(name: string, judged: Judged, answers: readonly Answered[]): Promise<Gathered> {
  const labels = labelsOf(judged)
  const documents = new Documents()
  const rows: { query: number; document: number; rank: number; score: number; grade: number }[] = []
  const seen = new Set<string>()
  const found = new Set<string>()
  let withoutText = 0
  let empty = 0
  for (const [query, answer] of answers.entries()) {
    const hits = answer.state === 'found' ? answer.hits : []
    if (hits.length === 0) empty++
    for (const { id, text, rank, score } of hits) {
      if (text === null) {
        withoutText++
        continue
      }
      const document = documents.add(id, text)
      const pair = `${query}${KEY}${document}`
      if (seen.has(pair)) continue
      seen.add(pair)
      const label = labels.get(`${query}${KEY}i${id}`) ?? labels.get(`${query}${KEY}t${text}`)
      if (label) found.add(label.pair)
      rows.push({ query, document, rank, score: score ?? NaN, grade: label?.grade ?? NaN })
    }
  }
  const relevant = new Set([...labels.values()].filter(({ grade }) => grade > 0).map(({ pair }) => pair))
  const pairs = columnsOf(rows)
  const columns: readonly ValueColumn[] = []
  const contents = { queries: judged.queries, documents: documents.items, pairs, columns }
  return {
    set: { name, hash: await hashOf(contents), ...contents, skipped: [] },
    withoutText,
    notFound: [...relevant].filter((pair) => !found.has(pair)).length,
    empty,
  }
}

interface Label {
  readonly grade: number
  /** The judged pair: it has two keys. */
  readonly pair: string
}

/** By query and the document's id, and by query and the document's text. */
function labelsOf({ documents, pairs }: Judged): ReadonlyMap<string, Label> {
  const labels = new Map<string, Label>()
  // Ids that the reading made up (d1, d2, …) say nothing about the database's.
  const hasIds = documents.ids.some((id, at) => id !== `d${at + 1}`)
  for (let at = 0; at < pairs.count; at++) {
    const grade = pairs.grade[at]!
    if (Number.isNaN(grade)) continue
    const query = pairs.query[at]!
    const document = pairs.document[at]!
    const label = { grade, pair: `${query}${KEY}${document}` }
    if (hasIds) labels.set(`${query}${KEY}i${documents.ids[document]!}`, label)
    labels.set(`${query}${KEY}t${documents.texts[document]!}`, label)
  }
  return labels
}

/** Each document once. Two of one id with other texts are two, as in a file. */
class Documents {
  readonly #ids: string[] = []
  readonly #texts: string[] = []
  readonly #places = new Map<string, number>()
  readonly #known = new Set<string>()

  add(id: string, text: string): number {
    const key = id + KEY + text
    const place = this.#places.get(key)
    if (place !== undefined) return place
    this.#places.set(key, this.#texts.length)
    this.#ids.push(this.#free(id))
    return this.#texts.push(text) - 1
  }

  get items(): Items {
    return { ids: this.#ids, texts: this.#texts }
  }

  /** A chunk's text may have changed between two queries; ids must stay unique. */
  #free(id: string): string {
    let free = id
    for (let n = 2; this.#known.has(free); n++) free = `${id}#${n}`
    this.#known.add(free)
    return free
  }
}

function columnsOf(
  rows: readonly { query: number; document: number; rank: number; score: number; grade: number }[],
): PairColumns {
  return {
    count: rows.length,
    row: new Int32Array(rows.length),
    query: Int32Array.from(rows, ({ query }) => query),
    document: Int32Array.from(rows, ({ document }) => document),
    rank: Float64Array.from(rows, ({ rank }) => rank),
    production: Float64Array.from(rows, ({ score }) => score),
    grade: Float64Array.from(rows, ({ grade }) => grade),
  }
}

const hashOf = ({ queries, documents, pairs }: Pick<ValidationSet, 'queries' | 'documents' | 'pairs'>) =>
  sha256(
    JSON.stringify([
      queries,
      documents,
      ...[pairs.query, pairs.document, pairs.rank, pairs.production, pairs.grade].map((column) =>
        Array.from(column, String),
      ),
    ]),
  )
