/** PostgreSQL with pgvector, through psql. */
import { EngineError } from '../../../src/engine/errors'
import { databaseOf, scoreOf } from '../../../src/engine/score/databases/convert'
import {
  describeSql,
  readColumns,
  readPgHits,
  searchSql,
  settingsSql,
  type PgPlan,
} from '../../../src/formats/search/pgvector'
import { psql, type PsqlOptions } from '../../../src/platform/node/psql'
import type { Io } from '../../shared/io'
import { UsageError } from '../../shared/usage-error'
import { sayMeaning, type Rows } from './rows'
import type { SearchOptions, VectorsOf } from './vectors'

/** Queries for one psql: their vectors are texts. */
const BATCH = 50

export async function searchPg(
  count: number,
  options: SearchOptions,
  vectors: () => Promise<VectorsOf>,
  rows: Rows,
  io: Io,
): Promise<void> {
  const { by, top: k, candidates, collection, metric, progress } = options
  if (by === 'hybrid')
    throw new UsageError('--by hybrid: pgvector has no ranker of its own; search by dense and by sparse.')
  const through = connectionOf(options, io)
  const fields = {
    dense: options.denseField,
    sparse: options.sparseField,
    text: options.textField,
    id: options.idField,
  }
  const plan: PgPlan = { table: collection, kind: by, fields, metric, k, candidates }
  const connection = readColumns((await psql(describeSql(plan), through)).join('\n'), plan)
  const vectorsOf = await vectors()
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from)
    let statements = settingsSql(connection)
    for (let at = 0; at < size; at++) statements += searchSql(connection, at, await vectorsOf(from + at))
    const found = readPgHits(await psql(statements, through), size)
    for (const [at, hits] of found.entries()) rows.add(from + at, { state: 'found', hits })
    if (progress) io.messages.progress(`${from + size} of ${count} queries`)
  }
  const name = by === 'sparse' && connection.metric === 'ip' ? 'sparse' : connection.metric
  sayMeaning(io, 'pgvector', connection.column, scoreOf(databaseOf('pgvector')!, name), connection.text)
}

/** @throws EngineError endpoint/url-invalid for an address with a password: everybody sees the arguments of a process */
function connectionOf({ url, psql: program }: SearchOptions, io: Io): PsqlOptions {
  const given = url ?? ''
  if (/^[a-z]+:\/\/[^/@]*:[^/@]+@/i.test(given) || /[?&\s]?password=/i.test(given))
    throw new EngineError(
      'endpoint/url-invalid',
      'The address holds a password, which everybody sees who lists the processes: set DATABASE_KEY in its place.',
      { found: given.replace(/:[^/@:]+@/, ':…@'), detail: 'DATABASE_KEY' },
    )
  return { program, url: given, password: io.env.DATABASE_KEY ?? '' }
}
