/** The vectors of a record that an export writes. */
import type { Matrix } from '../../engine/matrix'
import type { Available, HeadName } from '../../engine/model/types'
import type { ExportJob, ExportTarget, VectorRecord } from './types'

/** The heads that this target writes: those asked for that the model has and the target can hold. */
export const writtenHeads = ({ settings, heads }: ExportJob, { cannot }: Pick<ExportTarget, 'cannot'>) =>
  settings.heads.filter((head) => heads[head].state === 'available' && cannot[head] === undefined)

export const writes = (job: ExportJob, head: HeadName): boolean =>
  job.settings.heads.includes(head) && job.heads[head].state === 'available'

const valueIf = <T>(wanted: boolean, part: Available<T> | null): T | null =>
  wanted && part?.state === 'available' ? part.value : null

/** [dimension] as it is written; null: not written. */
export const denseOf = ({ encoded }: VectorRecord, job: ExportJob): Float32Array | null =>
  valueIf(writes(job, 'dense'), encoded.denseVecs)

export const sparseOf = ({ encoded }: VectorRecord, job: ExportJob): ReadonlyMap<number, number> | null =>
  valueIf(writes(job, 'sparse'), encoded.lexicalWeights)

/** [n - 1, dimension] */
export const colbertOf = ({ encoded }: VectorRecord, job: ExportJob): Matrix | null =>
  valueIf(writes(job, 'colbert'), encoded.colbertVecs)

export const rowOf = ({ data, dimension }: Matrix, row: number): Float32Array =>
  data.subarray(row * dimension, (row + 1) * dimension)

/** Entries by ascending id, as Qdrant and pgvector want them. */
export const byId = (weights: ReadonlyMap<number, number>): readonly (readonly [number, number])[] =>
  [...weights].sort(([one], [other]) => one - other)
