import type { Detail, DetailWords } from './detail-words'
import { saidBy } from './detail-words'

/**
 * Every failure that a user may meet, by code, with the values that explain it. The text for people lives in the
 * dictionaries (src/i18n) under the same code and has these values as placeholders (a test checks it).
 */
export const ERROR_VALUES = {
  'text/empty': [],
  'text/blank': [],
  'text/lone-surrogate': ['index'],
  'text/too-long': ['size', 'limit'],
  'text/nothing-left': ['rules'],
  'text/not-ready': [],
  'text/work-cancelled': [],
  'text/work-failed': ['detail'],
  'rules/invalid': ['file', 'detail'],
  'rules/too-much': ['number', 'rule', 'detail'],
  'file/too-large': ['file', 'bytes', 'limit'],
  'file/too-many': ['found', 'limit'],
  'file/binary': ['kind'],
  'file/undecodable': ['tried', 'nearest', 'damaged'],
  'file/unreadable': ['file', 'detail'],
  'model/file-missing': ['file'],
  'model/truncated': ['file', 'found', 'expected'],
  'model/hash-mismatch': ['file', 'found', 'expected'],
  'model/not-onnx': ['file', 'reason'],
  'model/ambiguous': ['files'],
  'model/unknown': ['id', 'known'],
  'model/external-data-missing': ['file', 'missing'],
  'model/config-invalid': ['file', 'detail'],
  'model/head-invalid': ['file', 'reason'],
  'model/layout-unknown': ['file', 'found', 'expected'],
  'model/outputs-unknown': ['file', 'output', 'found'],
  'model/fixed-shape': ['file', 'shape', 'reason'],
  'model/bfloat16': ['file', 'detail'],
  'model/ort-format': ['file', 'model'],
  'model/create-failed': ['file', 'detail'],
  'model/run-failed': ['detail'],
  'model/not-finite': ['file', 'head', 'index', 'found'],
  'model/head-unavailable': ['head', 'reason'],
  'model/not-loaded': [],
  'model/vocabulary-mismatch': ['file', 'tokenizer', 'table'],
  'model/operator-missing': ['file', 'operator'],
  'model/out-of-memory': ['file', 'detail'],
  'reference/invalid': ['file', 'detail'],
  'hub/not-found': ['repo', 'host'],
  'hub/unauthorized': ['repo', 'host', 'status'],
  'hub/invalid-address': ['found', 'expected'],
  'hub/nothing-found': ['url', 'tried'],
  'store/incomplete': ['model', 'file'],
  'local/permission': ['name'],
  'local/empty': ['name'],
  'webgpu/unavailable': ['detail'],
  'tokenizer/missing': ['file'],
  'tokenizer/invalid': ['file', 'detail'],
  'settings/invalid': ['detail'],
  'worker/crashed': ['detail'],
  'worker/unavailable': ['detail'],
  'network/failed': ['file', 'url', 'reason'],
  'run/cancelled': [],
  'run/too-large': ['tokens', 'needed', 'limit', 'remedy'],
  'run/fused-attention': ['tokens', 'limit', 'operator', 'headSize'],
  'run/out-of-memory': ['detail'],
  'encoder/no-simd': [],
  'encoder/missing': ['file', 'detail'],
  'encoder/thread-lost': ['detail'],
  'attention/unavailable': ['reason'],
  'attention/no-such': ['what', 'found', 'limit'],
  'heatmap/other-model': ['made', 'loaded'],
  'heatmap/too-large': ['rows', 'columns', 'limit'],
  'vector/unreadable': ['where', 'start'],
  'vector/empty': ['where'],
  'vector/not-finite': ['where', 'index', 'found'],
  'vector/ragged': ['where', 'row', 'found', 'expected'],
  'vector/shortened': [],
  'vector/too-deep': ['limit'],
  'vector/base64-length': ['bytes'],
  'vector/base64-values': ['index', 'found'],
  'reply/refused': ['said'],
  'paste/empty': [],
  'paste/unknown': ['start'],
  'paste/no-texts': ['found'],
  'paste/not-json': ['start'],
  'paste/variable': ['name'],
  'paste/file': ['option', 'file'],
  'paste/form': ['option'],
  'paste/token-ids': ['count'],
  'paste/open-quote': ['quote', 'start'],
  'paste/option': ['option', 'value'],
  'paste/too-long': ['size', 'limit'],
  'paste/too-large': ['limit'],
  'paste/too-deep': ['limit'],
  'endpoint/url-invalid': ['found', 'detail'],
  'endpoint/key-invalid': [],
  'endpoint/down': ['host', 'detail'],
  'endpoint/dns': ['host'],
  'endpoint/timeout': ['host', 'seconds'],
  'endpoint/mixed-content': ['host', 'page'],
  'endpoint/cors': ['host', 'origin'],
  'endpoint/local-network': ['host', 'page'],
  'endpoint/unauthorized': ['host', 'status', 'said'],
  'endpoint/not-found': ['host', 'status', 'tried', 'said'],
  'endpoint/too-large': ['host', 'said'],
  'endpoint/media-type': ['host', 'tried', 'said'],
  'endpoint/refused': ['host', 'status', 'said'],
  'endpoint/no-head': ['host', 'said'],
  'endpoint/busy': ['host', 'wait', 'said'],
  'endpoint/server': ['host', 'status', 'said'],
  'endpoint/html': ['host', 'status', 'title'],
  'endpoint/other-dialect': ['dialect', 'found'],
  'endpoint/reply-too-large': ['host', 'limit'],
  'endpoint/count': ['asked', 'found'],
  'endpoint/cannot': ['dialect', 'detail'],
  'endpoint/not-recognised': ['host', 'tried'],
  'endpoint/sweep-words': ['found'],
  'case/not-a-case': ['file', 'found'],
  'case/newer': ['file', 'found', 'known'],
  'case/truncated': ['file', 'length'],
  'case/invalid': ['file', 'field', 'detail'],
  'case/altered': ['file', 'field', 'altered'],
  'case/some-unread': ['file', 'count', 'total', 'detail'],
  'case/gone': ['name'],
  'case/not-kept': ['detail'],
  'case/no-space': ['detail'],
  'case/link-damaged': ['damaged'],
  'case/link-newer': ['found', 'known'],
  'why/dimension': ['found', 'expected', 'model'],
  'why/too-short': ['found', 'expected'],
  'why/zero': [],
  'why/token-id': ['found', 'limit', 'model'],
  'why/token-name': ['found'],
  'validation/labels-not-kept': ['detail'],
  'validation/run-of-other-model': ['made', 'loaded'],
  'validation/other-pairs': ['name'],
  'export/nothing': [],
  'export/too-large': ['form', 'rows'],
  'search/cannot': ['database', 'kind'],
  'search/name': ['database', 'found'],
  'search/no-collection': ['database'],
  'search/refused': ['host', 'said'],
  'search/unreadable': ['database', 'found'],
  'search/no-field': ['database', 'collection', 'kind', 'known'],
  'search/dimension': ['field', 'found', 'expected'],
  'search/no-vector': ['kind'],
  'search/no-text': ['database', 'known'],
  'search/no-queries': [],
  'search/nothing-found': ['count', 'failed'],
  'search/no-psql': ['program'],
  'search/psql': ['said'],
  'validation/nothing': [],
  'validation/no-file': [],
  'validation/empty': ['file'],
  'validation/not-json': ['file', 'detail'],
  'validation/no-records': ['file'],
  'validation/xlsx': ['file', 'detail'],
  'validation/no-sheet': ['file', 'sheet', 'known'],
  'validation/parquet': ['file', 'detail'],
  'validation/no-column': ['file', 'column', 'role', 'columns'],
  'validation/texts-missing': ['file', 'needed'],
  'validation/out-of-memory': ['file', 'detail'],
  'validation/other-model': ['made', 'loaded'],
  'validation/text-failed': ['name', 'detail'],
  'validation/checkpoint': ['folder', 'detail'],
  internal: ['detail'],
} as const satisfies Record<string, readonly string[]>

