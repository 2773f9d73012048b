/** The work behind the buttons: a database is asked, and its answers become the data of the validation. */
import { EngineError } from '../../../engine/errors'
import type { HeadName } from '../../../engine/model/types'
import type { LostScore, Metric } from '../../../engine/score/databases/types'
import type { ValidationSet } from '../../../engine/validate/types'
import { patient } from '../../../formats/endpoint/patient'
import { SEARCHED } from '../../../formats/search'
import {
  connect,
  searchAll,
  searchOne,
  type Connection,
  type Found,
  type SearchTarget,
} from '../../../formats/search/run'
import type { GatherReply } from '../../../formats/search/set'
import type { SearchFields } from '../../../formats/search/types'
import type { Context } from '../../../core/context'
import { patchPart } from '../patch'
import { workClient } from '../worker'
import type { LiveForm, ScoreFacts, Tried } from './types'
import { queryVectors } from './vectors'

const typed = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const fieldsOf = ({ dense, sparse, text, id }: LiveForm): SearchFields => ({
  dense: typed(dense),
  sparse: typed(sparse),
  text: typed(text),
  id: typed(id),
})

export function targetOf(form: LiveForm, key: string): SearchTarget {
  const adapter = SEARCHED[form.database]
  const { ranker, constant, weights, kind, k, rest, pipeline } = form
  return {
    adapter,
    place: {
      baseUrl: typed(form.baseUrl) ?? adapter.defaultUrl,
      collection: form.collection.trim(),
      tenant: typed(form.tenant),
      database: typed(form.inDatabase),
    },
    fields: fieldsOf(form),
    plan: {
      kind,
      k,
      candidates: null,
      ranker: {
        name: adapter.rankers.includes(ranker) ? ranker : (adapter.rankers[0] ?? 'rrf'),
        constant,
        weights,
      },
      rest,
      pipeline: typed(pipeline),
    },
    key,
    timeoutMs: 1000 * form.timeout,
  }
}

const headsOf = ({ kind }: LiveForm): readonly HeadName[] =>
  kind === 'hybrid' ? ['dense', 'sparse'] : [kind]

const wireOf = ({ ports }: Context, signal: AbortSignal) => ({ send: patient(ports.send), signal })

/** The file's set; after a search the one whose queries were searched. */
function sourceOf({ store }: Context): ValidationSet | null {
  const { data, live } = store.getState().validate
  const set = data.read?.set ?? null
  if (set !== null) return set.hash === live.searched?.hash ? live.source : set
  return data.read?.queries ? queriesAlone(data.read.queries) : null
}

/** A file of queries: its documents are in the database. */
function queriesAlone(queries: ValidationSet['queries']): ValidationSet {
  const [none, no] = [new Int32Array(0), new Float64Array(0)]
  const pairs = { count: 0, row: none, query: none, document: none, rank: no, production: no, grade: no }
  return { name: '', hash: '', queries, documents: { ids: [], texts: [] }, pairs, columns: [], skipped: [] }
}

/** Characters of a reply that are shown. */
const SHOWN = 4000

export async function test(context: Context, signal: AbortSignal): Promise<void> {
  const state = context.store.getState()
  const { form, key } = state.validate.live
  const query = sourceOf(context)?.queries.texts[0] ?? state.a.text
  if (query.trim() === '') throw noQueries()
  const wire = wireOf(context, signal)
  const connection = await connect(targetOf(form, key), wire)
  const vectorsOf = await queryVectors(context, [query], headsOf(form), wire, 1)
  const found = await searchOne(connection, await vectorsOf(0), wire)
  signal.throwIfAborted()
  patchPart(context.store, 'live', { tried: triedOf(connection, query, found), run: { phase: 'tested' } })
}

const noQueries = () => new EngineError('search/no-queries', 'There are no queries to search for.')

function triedOf({ target, dense, sparse }: Connection, query: string, found: Found): Tried {
  const { method, url, body } = found.request
  return {
    label: target.adapter.label,
    query,
    request: `${method} ${url}`,
    body: shortened(body ?? ''),
    raw: shortened(found.raw),
    hits: found.hits,
    dense: dense?.name ?? null,
    sparse: sparse?.name ?? null,
    text: found.text,
    score: scoreFacts(found.score),
  }
}

const shortened = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)

const scoreFacts = ({
  field,
  meaning,
}: {
  field: string
  meaning: Metric | LostScore | null
}): ScoreFacts => ({
  field,
  metric: meaning && { name: meaning.name, formula: meaning.formula },
  largerIsCloser: meaning?.kind === 'metric' ? meaning.largerIsCloser : meaning === null ? null : true,
})

export async function searchEvery(context: Context, signal: AbortSignal): Promise<void> {
  const { store } = context
  const { form, key } = store.getState().validate.live
  const source = sourceOf(context)
  const total = source?.queries.texts.length ?? 0
  if (source === null || total === 0) throw noQueries()
  const wire = wireOf(context, signal)
  let done = 0
  let failed = 0
  const report = () => patchPart(store, 'live', { run: { phase: 'searching', done, total, failed } })
  report()
  const connection = await connect(targetOf(form, key), wire)
  const vectorsOf = await queryVectors(context, source.queries.texts, headsOf(form), wire, form.parallel)
  const { answers, score, text } = await searchAll(connection, total, wire, {
    limit: form.parallel,
    vectorsOf,
    onAnswer(_, answer) {
      done++
      if (answer.state === 'failed') failed++
      if (!signal.aborted) report()
    },
  })
  const { label } = connection.target.adapter
  const { queries, documents, pairs } = source
  const { set, checks, ...counts } = await workClient(context).call(
    'validationGather',
    { name: `${label}: ${form.collection}`, judged: { queries, documents, pairs }, answers },
    { signal },
  )
  signal.throwIfAborted()
  if (set.pairs.count === 0) throw nothing(counts.withoutText, text, label, total, failed)
  const failures = answers.flatMap((answer, at) =>
    answer.state === 'failed'
      ? [{ id: source.queries.ids[at]!, query: source.queries.texts[at]!, error: answer.error }]
      : [],
  )
  patchPart(store, 'live', {
    source,
    searched: {
      label,
      hash: set.hash,
      queries: total,
      pairs: set.pairs.count,
      documents: set.documents.texts.length,
      ...counts,
      failures,
      score: score && scoreFacts(score),
    },
    run: { phase: 'searched' },
  })
  await takeSet(context, { set, checks })
}

function nothing(withoutText: number, text: string | null, label: string, count: number, failed: number) {
  return withoutText > 0
    ? new EngineError('search/no-text', `No document of ${label} has a text (${text ?? '–'}).`, {
        database: label,
        known: text ?? '–',
      })
    : new EngineError('search/nothing-found', `${count} queries found no document; ${failed} failed.`, {
        count,
        failed,
      })
}

/** What came back stands where a file's rows would stand. */
async function takeSet({ store, actions }: Context, { set, checks }: Pick<GatherReply, 'set' | 'checks'>) {
  patchPart(store, 'data', {
    phase: 'read',
    names: [set.name],
    error: null,
    form: 'pairs',
    read: {
      shape: 'json',
      encoding: null,
      sheets: [],
      columns: [],
      mapping: {},
      set,
      missing: [],
      skipped: [],
      notes: [],
      checks,
    },
  })
  // A run of the same rows may be stored; that of other rows is no longer shown.
  await actions.restoreValidation()
}
