import type { TFunction } from 'i18next'
import { ERROR_VALUES, type ErrorData } from '../../engine/errors'

declare const __APP_VERSION__: string
declare const __ORT_VERSION__: string

/** Title and next step in the reader's language. A value that the error lacks leaves nothing behind. */
export function errorText(
  t: TFunction<'errors'>,
  error: ErrorData,
): { readonly title: string; readonly next: string } {
  // `file` (which dropped file) and `url` are told where they are known.
  const blanks = Object.fromEntries([...ERROR_VALUES[error.code], 'file', 'url'].map((key) => [key, '']))
  const grouped = Object.fromEntries(
    Object.entries(error.values).map(([key, value]) => [
      key,
      typeof value === 'number' && key !== 'status' ? value.toLocaleString('en-US') : value,
    ]),
  )
  const values = { ...blanks, ...grouped }
  const tidy = (text: string) =>
    text
      .replace(/\s*(\(\)|（）)/g, '')
      .replace(/\s{2,}/g, ' ')
      .replace(/\s+([.;,])(?=\s|$)/g, '$1')
      .trim()
  return {
    title: tidy(t(`${error.code}.title`, values)),
    next: tidy(t(`${error.code}.next`, values)),
  }
}

/** Everything that a ticket needs, as text. */
export function ticket(error: ErrorData, title: string, next: string): string {
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
