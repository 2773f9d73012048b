/** `search`: the documents that a vector database finds for each query, as rows that `validate` reads. */
import { EngineError, type ErrorCode } from '../../../src/engine/errors'
import type { HeadName } from '../../../src/engine/model/types'
import { patient } from '../../../src/formats/endpoint/patient'
import type { Wire } from '../../../src/formats/endpoint/types'
import { SEARCHED } from '../../../src/formats/search'
import { connect, searchAll, type SearchTarget } from '../../../src/formats/search/run'
import type { SearchKind } from '../../../src/formats/search/types'
import { createSender } from '../../../src/platform/endpoint'
import type { SearchDatabase } from '../../describe/options'
import type { Io } from '../../shared/io'
import { readLines, type InputLine } from '../../shared/lines'
import { UsageError } from '../../shared/usage-error'
import { Rows, sayMeaning, type Query } from './rows'
import { queryVectors, type SearchOptions, type VectorsOf } from './vectors'

/** Errors of the input or of options; those of the server are exit code 1. */
const OF_THE_CALLER: readonly ErrorCode[] = [
  'endpoint/url-invalid',
  'endpoint/key-invalid',
  'search/cannot',
  'search/name',
  'search/no-collection',
  'search/no-field',
  'search/no-vector',
  'search/dimension',
  'search/no-psql',
  'model/head-unavailable',
]

/** @throws UsageError, EngineError; Error where the database failed: exit code 1 */
export async function run(options: SearchOptions, io: Io): Promise<void> {
  const { database } = options
  if (database === null) throw new UsageError('search needs --database NAME; the help lists the databases.')
  const queries = await readQueries(options, io)
  if (queries.length === 0) return
  try {
    await searchWith(database, queries, options, io)
  } catch (error) {
    if (!(error instanceof EngineError) || OF_THE_CALLER.includes(error.code)) throw error
    throw new Error(error.message, { cause: error })
  }
}

async function searchWith(
  database: SearchDatabase,
  queries: readonly Query[],
  options: SearchOptions,
  io: Io,
): Promise<void> {
  const wire: Wire = { send: patient(createSender({ page: null })), signal: new AbortController().signal }
  const rows = new Rows(queries, io)
  const vectors = () =>
    queryVectors(
      queries.map(({ text }) => text),
      headsOf(options.by),
      options,
      wire,
      io,
    )
  if (database === 'pgvector') {
    const { searchPg } = await import('./pgvector')
    await searchPg(queries.length, options, vectors, rows, io)
  } else await searchHttp(targetOf(database, options, io), options, wire, vectors, rows, io)
  await rows.end()
}

const headsOf = (by: SearchKind): readonly HeadName[] => (by === 'hybrid' ? ['dense', 'sparse'] : [by])

function targetOf(
  database: Exclude<SearchDatabase, 'pgvector'>,
  options: SearchOptions,
  io: Io,
): SearchTarget {
  const adapter = SEARCHED[database]
  const { by, ranker, weights } = options
  if (by === 'hybrid' && ranker !== null && !adapter.rankers.includes(ranker))
    throw new UsageError(
      `--ranker ${ranker}: ${adapter.label} has ${adapter.rankers.join(' and ') || 'no hybrid search'}.`,
    )
  return {
    adapter,
    place: {
      baseUrl: options.url ?? adapter.defaultUrl,
      collection: options.collection,
      tenant: options.tenant,
      database: options.inDatabase,
    },
    fields: {
      dense: options.denseField,
      sparse: options.sparseField,
      text: options.textField,
      id: options.idField,
    },
    plan: {
      kind: by,
      k: options.top,
      candidates: options.candidates,
      ranker: {
        name: ranker ?? adapter.rankers[0] ?? 'rrf',
        constant: options.rankConstant,
        weights: [weights.dense, weights.sparse],
      },
      rest: options.rest,
      pipeline: options.pipeline,
    },
    key: io.env.DATABASE_KEY ?? '',
    timeoutMs: 1000 * options.timeout,
  }
}

async function searchHttp(
  target: SearchTarget,
  { parallel, progress }: SearchOptions,
  wire: Wire,
  vectors: () => Promise<VectorsOf>,
  rows: Rows,
  io: Io,
): Promise<void> {
  // The database first: a wrong address need not wait for the model.
  const connection = await connect(target, wire)
  const vectorsOf = await vectors()
  let done = 0
  const { text, score } = await searchAll(connection, rows.count, wire, {
    limit: parallel,
    vectorsOf,
    onAnswer(index, answer) {
      rows.add(index, answer)
      if (progress) io.messages.progress(`${++done} of ${rows.count} queries`)
    },
  })
  if (score) sayMeaning(io, target.adapter.label, score.field, score.meaning, text)
}

async function readQueries({ file }: SearchOptions, io: Io): Promise<readonly Query[]> {
  const queries: Query[] = []
  for await (const line of readLines(io, file)) queries.push(queryOf(line, queries.length + 1))
  return queries
}

/** @throws UsageError naming the line */
function queryOf({ line, value }: InputLine, place: number): Query {
  const { query_id, id, query, text, ...more } = value
  const found = query ?? text
  if (typeof found !== 'string' || found.trim() === '')
    throw new UsageError(`line ${line}: there is no text in "query" or "text".`)
  const name = query_id ?? id
  return {
    id: typeof name === 'string' || typeof name === 'number' ? String(name) : `q${place}`,
    text: found,
    more,
  }
}
