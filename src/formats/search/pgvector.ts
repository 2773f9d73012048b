/**
 * PostgreSQL with pgvector, in SQL: it has no HTTP (github.com/pgvector/pgvector, "Querying"). Statements are for psql; each answer
 * is a line of JSON.
 */
import { EngineError } from '../../engine/errors'
import { isObject } from '../../engine/values'
import { readLiteral } from '../reply/literal'
import { idOf, listAt, numberOf, sortedWeights, textAt } from './shared'
import { likeliest } from './text-field'
import type { Hit, QueryVectors, SearchFields } from './types'

/** Metric of the table of databases → operator. */
const OPERATORS = { cosine: '<=>', ip: '<#>', l2: '<->' } as const
export const PG_METRICS = ['cosine', 'ip', 'l2'] as const
export type PgMetric = keyof typeof OPERATORS

export interface PgPlan {
  readonly table: string
  readonly kind: 'dense' | 'sparse'
  readonly fields: SearchFields
  /** Null: that of the column's index; without one cosine for dense, ip for sparse. */
  readonly metric: PgMetric | null
  readonly k: number
  /** hnsw.ef_search. Null: pgvector's 40, or k where that is more. */
  readonly candidates: number | null
}

/** What is searched, decided. */
export interface PgConnection {
  readonly plan: PgPlan
  readonly column: string
  readonly type: string
  readonly dimension: number | null
  readonly metric: PgMetric
  readonly id: string
  readonly text: string
}

const quotedName = (name: string) => `"${name.replaceAll('"', '""')}"`
const quotedText = (text: string) => `'${text.replaceAll("'", "''")}'`
/** "schema.table" */
const tableName = (table: string) => table.split('.').map(quotedName).join('.')

/** One line: the columns with their types, primary keys and the operator classes of their indices. */
export const describeSql = ({ table }: PgPlan): string => `
SELECT json_build_object('columns', json_agg(json_build_object(
  'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
  'key', EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
  'classes', (SELECT json_agg(o.opcname) FROM pg_index i JOIN pg_opclass o ON o.oid = ANY (i.indclass)
    WHERE i.indrelid = a.attrelid AND a.attnum = ANY (i.indkey))
) ORDER BY a.attnum)) FROM pg_attribute a
WHERE a.attrelid = ${quotedText(tableName(table))}::regclass AND a.attnum > 0 AND NOT a.attisdropped;
`

const DENSE = /^(?:vector|halfvec)\b/
const SPARSE = /^sparsevec\b/
const TEXT = /^(?:text|character varying|varchar|citext)\b/

