/** The `_bulk` bodies of Elasticsearch and OpenSearch: an action line and a document line for each record. */
import { json, objectOf } from './pieces'
import { vectorFields } from './rows'
import type { ExportJob, Limits, VectorRecord } from './types'

/** https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/mapping-id-field: 512 bytes. */
export const ID_BYTES = 512

/** https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-indices-create: names; OpenSearch has the same. */
export const indexName: NonNullable<Limits['name']> = {
  valid: (name) =>
    name === name.toLowerCase() &&
    !/[\\/*?"<>| ,#:\s\0]/.test(name) &&
    !/^[-_+]/.test(name) &&
    name !== '.' &&
    name !== '..' &&
    name.length > 0 &&
    new TextEncoder().encode(name).length <= 255,
  rule: 'index',
}

export async function* writeBulk(
  job: ExportJob,
  records: AsyncIterable<VectorRecord>,
): AsyncIterable<string> {
  for await (const record of records) {
    const id = String(record.id)
    yield `${json({ index: { _index: job.settings.name, _id: id } })}\n`
    yield* objectOf([['id', json(id)], ['text', json(record.text)], ...vectorFields(record, job)])
    yield '\n'
  }
}

export const bulkCommands = (variable: string, file: string, setupFile: string, name: string): string =>
  `curl -sS -X PUT "$${variable}/${encodeURIComponent(name)}" -H 'Content-Type: application/json' --data-binary @${setupFile}
curl -sS -X POST "$${variable}/_bulk?refresh=true" -H 'Content-Type: application/x-ndjson' --data-binary @${file}
# a body above http.max_content_length (100 MB) is refused: split -l 1000 keeps pairs of lines together`

/** In `_meta` of a mapping: what made the vectors. */
export const madeBy = ({ identity, isDemo, created }: ExportJob) => ({
  m3scope: { ...identity, is_demo: isDemo, created },
})
