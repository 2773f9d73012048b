/** `m3scope/vectors`, version 1: everything about the vectors, with what made them. Schema: schema.ts. */
import type { Matrix } from '../../engine/matrix'
import type { Available, HeadName } from '../../engine/model/types'
import { itemLines, json, numbers, objectOf, rowsJson, weightsObject, type Piece } from './pieces'
import { VECTORS_FORMAT, VECTORS_VERSION } from './schema'
import { TARGET_TITLES, type ExportJob, type ExportTarget, type VectorRecord } from './types'

export const jsonTarget: ExportTarget = {
  name: 'json',
  title: TARGET_TITLES.json,
  extension: 'json',
  mediaType: 'application/json',
  binary: false,
  cannot: {},
  limits: { uniqueIds: false },
  setup: null,
  load: (file) =>
    `python3 -c "import json; d = json.load(open('${file}')); print(len(d['records'][0]['dense_vecs']))"`,
  write,
}

async function* write(job: ExportJob, records: AsyncIterable<VectorRecord>): AsyncIterable<string> {
  const head: Record<string, unknown> = {
    format: VECTORS_FORMAT,
    version: VECTORS_VERSION,
    created: job.created,
    is_demo: job.isDemo,
    identity: job.identity,
    settings: {
      heads: job.settings.heads,
      dimension: job.settings.dimension,
    },
    preprocessing: {
      prefix: job.preprocessing.prefix,
      rules: job.preprocessing.rules,
      leave_out_metadata: job.preprocessing.leaveOutMetadata,
    },
    count: job.count,
  }
  yield `${json(head).slice(0, -1)},"records":[`
  yield* itemLines(records, (record) => recordJson(record, job))
  yield '}\n'
}

function recordJson(record: VectorRecord, job: ExportJob): Generator<string> {
  const { tokenized } = record.encoded
  const heads = job.settings.heads.flatMap((head) => HEADS[head](record, job))
  return objectOf([
    ['id', json(record.id)],
    ['side', json(record.side)],
    ['unit', json(record.unit)],
    ['range', json(record.range)],
    ['speaker', json(record.speaker)],
    ['timestamp', json(record.timestamp)],
    ['text', json(record.text)],
    ['input', json(record.input)],
    ['input_ids', numbers(tokenized.ids)],
    ['tokens', json(tokenized.tokens)],
    ['truncated', json(tokenized.truncated)],
    ['full_length', json(tokenized.fullLength)],
    ...heads,
  ])
}

type Field = readonly [string, Piece | null]

const HEADS: Readonly<Record<HeadName, (record: VectorRecord, job: ExportJob) => Field[]>> = {
  dense: ({ encoded }, job) => [
    ['dense_vecs', orReason(encoded.denseVecs, numbers)],
    // Only where the vector is cut, as in the output of the command `encode`.
    ['dense_vecs_full', job.settings.dimension === null ? null : orReason(encoded.denseVecsFull, numbers)],
  ],
  sparse: ({ encoded }) => [
    ['lexical_weights', orReason(encoded.lexicalWeights, weightsObject)],
    ['lexical_tokens', orReason(encoded.lexicalWeights, (weights) => tokenWeights(encoded, weights))],
  ],
  colbert: ({ encoded }) => [
    [
      'colbert_vecs',
      encoded.colbertVecs && orReason(encoded.colbertVecs, (matrix: Matrix) => rowsJson(matrix)),
    ],
  ],
}

const orReason = <T>(part: Available<T>, write: (value: T) => Piece): Piece =>
  part.state === 'available' ? write(part.value) : json({ unavailable: part.reason })

/** The weights in order of first occurrence, each with its piece, because people cannot read ids. */
function tokenWeights({ tokenized }: VectorRecord['encoded'], weights: ReadonlyMap<number, number>): string {
  const pieces = new Map<number, string>()
  tokenized.ids.forEach((id, i) => {
    if (!pieces.has(id)) pieces.set(id, tokenized.tokens[i]!)
  })
  return json(Array.from(weights, ([id, weight]) => ({ id, token: pieces.get(id) ?? null, weight })))
}