/** @param line what describeSql gave @throws EngineError search/no-field, search/no-text, search/unreadable */
export function readColumns(line: string, plan: PgPlan): PgConnection {
  const columns = (listAt(readLiteral(line), 'columns') ?? []).filter(isObject).map((column) => ({
    name: textAt(column, 'name') ?? '',
    type: textAt(column, 'type') ?? '',
    key: column['key'] === true,
    classes: (listAt(column, 'classes') ?? []).map(String),
  }))
  const { kind, fields, table } = plan
  const vectors = columns.filter(({ type }) => (kind === 'dense' ? DENSE : SPARSE).test(type))
  const wanted = fields[kind]
  const found =
    wanted === null
      ? vectors.length === 1
        ? vectors[0]
        : undefined
      : columns.find(({ name }) => name === wanted)
  if (found === undefined) {
    const known = vectors.map(({ name, type }) => `${name} ${type}`).join(', ') || '–'
    throw new EngineError(
      'search/no-field',
      `${table} has ${vectors.length} columns of ${kind} vectors (${known}): name one.`,
      {
        database: 'pgvector',
        collection: table,
        kind,
        known,
      },
    )
  }
  const others = columns.filter(({ name }) => name !== found.name)
  const texts = likeliest(others.filter(({ type, key }) => TEXT.test(type) && !key).map(({ name }) => name))
  const text = fields.text ?? texts[0]
  if (text === undefined) {
    const known = columns.map(({ name }) => name).join(', ')
    throw new EngineError('search/no-text', `${table} has no column of text: ${known}.`, {
      database: 'pgvector',
      known,
    })
  }
  const size = /\((\d+)\)/.exec(found.type)
  return {
    plan,
    column: found.name,
    type: found.type.replace(/\(.*/, ''),
    dimension: size ? Number(size[1]) : null,
    metric: plan.metric ?? metricOf(found.classes) ?? (kind === 'dense' ? 'cosine' : 'ip'),
    // The primary key, or where there is none the row's place in the table.
    id: fields.id ?? columns.find(({ key }) => key)?.name ?? 'ctid',
    text,
  }
}

/** vector_cosine_ops, sparsevec_ip_ops, … Null: no index, or several that differ. */
function metricOf(classes: readonly string[]): PgMetric | null {
  const found = new Set(
    PG_METRICS.filter((metric) => classes.some((name) => name.endsWith(`_${metric}_ops`))),
  )
  return found.size === 1 ? [...found][0]! : null
}

/** bge-m3's vocabulary, where the column does not say how long its vectors are. */
const VOCABULARY = 250_002

/** Before the queries: an HNSW index gives no more documents than it looks at. */
export const settingsSql = ({ plan: { k, candidates } }: PgConnection): string =>
  `SET hnsw.ef_search = ${Math.min(1000, Math.max(k, candidates ?? 40))};\n`

/** @param at comes back with each document @throws EngineError search/no-vector, search/dimension */
export function searchSql(
  { plan, column, type, dimension, metric, id, text }: PgConnection,
  at: number,
  query: QueryVectors,
): string {
  const vector = `${quotedText(vectorText(plan.kind, column, dimension, query))}::${type}`
  const score = `${quotedName(column)} ${OPERATORS[metric]} ${vector}`
  return `SELECT json_build_object('at', ${at}, 'id', ${quotedName(id)}::text, 'text', ${quotedName(
    text,
  )}::text, 'score', ${score}) FROM ${tableName(plan.table)} ORDER BY ${score} LIMIT ${plan.k};\n`
}

function vectorText(
  kind: 'dense' | 'sparse',
  field: string,
  dimension: number | null,
  query: QueryVectors,
): string {
  if (query[kind] === null)
    throw new EngineError('search/no-vector', `The query has no ${kind} vector.`, { kind })
  if (kind === 'dense') {
    const { length } = query.dense!
    if (dimension !== null && length !== dimension)
      throw new EngineError(
        'search/dimension',
        `${field} has ${dimension} dimensions, the query's vector ${length}.`,
        {
          field,
          found: length,
          expected: dimension,
        },
      )
    return JSON.stringify(Array.from(query.dense!))
  }
  // A sparsevec counts from 1.
  const weights = sortedWeights(query.sparse).map(([token, weight]) => `${token + 1}:${weight}`)
  return `{${weights.join(',')}}/${dimension ?? VOCABULARY}`
}

/** @param lines what searchSql's statements gave @param count of queries @throws EngineError search/unreadable */
export function readPgHits(lines: readonly string[], count: number): readonly (readonly Hit[])[] {
  const all: Hit[][] = Array.from({ length: count }, () => [])
  for (const line of lines) {
    const value = readLiteral(line)
    const hits = isObject(value) ? all[numberOf(value['at']) ?? -1] : undefined
    if (!isObject(value) || hits === undefined)
      throw new EngineError('search/unreadable', `psql gave what was not asked for: ${line.slice(0, 80)}`, {
        database: 'pgvector',
        found: line.slice(0, 80),
      })
    const text = textAt(value, 'text')
    hits.push({
      id: idOf(value['id']) ?? '',
      rank: hits.length + 1,
      score: numberOf(value['score']),
      text: text === null || text.trim() === '' ? null : text,
    })
  }
  return all
}
