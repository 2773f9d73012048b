/**
 * Elasticsearch and OpenSearch: the same `_bulk` bodies, an action line and a document line for each record, and the same
 * commands. They differ in the types of their fields and in their limits.
 */
import { percentEncoded } from '../percent-encoded'
import { utf8Length } from '../../engine/text/utf8'
import { json, objectOf } from './pieces'
import { vectorFields } from './rows'
import type { ExportJob, ExportTarget, Limits, VectorRecord } from './types'
import { writes } from './values'

/** https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/mapping-id-field: 512 bytes. */
const ID_BYTES = 512

/** https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-indices-create: names; OpenSearch has the same. */
const indexName: NonNullable<Limits['name']> = {
  valid: (name) =>
    name === name.toLowerCase() &&
    !/[\\/*?"<>| ,#:\s\0]/.test(name) &&
    !/^[-_+]/.test(name) &&
    name !== '.' &&
    name !== '..' &&
    name.length > 0 &&
    utf8Length(name) <= 255,
  rule: 'index',
}

interface SearchEngine {
  readonly name: 'elasticsearch' | 'opensearch'
  readonly title: string
  /** The shell variable that holds the server's address. */
  readonly variable: string
  readonly limits: Pick<Limits, 'denseDimension' | 'colbertDimension'>
  /** Settings of the index; left out: none. */
  readonly settings?: object
  readonly fields: {
    /** @param normalized whether the vectors have length 1 */
    dense(dimension: number, normalized: boolean): object
    readonly sparse: object
    colbert(dimension: number): object
  }
}

export function bulkTarget({ name, title, variable, limits, settings, fields }: SearchEngine): ExportTarget {
  const mappingOf = (job: ExportJob) => {
    const { dense, colbert } = job.dimensions
    return {
      _meta: madeBy(job),
      properties: {
        id: { type: 'keyword' },
        text: { type: 'text' },
        ...(dense !== null && { dense: fields.dense(dense, job.identity.normalize) }),
        ...(writes(job, 'sparse') && { sparse: fields.sparse }),
        ...(colbert !== null && { colbert: fields.colbert(colbert) }),
      },
    }
  }
  return {
    name,
    title,
    extension: 'ndjson',
    mediaType: 'application/x-ndjson',
    binary: false,
    cannot: {},
    limits: {
      uniqueIds: true,
      ...limits,
      zeroVector: 'error',
      sparseEmpty: 'sparse-empty',
      idBytes: ID_BYTES,
      name: indexName,
    },
    setup: {
      extension: 'json',
      mediaType: 'application/json',
      text: (job) => json({ ...(settings && { settings }), mappings: mappingOf(job) }),
    },
    load: (file, setupFile, index) => bulkCommands(variable, file, setupFile, index),
    write: writeBulk,
  }
}

async function* writeBulk(job: ExportJob, records: AsyncIterable<VectorRecord>): AsyncIterable<string> {
  for await (const record of records) {
    const id = String(record.id)
    yield `${json({ index: { _index: job.settings.name, _id: id } })}\n`
    yield* objectOf([['id', json(id)], ['text', json(record.text)], ...vectorFields(record, job)])
    yield '\n'
  }
}

const bulkCommands = (variable: string, file: string, setupFile: string, name: string): string =>
  `curl -sS -X PUT "$${variable}/${percentEncoded(name)}" -H 'Content-Type: application/json' --data-binary @${setupFile}
curl -sS -X POST "$${variable}/_bulk?refresh=true" -H 'Content-Type: application/x-ndjson' --data-binary @${file}
# a body above http.max_content_length (100 MB) is refused: split -l 1000 keeps pairs of lines together`

/** In `_meta` of a mapping: what made the vectors. */
const madeBy = ({ identity, isDemo, created }: ExportJob) => ({
  m3scope: { ...identity, is_demo: isDemo, created },
})
