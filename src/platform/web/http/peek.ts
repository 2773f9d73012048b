/** Reads ranges of a file without downloading the whole file. */
import { detail } from '../../../engine/details'
import type { ByteRanges } from '../../../engine/onnx/types'
import { checkRange } from '../../../engine/model/file-errors'
import type { DownloadContext } from './context'
import { RetryableError, failed } from './errors'
import { RangeReads, WINDOW } from './range-reads'
import { sameValidator } from './reply'
import { RangesUnusable, Requests, type Part } from './request'
import { isSameVersion, storedRanges } from './stored'
import type { RemoteFile } from './types'

/**
 * @returns null when the server has no Range requests, and when the file may come only from the store and is not stored
 * @throws EngineError model/file-missing, hub/unauthorized, network/failed
 */
export async function peekFile(
  file: RemoteFile,
  context: DownloadContext,
  cancel: AbortSignal,
): Promise<ByteRanges | null> {
  const { store, model, fetch, timers } = context
  const record = await store.find({ model: model.key, name: file.name })
  if (record?.complete && isSameVersion(record, file)) {
    const ranges = storedRanges(file, context, record.id)
    for (const { bytes } of record.pieces) ranges.add(bytes)
    return checkedRanges(file, ranges.end, (start, end) => ranges.read(start, end))
  }
  if (model.storedOnly) return null
  const requests = new Requests(model, file, fetch, timers, cancel)
  const part = (from: number, to: number) =>
    requests.part(from, to).catch((error: unknown) => {
      throw error instanceof RetryableError ? error.error : error
    })
  try {
    const first = await part(0, Math.min(WINDOW, file.bytes ?? WINDOW))
    const bytes = first.total ?? file.bytes
    if (bytes === null) return null
    const ranges = new RangeReads(bytes, (from, to) => sameVersion(part(from, to), first))
    ranges.keep(0, first.data)
    return checkedRanges(file, bytes, (start, end) =>
      ranges.read(start, end).catch((error: unknown) => {
        throw error instanceof RangesUnusable ? failed(file, error.what) : error
      }),
    )
  } catch (error) {
    if (error instanceof RangesUnusable) return null
    throw error
  }
}

async function sameVersion(asked: Promise<Part>, first: Part): Promise<Part> {
  const part = await asked
  if (sameValidator(first.validator, part.validator) !== false) return part
  throw new RangesUnusable(detail('changed-on-server'))
}

const checkedRanges = (
  { name }: RemoteFile,
  bytes: number,
  read: (start: number, end: number) => Promise<Uint8Array>,
): ByteRanges => ({
  name,
  bytes,
  async read(start, end) {
    checkRange({ name, bytes }, end)
    return start >= end ? new Uint8Array() : read(start, end)
  },
})
