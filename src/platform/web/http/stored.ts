/** Finds out which stored bytes can be used. */
import { bytesOf, type FileRecord } from '../store/records'
import { StoredRanges } from '../store/stored-ranges'
import type { DownloadContext } from './context'
import { incomplete } from './errors'
import { sameValidator } from './reply'
import type { Requests } from './request'
import type { RemoteFile } from './types'

export const isWhole = (record: FileRecord): boolean => bytesOf(record) === record.bytes

/** False when the listing shows that the stored file is another version. */
export const isSameVersion = (record: FileRecord, file: RemoteFile): boolean =>
  (file.sha256 === null || record.sha256 === null || record.sha256 === file.sha256.toLowerCase()) &&
  (file.bytes === null || record.bytes === null || record.bytes === file.bytes)

/**
 * The record of a stored file that is complete and unchanged, or of a stored beginning that the download can continue.
 * Asks the server only if it has to: not when the listing has a hash, and not when the user wants the store only.
 * @returns null when nothing stored can be used
 * @throws EngineError model/file-missing
 */
export async function usableRecord(
  file: RemoteFile,
  { store, model }: DownloadContext,
  requests: Requests,
): Promise<FileRecord | null> {
  const record = await store.find({ model: model.key, name: file.name })
  if (!record || !isSameVersion(record, file)) return null
  if (model.storedOnly || file.sha256 !== null) return record
  if (!isWhole(record)) return record.validator === null ? null : record
  const head = await requests.head()
  if (!head) return record // there is no connection, so the stored file is used as it is
  const isSame = sameValidator(record.validator, head.validator) !== false
  return isSame && (head.bytes === null || head.bytes === record.bytes) ? record : null
}

/** Reads from the pieces of the store's file `id`. The caller adds the pieces. */
export const storedRanges = (file: RemoteFile, { store, model }: DownloadContext, id: string): StoredRanges =>
  new StoredRanges(
    file.name,
    (index) => store.piece(id, index),
    () => incomplete(file.name, model),
  )
