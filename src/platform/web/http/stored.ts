/** Which stored bytes are of use. */
import { bytesOf, type FileRecord } from '../store/records'
import { StoredRanges } from '../store/stored-ranges'
import type { DownloadContext } from './context'
import { incomplete } from './errors'
import { sameValidator } from './reply'
import type { Requests } from './request'
import type { RemoteFile } from './types'

export const isWhole = (record: FileRecord): boolean => bytesOf(record) === record.bytes

/** False when the listing says that the stored file is another one. */
export const isSameVersion = (record: FileRecord, file: RemoteFile): boolean =>
  (file.sha256 === null || record.sha256 === null || record.sha256 === file.sha256.toLowerCase()) &&
  (file.bytes === null || record.bytes === null || record.bytes === file.bytes)

/**
 * What is stored of the file: whole and unchanged, or a beginning that can be gone on with. Asks the server only
 * where neither the listing nor the user (storedOnly) has said that it is unchanged.
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
  if (!head) return record // offline: what is there has to do
  const isSame = sameValidator(record.validator, head.validator) !== false
  return isSame && (head.bytes === null || head.bytes === record.bytes) ? record : null
}

/** Where the pieces of the store's file `id` are read; they are added by the caller. */
export const storedRanges = (file: RemoteFile, { store, model }: DownloadContext, id: string): StoredRanges =>
  new StoredRanges(
    file.name,
    (index) => store.piece(id, index),
    () => incomplete(file.name, model),
  )