export type ErrorCode = keyof typeof ERROR_VALUES

export type ErrorValues = Readonly<Record<string, string | number>>

/** What the English sentences among an error's values say, by the value's name. */
type ErrorWords = Readonly<Record<string, DetailWords>>

type Given = Readonly<Record<string, string | number | Detail>>

/** The values that an error of each code must have. It may have more. */
type Told<C extends ErrorCode> = Given &
  Readonly<Record<(typeof ERROR_VALUES)[C][number], string | number | Detail>>

/** `message` is English, for logs and the terminal; so are the sentences in `values`. */
export class EngineError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'EngineError'
  readonly values: ErrorValues
  readonly words: ErrorWords | undefined
  constructor(
    readonly code: C,
    message: string,
    ...[given]: (typeof ERROR_VALUES)[C] extends readonly [] ? [values?: Given] : [values: Told<C>]
  ) {
    super(message)
    this.values = textsOf(given ?? {})
    this.words = wordsOf(given ?? {})
  }

  /** The same error with more values. */
  with(more: ErrorValues, message = this.message): EngineError {
    const data = toErrorData(this)
    return fromErrorData({ ...data, message, values: { ...data.values, ...more } })
  }
}

const textsOf = (given: Given): ErrorValues =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'object' ? value.text : value]),
  )

function wordsOf(given: Given): ErrorWords | undefined {
  const worded = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'object' ? [[name, value.words] as const] : [],
  )
  return worded.length === 0 ? undefined : Object.fromEntries(worded)
}

/** What crosses the wire in place of an Error: structured clone would drop `code` and `values`. */
export interface ErrorData {
  readonly code: ErrorCode
  readonly message: string
  readonly values: ErrorValues
  /** For a page in another language. Absent: no value is a sentence of ours. */
  readonly words?: ErrorWords | undefined
  /** The error that `detail` quotes in English. */
  readonly first?: ErrorData
}

export function toErrorData(error: unknown): ErrorData {
  if (error instanceof EngineError) {
    const { code, message, values, words } = error
    return { code, message, values, ...(words && { words }) }
  }
  if (error instanceof Error && error.name === 'AbortError')
    return { code: 'run/cancelled', message: 'Cancelled.', values: {} }
  const message = saidBy(error)
  return { code: 'internal', message, values: { detail: message } }
}

export function fromErrorData({ code, message, values, words = {} }: ErrorData): EngineError {
  const worded = Object.entries(words).map(([name, said]) => [
    name,
    { text: String(values[name] ?? ''), words: said },
  ])
  return new EngineError(code, message, { ...values, ...Object.fromEntries(worded) } as Told<ErrorCode>)
}

export const cancelled = () => new EngineError('run/cancelled', 'Cancelled.')

/** The part of AbortSignal that the engine needs. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener?(type: 'abort', listener: () => void, options?: { once?: boolean }): void
}

export function throwIfCancelled(signal?: CancelSignal): void {
  if (signal?.aborted) throw cancelled()
}
