/**
 * Qdrant: the bodies of `PUT /collections/NAME` and of `PUT /collections/NAME/points`, in one file. max_sim is a sum:
 * FlagEmbedding's colbert score times the query's rows.
 * Limits: https://qdrant.tech/documentation/faq/qdrant-fundamentals/ (65,535 dimensions); numbers of one multivector:
 * MAX_MULTIVECTOR_FLATTENED_LEN in lib/common/common/src/validation.rs; ids: https://qdrant.tech/documentation/concepts/points/
 */
import { percentEncoded } from '../percent-encoded'
import type { Identity } from '../../engine/model/identity'
import { itemLines, json, numbers, objectOf, rowsJson } from './pieces'
import { TARGET_TITLES, type ExportJob, type ExportTarget, type VectorRecord } from './types'
import { isUuid, uuidMaker } from './uuid'
import { byId, colbertOf, denseOf, sparseOf, writes } from './values'

export const qdrantTarget: ExportTarget = {
  name: 'qdrant',
  title: TARGET_TITLES.qdrant,
  extension: 'json',
  mediaType: 'application/json',
  binary: false,
  cannot: {},
  limits: {
    uniqueIds: true,
    denseDimension: 65_535,
    colbertDimension: 65_535,
    colbertNumbers: 1_048_576,
    sparseEmpty: 'sparse-empty',
    zeroVector: 'warning',
    name: {
      valid: (name) => /^[^<>:"/\\|?*\0\s]{1,255}$/u.test(name),
      rule: 'qdrant',
    },
  },
  setup: null,
  load: (file, _setup, name) =>
    `jq -c .collection ${file} | curl -sS -X PUT "$QDRANT/collections/${percentEncoded(name)}" -H "api-key: $API_KEY" -H 'Content-Type: application/json' --data-binary @-
jq -c '{points}' ${file} | curl -sS -X PUT "$QDRANT/collections/${percentEncoded(name)}/points?wait=true" -H "api-key: $API_KEY" -H 'Content-Type: application/json' --data-binary @-`,
  async *write(job, records) {
    const uuid = await uuidMaker()
    yield `{"collection_name":${json(job.settings.name)},"made_by":${json(madeBy(job))},"collection":${json(collectionOf(job))},"points":[`
    yield* itemLines(records, (record) => pointJson(record, job, uuid))
    yield '}\n'
  },
}

/** What made the vectors. It is part of neither body; the commands leave it out. */
const madeBy = ({
  identity,
  isDemo,
  created,
}: ExportJob): Identity & { is_demo: boolean; created: string } => ({
  ...identity,
  is_demo: isDemo,
  created,
})

function collectionOf(job: ExportJob) {
  const { dimensions, identity } = job
  const { dense, colbert } = dimensions
  const distance = identity.normalize ? 'Cosine' : 'Dot'
  return {
    vectors: {
      ...(dense !== null && { dense: { size: dense, distance } }),
      ...(colbert !== null && {
        // For reranking only: an index over every token of every text would be large and useless.
        colbert: {
          size: colbert,
          distance,
          multivector_config: { comparator: 'max_sim' },
          hnsw_config: { m: 0 },
        },
      }),
    },
    ...(writes(job, 'sparse') && { sparse_vectors: { sparse: {} } }),
  }
}

function pointJson(
  record: VectorRecord,
  job: ExportJob,
  uuid: (id: string | number) => string,
): Generator<string> {
  const [dense, sparse, colbert] = [denseOf(record, job), sparseOf(record, job), colbertOf(record, job)]
  const { id } = record
  const own = typeof id === 'number' ? id >= 0 : isUuid(id)
  const entries = sparse && byId(sparse)
  return objectOf([
    ['id', json(own ? id : uuid(id))],
    [
      'vector',
      objectOf([
        ['dense', dense && numbers(dense)],
        [
          'sparse',
          entries &&
            json({ indices: entries.map(([index]) => index), values: entries.map(([, weight]) => weight) }),
        ],
        ['colbert', colbert && rowsJson(colbert)],
      ]),
    ],
    ['payload', json(payloadOf(record))],
  ])
}

/** Keeps the record's own id readable where the point has a UUID. */
const payloadOf = ({ id, text, input, unit, side, range, speaker, timestamp }: VectorRecord) => ({
  id,
  text,
  ...(input !== text && { input }),
  ...(side !== null && { side, unit }),
  ...(range !== null && { start: range[0], end: range[1] }),
  ...(speaker !== null && { speaker }),
  ...(timestamp !== null && { timestamp }),
})
