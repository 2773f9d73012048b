/** The errors of requests for files. */
import type { Detail } from '../../../engine/detail-words'
import { detail } from '../../../engine/details'
import { EngineError } from '../../../engine/errors'
import type { RemoteFile, RemoteModel } from './types'

/** A failure that may not happen again when the request is repeated. */
export class RetryableError extends Error {
  constructor(
    /** Thrown when no more tries are left. */
    readonly error: EngineError,
    /** Milliseconds that the server asks us to wait. */
    readonly retryAfter = 0,
  ) {
    super(error.message)
  }
}

export const failed = (file: RemoteFile, reason: Detail, status: number | '' = '') =>
  new EngineError('network/failed', `${file.name} could not be fetched from ${file.url}: ${reason.text}.`, {
    file: file.name,
    url: file.url,
    status,
    reason,
  })

/** The reader already has the beginning of the old file, and now the server has another one. */
export const changed = (file: RemoteFile) => failed(file, detail('changed-while-read'))

export const missing = (file: RemoteFile, status: number) =>
  new EngineError('model/file-missing', `${file.url} is not there (${status}).`, {
    file: file.name,
    model: file.url,
    url: file.url,
  })

export function unauthorized(file: RemoteFile, model: RemoteModel, status: number): EngineError {
  const { host } = new URL(file.url)
  return new EngineError('hub/unauthorized', `${host} does not let us read ${file.name} (${status}).`, {
    repo: model.id,
    host,
    status,
    file: file.name,
    url: file.url,
  })
}

export const incomplete = (file: string, model: RemoteModel) =>
  new EngineError('store/incomplete', `${file} of ${model.title} is not wholly stored in this browser.`, {
    model: model.title,
    file,
  })
