/** A database asked: what the collection is, and the best documents of a query. */
import type { WireReply } from '../../engine/endpoint/ports'
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import { databaseOf, scoreOf } from '../../engine/score/databases/convert'
import type { LostScore, Metric } from '../../engine/score/databases/types'
import { withKey } from '../endpoint/ask'
import { isOfTheUrl, urlInvalid } from '../endpoint/base-url'
import { checkReply } from '../endpoint/check'
import { endsAll, inParallel } from '../endpoint/patient'
import type { Wire } from '../endpoint/types'
import { readLiteral } from '../reply/literal'
import { baseOf } from '../request/address'
import { isObject } from '../../engine/values'
import { wireKey, withHeaders } from './auth'
import { valueAt } from './shared'
import { guessTextField } from './text-field'
import type {
  CollectionFacts,
  Hit,
  QueryVectors,
  RawHit,
  SearchAdapter,
  SearchFields,
  SearchPlace,
  SearchPlan,
  SearchRequest,
  VectorField,
} from './types'

export interface SearchTarget {
  readonly adapter: SearchAdapter
  readonly place: SearchPlace
  readonly fields: SearchFields
  readonly plan: SearchPlan
  /** "" where the server needs no key. Kept in memory only. */
  readonly key: string
  readonly timeoutMs: number
}

/** A collection that is ready to be searched. */
export interface Connection {
  readonly target: SearchTarget
  readonly base: string
  readonly facts: CollectionFacts
  readonly dense: VectorField | null
  readonly sparse: VectorField | null
  readonly idField: string | null
  /** Null: the first documents will show it. */
  readonly text: string | null
}

export interface Found {
  readonly hits: readonly Hit[]
  /** The field whose value is the documents' text. */
  readonly text: string | null
  /** The score's field in the reply, and what it is in our terms. */
  readonly score: { readonly field: string; readonly meaning: Metric | LostScore | null }
  /** The request and the reply as they are, without the key. */
  readonly request: SearchRequest
  readonly raw: string
}

/**
 * Asks what the collection is, and decides which fields are searched.
 * @throws EngineError endpoint/…, search/…
 */
export async function connect(target: SearchTarget, wire: Wire): Promise<Connection> {
  const { adapter, place, plan, fields } = target
  const { label } = adapter
  if (!adapter.kinds.includes(plan.kind))
    throw new EngineError('search/cannot', `${label} has no ${plan.kind} search with own vectors.`, {
      database: label,
      kind: plan.kind,
    })
  if (place.collection.trim() === '')
    throw new EngineError('search/no-collection', `The collection of ${label} has no name.`, {
      database: label,
    })
  const base = baseUrlOf(target)
  const reply = await ask(target, adapter.describe(base, place), wire)
  const facts = adapter.readFacts(readJson(reply.text, target))
  const needs = (kind: 'dense' | 'sparse') => plan.kind === kind || plan.kind === 'hybrid'
  const keyword = adapter.name === 'weaviate' // its sparse side needs no field of vectors
  return {
    target,
    base,
    facts,
    dense: needs('dense') ? fieldOf('dense', facts.dense, fields.dense, target) : null,
    sparse: needs('sparse') && !keyword ? fieldOf('sparse', facts.sparse, fields.sparse, target) : null,
    idField: fields.id ?? facts.idField,
    text: fields.text ?? facts.texts[0] ?? null,
  }
}

/** @throws EngineError endpoint/url-invalid */
function baseUrlOf({ adapter, place: { baseUrl } }: SearchTarget): string {
  const base = baseOf(baseUrl, { known: adapter.paths })
  if (typeof base === 'string') return base
  throw urlInvalid(baseUrl, isOfTheUrl(base.cannot) ? base.cannot : 'url-invalid')
}

/** @throws EngineError search/no-field where several fields, or none, could be meant */
function fieldOf(
  kind: 'dense' | 'sparse',
  known: readonly VectorField[],
  given: string | null,
  { adapter, place }: SearchTarget,
): VectorField {
  if (given !== null)
    return known.find(({ name }) => name === given) ?? { name: given, dimension: null, metric: null }
  if (known.length === 1) return known[0]!
  const names = known.map(({ name }) => name || '""').join(', ') || '–'
  throw new EngineError(
    'search/no-field',
    `${place.collection} in ${adapter.label} has ${known.length} fields of ${kind} vectors (${names}): name one.`,
    { database: adapter.label, collection: place.collection, kind, known: names },
  )
}

