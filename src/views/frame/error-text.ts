import type { TFunction } from 'i18next'
import type { ErrorCode, ErrorData } from '../../engine/errors'

/** An error as the page shows it: the engine's, or one of the page's own with a code that the engine lacks. */
export type ShownError = Omit<ErrorData, 'code'> & { readonly code: string }

declare const __APP_VERSION__: string
declare const __ORT_VERSION__: string

/** Title and next step in the reader's language. A value that the error lacks leaves nothing behind. */
export function errorText(
  t: TFunction<'errors'>,
  error: ShownError,
): { readonly title: string; readonly next: string } {
  const known = [
    'file',
    'detail',
    'index',
    'limit',
    'bytes',
    'url',
    'status',
    'found',
    'expected',
    'head',
    'reason',
  ]
  const blanks = Object.fromEntries(
    [...known, 'missing', 'kind', 'tried', 'nearest', 'damaged'].map((k) => [k, '']),
  )
  const grouped = Object.fromEntries(
    Object.entries(error.values).map(([key, value]) => [
      key,
      typeof value === 'number' && key !== 'status' ? value.toLocaleString('en-US') : value,
    ]),
  )
  const values = { ...blanks, ...grouped }
  const code = error.code as ErrorCode
  const tidy = (text: string) =>
    text
      .replace(/\s*(\(\)|（）)/g, '')
      .replace(/\s{2,}/g, ' ')
      .replace(/\s+([.;,])(?=\s|$)/g, '$1')
      .trim()
  return {
    title: tidy(t(`${code}.title`, values)),
    next: tidy(t(`${code}.next`, values)),
  }
}

/** Everything that a ticket needs, as text. */
export function ticket(error: ShownError, title: string, next: string): string {
  return [
    `${title} [${error.code}]`,
    next,
    '',
    `message: ${error.message}`,
    ...Object.entries(error.values).map(([key, value]) => `${key}: ${value}`),
    `m3scope: ${__APP_VERSION__}`,
    `onnxruntime-web: ${__ORT_VERSION__}`,
    `page: ${location.origin}${location.pathname}`,
    `isolated: ${String(globalThis.crossOriginIsolated)}`,
    `browser: ${navigator.userAgent}`,
    `time: ${new Date().toISOString()}`,
  ].join('\n')
}
