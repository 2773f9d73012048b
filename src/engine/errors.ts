/**
 * Every failure that a user may meet, by code. The text for people lives in the dictionaries (src/i18n) under
 * the same code; `values` fills its placeholders and is what a ticket needs. `message` is English, for logs and
 * the terminal.
 */
export type ErrorCode =
  | 'text/empty'
  | 'text/lone-surrogate'
  | 'text/too-long'
  | 'file/too-large'
  | 'file/binary'
  | 'file/undecodable'
  | 'file/unreadable'
  | 'file/type'
  | 'model/file-missing'
  | 'model/truncated'
  | 'model/not-onnx'
  | 'model/ambiguous'
  | 'model/external-data-missing'
  | 'model/config-invalid'
  | 'model/head-invalid'
  | 'model/layout-unknown'
  | 'model/create-failed'
  | 'model/run-failed'
  | 'model/not-finite'
  | 'model/head-unavailable'
  | 'model/not-loaded'
  | 'tokenizer/missing'
  | 'tokenizer/invalid'
  | 'settings/invalid'
  | 'worker/crashed'
  | 'worker/unavailable'
  | 'network/failed'
  | 'run/cancelled'
  | 'internal'

export type ErrorValues = Readonly<Record<string, string | number>>

export class EngineError extends Error {
  override readonly name = 'EngineError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly values: ErrorValues = {},
  ) {
    super(message)
  }
}

/** What crosses the wire in place of an Error: structured clone would drop `code` and `values`. */
export interface ErrorData {
  readonly code: ErrorCode
  readonly message: string
  readonly values: ErrorValues
}

export function toErrorData(error: unknown): ErrorData {
  if (error instanceof EngineError) return { code: error.code, message: error.message, values: error.values }
  if (error instanceof Error && error.name === 'AbortError')
    return { code: 'run/cancelled', message: 'Cancelled.', values: {} }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message, values: { detail: message } }
}

export const fromErrorData = (data: ErrorData) => new EngineError(data.code, data.message, data.values)

export const cancelled = () => new EngineError('run/cancelled', 'Cancelled.')

/** The part of AbortSignal that the engine needs; the real one fits. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener?(type: 'abort', listener: () => void, options?: { once?: boolean }): void
}

export function throwIfCancelled(signal?: CancelSignal): void {
  if (signal?.aborted) throw cancelled()
}
