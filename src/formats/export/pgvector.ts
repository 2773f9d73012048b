/**
 * PostgreSQL with pgvector ≥ 0.7: one script in one transaction. sparsevec counts from 1: token id 4865 is 4866.
 * Limits: https://github.com/pgvector/pgvector#reference: vector 16,000 dimensions (HNSW: 2,000), sparsevec 16,000
 * non-zero elements (HNSW: 1,000). Identifiers: 63 bytes; text has no U+0000.
 */
import { utf8Length } from '../../engine/text/utf8'
import { byId, colbertOf, denseOf, rowOf, sparseOf } from './values'
import { madeByLine } from './rows'
import { TARGET_TITLES, type ExportJob, type ExportTarget, type VectorRecord } from './types'

const IDENTIFIER_BYTES = 63

export const pgvectorTarget: ExportTarget = {
  name: 'pgvector',
  title: TARGET_TITLES.pgvector,
  extension: 'sql',
  mediaType: 'application/sql',
  binary: false,
  cannot: {},
  limits: {
    uniqueIds: true,
    denseDimension: 16_000,
    colbertDimension: 16_000,
    sparseNonZero: 16_000,
    sparseEmpty: 'sparse-empty',
    zeroVector: 'warning',
    forbidden: /\0/,
    name: {
      valid: (name) => name !== '' && !name.includes('\0') && utf8Length(name) <= IDENTIFIER_BYTES,
      rule: 'postgres',
    },
  },
  setup: null,
  load: (file) => `psql "$DATABASE_URL" --set ON_ERROR_STOP=1 --file ${file}`,
  async *write(job, records) {
    const table = identifier(job.settings.name)
    const columns = columnsOf(job)
    yield `-- ${madeByLine(job)}
-- inner product of unit vectors is their cosine: ORDER BY dense <#> '[…]' is FlagEmbedding's dense score, negated;
-- sparse <#> '{…}/${job.vocabulary}' is the sparse score, negated.
SET standard_conforming_strings = on;
SET client_encoding = 'UTF8';
BEGIN;
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE IF NOT EXISTS ${table} (
${columns.map(({ name, type }) => `  ${name} ${type}`).join(',\n')}
);
COMMENT ON TABLE ${table} IS ${literal(`m3scope: ${madeByLine(job)}`)};
`
    const names = columns.map(({ name }) => name).join(', ')
    for await (const record of records) {
      yield `INSERT INTO ${table} (${names}) VALUES (`
      let separator = ''
      for (const { pieces } of columns) {
        yield separator
        yield* pieces(record)
        separator = ', '
      }
      yield ');\n'
    }
    yield 'COMMIT;\n'
  },
}

interface Column {
  readonly name: string
  readonly type: string
  readonly pieces: (record: VectorRecord) => Iterable<string>
}

function columnsOf(job: ExportJob): readonly Column[] {
  const { dense, colbert } = job.dimensions
  const sparse = job.settings.heads.includes('sparse') && job.heads.sparse.state === 'available'
  const columns: (Column | false)[] = [
    {
      name: 'id',
      type: `${job.integerIds ? 'bigint' : 'text'} PRIMARY KEY`,
      pieces: ({ id }) => [job.integerIds ? String(id) : literal(String(id))],
    },
    { name: 'text', type: 'text NOT NULL', pieces: ({ text }) => [literal(text)] },
    dense !== null && {
      name: 'dense',
      type: `vector(${dense})`,
      pieces: (record) => [vector(denseOf(record, job)!)],
    },
    sparse && {
      name: 'sparse',
      type: `sparsevec(${job.vocabulary})`,
      pieces: (record) => [sparsevec(sparseOf(record, job)!, job.vocabulary)],
    },
    colbert !== null && {
      name: 'colbert',
      type: `vector(${colbert})[]`,
      pieces: (record) => matrix(colbertOf(record, job)!),
    },
  ]
  return columns.filter((column) => column !== false)
}

const vector = (values: Float32Array): string => `'[${Array.from(values).join(',')}]'`

/** Ids count from 0, sparsevec from 1. */
const sparsevec = (weights: ReadonlyMap<number, number>, dimensions: number): string =>
  `'{${byId(weights)
    .map(([id, weight]) => `${id + 1}:${weight}`)
    .join(',')}}/${dimensions}'`

function* matrix(rows: NonNullable<ReturnType<typeof colbertOf>>): Generator<string> {
  let separator = 'ARRAY['
  for (let row = 0; row < rows.rows; row++) {
    yield `${separator}${vector(rowOf(rows, row))}`
    separator = ','
  }
  yield `${separator === ',' ? '' : 'ARRAY['}]::vector(${rows.dimension})[]`
}

/** With standard_conforming_strings a quote is doubled and a backslash is an ordinary character. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`
