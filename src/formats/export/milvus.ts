/**
 * Milvus: `{"rows":[…]}` for bulk import and pymilvus, and bodies for `/v2/vectordb/entities/insert`.
 * Limits: https://milvus.io/docs/limitations.md (names, VARCHAR, dimensions); an array field, which StructArray is,
 * holds 4,096 elements (https://milvus.io/docs/array_data_type.md); entities of one insert: the REST reference.
 */
import { itemLines, json, objectOf, rowsJson } from './pieces'
import { rowId, vectorFields } from './rows'
import {
  TARGET_TITLES,
  type ExportJob,
  type ExportTarget,
  type Limits,
  type Setup,
  type VectorRecord,
} from './types'
import { writes } from './values'
import { utf8Length } from '../../engine/text/utf8'

const ID_BYTES = 512
const TEXT_BYTES = 65_535
const COLBERT_ROWS = 4_096
const INSERT_ENTITIES = 100
/** Servers take 64 MB per gRPC message; floats as JSON are about five times as long. */
const INSERT_BYTES = 64_000_000

const limits: Limits = {
  uniqueIds: true,
  denseDimension: 32_768,
  colbertDimension: 32_768,
  colbertRows: COLBERT_ROWS,
  // "never returned by a sparse search"; milvus-lite: "must contain at least one nonzero float32 weight".
  sparseEmpty: 'sparse-empty-refused',
  zeroVector: 'warning',
  textBytes: TEXT_BYTES,
  idBytes: ID_BYTES,
  name: {
    valid: (name) => /^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(name),
    rule: 'milvus',
  },
}

const rowJson = (record: VectorRecord, job: ExportJob): Generator<string> =>
  objectOf([
    ['id', rowId(record, job)],
    ['text', json(record.text)],
    ...vectorFields(record, job, (matrix) => rowsJson(matrix, (row) => `{"emb":${row}}`)),
  ])

/** The body of `/v2/vectordb/collections/create`. */
const setup: Setup = {
  extension: 'json',
  mediaType: 'application/json',
  text(job) {
    const { dense, colbert } = job.dimensions
    const sparse = writes(job, 'sparse')
    const cosine = job.identity.normalize
    const vector = (dim: number) => ({ dataType: 'FloatVector', elementTypeParams: { dim: String(dim) } })
    return json({
      collectionName: job.settings.name,
      schema: {
        autoId: false,
        enableDynamicField: false,
        fields: [
          job.integerIds
            ? { fieldName: 'id', dataType: 'Int64', isPrimary: true }
            : {
                fieldName: 'id',
                dataType: 'VarChar',
                isPrimary: true,
                elementTypeParams: { max_length: String(ID_BYTES) },
              },
          {
            fieldName: 'text',
            dataType: 'VarChar',
            elementTypeParams: { max_length: String(TEXT_BYTES) },
          },
          ...(dense !== null ? [{ fieldName: 'dense', ...vector(dense) }] : []),
          ...(sparse ? [{ fieldName: 'sparse', dataType: 'SparseFloatVector' }] : []),
        ],
        ...(colbert !== null && {
          structFields: [
            {
              fieldName: 'colbert',
              fields: [
                {
                  fieldName: 'emb',
                  dataType: 'ArrayOfVector',
                  elementDataType: 'FloatVector',
                  elementTypeParams: { dim: String(colbert), max_capacity: String(COLBERT_ROWS) },
                },
              ],
            },
          ],
        }),
      },
      indexParams: [
        ...(dense !== null
          ? [
              {
                fieldName: 'dense',
                indexName: 'dense',
                metricType: cosine ? 'COSINE' : 'IP',
                indexType: 'AUTOINDEX',
              },
            ]
          : []),
        ...(sparse
          ? [
              {
                fieldName: 'sparse',
                indexName: 'sparse',
                metricType: 'IP',
                indexType: 'SPARSE_INVERTED_INDEX',
              },
            ]
          : []),
        ...(colbert !== null
          ? [
              {
                fieldName: 'colbert[emb]',
                indexName: 'colbert',
                metricType: cosine ? 'MAX_SIM_COSINE' : 'MAX_SIM_IP',
                indexType: 'HNSW',
              },
            ]
          : []),
      ],
    })
  },
}

const CREATE = (setupFile: string) =>
  `curl -sS "$MILVUS/v2/vectordb/collections/create" -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' --data-binary @${setupFile}`

export const milvusTarget: ExportTarget = {
  name: 'milvus',
  title: TARGET_TITLES.milvus,
  extension: 'json',
  mediaType: 'application/json',
  binary: false,
  cannot: {},
  limits,
  setup,
  load: (file, setupFile, name) =>
    `${CREATE(setupFile)}
python3 -c "
import json, os; from pymilvus import MilvusClient
rows = json.load(open('${file}', encoding='utf-8'))['rows']
client = MilvusClient(os.environ['MILVUS'], token=os.environ.get('API_KEY', ''))
for i in range(0, len(rows), 100): client.insert('${name}', rows[i:i + 100])"
# or bulk import: put ${file} into the object store and POST /v2/vectordb/jobs/import/create`,
  async *write(job, records) {
    yield '{"rows":['
    yield* itemLines(records, (record) => rowJson(record, job))
    yield '}\n'
  },
}

export const milvusRestTarget: ExportTarget = {
  name: 'milvus-rest',
  title: TARGET_TITLES['milvus-rest'],
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  binary: false,
  cannot: {},
  limits,
  setup,
  load: (file, setupFile) =>
    `${CREATE(setupFile)}
while IFS= read -r body; do printf '%s' "$body" | curl -sS "$MILVUS/v2/vectordb/entities/insert" -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' --data-binary @-; done < ${file}`,
  /** One request body per line, of up to 100 records. */
  async *write(job, records) {
    const open = `{"collectionName":${json(job.settings.name)},"data":[`
    let entities = 0
    let bytes = 0
    for await (const record of records) {
      if (entities >= INSERT_ENTITIES || bytes >= INSERT_BYTES) {
        yield ']}\n'
        entities = 0
        bytes = 0
      }
      yield entities === 0 ? open : ','
      for (const piece of rowJson(record, job)) {
        bytes += utf8Length(piece)
        yield piece
      }
      entities++
    }
    yield ']}\n'
  },
}