/** @throws EngineError endpoint/…, search/… */
export async function searchOne(connection: Connection, query: QueryVectors, wire: Wire): Promise<Found> {
  const { target, text } = connection
  const { adapter, plan, place } = target
  checkVectors(connection, query)
  const request = adapter.search({ ...connection, place, plan, query })
  const { text: raw } = await ask(target, request, wire)
  const hits = adapter.readHits(readJson(raw, target), { ...connection, place, plan })
  if (hits === null) throw unreadable(target, raw)
  const textField = text ?? guessTextField(hits.map(({ fields }) => fields))
  const { field, metric } = adapter.meaning({ ...connection, plan })
  const database = databaseOf(adapter.name)
  return {
    hits: hits.map((hit, at) => ranked(hit, at + 1, textField)),
    text: textField,
    score: { field, meaning: metric === null || database === null ? null : scoreOf(database, metric) },
    request,
    raw,
  }
}

function ranked({ id, score, fields }: RawHit, rank: number, textField: string | null): Hit {
  const text = textField === null ? undefined : valueAt(fields, textField)
  return { id, rank, score, text: typeof text === 'string' && text.trim() !== '' ? text : null }
}

/** @throws EngineError search/no-vector, search/dimension */
function checkVectors({ target, dense, sparse }: Connection, query: QueryVectors): void {
  const missing =
    dense !== null && query.dense === null
      ? 'dense'
      : sparse !== null && query.sparse === null
        ? 'sparse'
        : null
  if (missing !== null)
    throw new EngineError('search/no-vector', `The query has no ${missing} vector.`, { kind: missing })
  const expected = dense?.dimension ?? null
  const found = query.dense?.length ?? 0
  if (dense !== null && expected !== null && expected !== found)
    throw new EngineError(
      'search/dimension',
      `The field ${dense.name || target.place.collection} has ${expected} dimensions, the query's vector ${found}.`,
      { field: dense.name || target.place.collection, found, expected },
    )
}

/** One query's documents, or why there are none. */
export type Answered =
  | { readonly state: 'found'; readonly hits: readonly Hit[] }
  | { readonly state: 'failed'; readonly error: ErrorData }

export interface AllFound {
  readonly answers: readonly Answered[]
  readonly text: string | null
  readonly score: Found['score'] | null
}

interface ManyOptions {
  /** Requests at once. */
  readonly limit: number
  /** Makes the vectors of a query when its turn comes. */
  readonly vectorsOf: (index: number) => Promise<QueryVectors>
  readonly onAnswer?: (index: number, answer: Answered) => void
}

/**
 * Searches for every query. A query that the database refuses is an answer of its own; what would fail for all of them ends the
 * search.
 * @throws EngineError endpoint/…, run/cancelled
 */
export async function searchAll(
  connection: Connection,
  count: number,
  wire: Wire,
  { limit, vectorsOf, onAnswer }: ManyOptions,
): Promise<AllFound> {
  const answers = new Array<Answered>(count)
  let { text } = connection
  let score: AllFound['score'] = null
  const indices = Array.from({ length: count }, (_, index) => index)
  const work = async (index: number) => {
    const answer = await attempt(async () => {
      const vectors = await vectorsOf(index)
      const found = await searchOne({ ...connection, text }, vectors, wire)
      text ??= found.text
      score ??= found.score
      return found.hits
    })
    answers[index] = answer
    onAnswer?.(index, answer)
  }
  // The first reply with documents shows which field is the text, and that one is read in all others.
  while (text === null && indices.length > 0) await work(indices.shift()!)
  await inParallel(indices, limit, work, wire.signal)
  return { answers, text, score }
}

/** @throws what ends the whole search */
async function attempt(work: () => Promise<readonly Hit[]>): Promise<Answered> {
  try {
    return { state: 'found', hits: await work() }
  } catch (caught) {
    const error = toErrorData(caught)
    if (endsAll(error.code)) throw caught
    return { state: 'failed', error }
  }
}

async function ask(target: SearchTarget, request: SearchRequest, { send, signal }: Wire): Promise<WireReply> {
  const { adapter, key, timeoutMs } = target
  const reply = await send(withKey(withHeaders(adapter, request, key), wireKey(adapter, key)), {
    timeoutMs,
    signal,
  })
  checkReply(reply, { host: new URL(request.url).host, tried: `${request.method} ${request.url}` })
  return reply
}

/** @throws EngineError search/refused, search/unreadable */
function readJson(text: string, target: SearchTarget): unknown {
  const value = readLiteral(text)
  if (!isObject(value)) throw unreadable(target, text)
  const said = target.adapter.problem(value)
  if (said !== null) {
    const { host } = new URL(baseUrlOf(target))
    throw new EngineError('search/refused', `${host} refused the search: ${said}`, { host, said })
  }
  return value
}

const unreadable = ({ adapter }: SearchTarget, text: string) => {
  const found = text.replace(/\s+/g, ' ').slice(0, 80)
  return new EngineError('search/unreadable', `The reply is not what ${adapter.label} gives: ${found}`, {
    database: adapter.label,
    found,
  })
}
