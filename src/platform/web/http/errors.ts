/** What can go wrong between this page and a server, in the engine's words. */
import { EngineError } from '../../../engine/errors'
import type { RemoteFile, RemoteModel } from './types'

/** It may go better when tried again. */
export class Broken extends Error {
  constructor(
    /** What to say when no more is tried. */
    readonly error: EngineError,
    /** The server asks for so many milliseconds. */
    readonly retryAfter = 0,
  ) {
    super(error.message)
  }
}

export const failed = (file: RemoteFile, reason: string, status: number | '' = '') =>
  new EngineError('network/failed', `${file.name} could not be fetched from ${file.url}: ${reason}.`, {
    file: file.name,
    url: file.url,
    status,
    reason,
  })

/** Its beginning was read by someone, and now it is another. */
export const changed = (file: RemoteFile) => failed(file, 'the file changed on its server while it was read')

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
