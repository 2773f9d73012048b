/**
 * Weaviate ≥ 1.29: the body of `POST /v1/batch/objects` with named vectors. It computes sparse scores (BM25) itself and
 * cannot store given sparse vectors. Limits: 65,535 dimensions; class names: https://docs.weaviate.io/weaviate/config-refs/collections
 */
import { itemLines, json, numbers, objectOf, rowsJson } from './pieces'
import { madeByLine } from './rows'
import { TARGET_TITLES, type ExportJob, type ExportTarget } from './types'
import { uuidMaker } from './uuid'
import { colbertOf, denseOf } from './values'

export const weaviateTarget: ExportTarget = {
  name: 'weaviate',
  title: TARGET_TITLES.weaviate,
  extension: 'json',
  mediaType: 'application/json',
  binary: false,
  cannot: { sparse: 'no-given-sparse' },
  limits: {
    uniqueIds: true,
    denseDimension: 65_535,
    colbertDimension: 65_535,
    zeroVector: 'warning',
    name: {
      valid: (name) => /^[A-Za-z][_0-9A-Za-z]{0,230}$/.test(name),
      rule: 'weaviate',
    },
  },
  setup: { extension: 'json', mediaType: 'application/json', text: (job) => json(classOf(job)) },
  load: (file, setupFile) =>
    `curl -sS "$WEAVIATE/v1/schema" -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' --data-binary @${setupFile}
curl -sS "$WEAVIATE/v1/batch/objects" -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' --data-binary @${file}`,
  async *write(job, records) {
    const uuid = await uuidMaker()
    const name = className(job)
    yield '{"objects":['
    yield* itemLines(records, (record) => {
      const dense = denseOf(record, job)
      const colbert = colbertOf(record, job)
      return objectOf([
        ['class', json(name)],
        // Only UUIDs are ids; `id` is a reserved property, so the record's own is record_id.
        ['id', json(uuid(record.id))],
        ['properties', json({ record_id: String(record.id), text: record.text })],
        [
          'vectors',
          objectOf([
            ['dense', dense && numbers(dense)],
            ['colbert', colbert && rowsJson(colbert)],
          ]),
        ],
      ])
    })
    yield '}\n'
  },
}

/** Weaviate writes the first letter as a capital. */
const className = ({ settings: { name } }: ExportJob): string => name.charAt(0).toUpperCase() + name.slice(1)

function classOf(job: ExportJob) {
  const distance = job.identity.normalize ? 'cosine' : 'dot'
  const named = (multivector: boolean) => ({
    vectorizer: { none: {} },
    vectorIndexType: 'hnsw',
    vectorIndexConfig: { distance, ...(multivector && { multivector: { enabled: true } }) },
  })
  return {
    class: className(job),
    description: `m3scope: ${madeByLine(job)}`,
    properties: [
      { name: 'record_id', dataType: ['text'], tokenization: 'field' },
      { name: 'text', dataType: ['text'] },
    ],
    vectorConfig: {
      ...(job.dimensions.dense !== null && { dense: named(false) }),
      ...(job.dimensions.colbert !== null && { colbert: named(true) }),
    },
  }
}
