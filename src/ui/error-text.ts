import type { TFunction } from 'i18next'
import { ERROR_VALUES, type ErrorData, type ErrorValues } from '../engine/errors'
import { i18next } from '../i18n'
import { detailText } from './detail-text'
import { size } from './quantities'

declare const __APP_VERSION__: string
declare const __ORT_VERSION__: string

/** The words that errors need. */
export const ERROR_WORDS = ['errors', 'common', 'details'] as const
type ErrorT = TFunction<typeof ERROR_WORDS>

/** Title and next step in the reader's language. A placeholder without a value disappears. */
export function errorText(t: ErrorT, error: ErrorData): { readonly title: string; readonly next: string } {
  // `file` (which dropped file) and `url` are told where they are known.
  const blanks = Object.fromEntries([...ERROR_VALUES[error.code], 'file', 'url'].map((key) => [key, '']))
  const told: ErrorValues = {
    // A crash is not always followed by a new engine at once.
    restarted: error.code === 'worker/crashed' ? 'no' : '',
    ...error.values,
  }
  const worded = Object.fromEntries(
    Object.entries(told).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? sentenceOf(t, key, value)
        : isBytes(error.code, key)
          ? size(value)
          : key === 'status'
            ? value
            : value.toLocaleString('en-US'),
    ]),
  )
  const values = { ...blanks, ...worded, ...sentencesOf(t, error) }
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

/** The engine's own sentences among the values. */
function sentencesOf(t: ErrorT, { words = {}, first }: ErrorData): Record<string, string> {
  const tDetail = t as unknown as TFunction<'details'>
  const sentences = Object.entries(words).map(([name, said]) => [name, detailText(tDetail, said)])
  return { ...Object.fromEntries(sentences), ...(first && { detail: errorText(t, first).title }) }
}

/** Groups of `common` whose keys errors tell, by the name of the value. */
const CODED = {
  reason: 'unavailable',
  restarted: 'restarted',
  remedy: 'remedy',
  what: 'what',
  altered: 'altered',
  damaged: 'damaged',
} as const

/** A key in the reader's language; any other value as it is. */
function sentenceOf(t: ErrorT, key: string, value: string): string {
  const group = Object.hasOwn(CODED, key) ? CODED[key as keyof typeof CODED] : null
  if (group === null || !i18next.exists(`common:${group}.${value}`)) return value
  return t(`common:${group}.${value}` as 'common:what.layer')
}

const isBytes = (code: ErrorData['code'], key: string): boolean =>
  code === 'run/too-large' && (key === 'needed' || key === 'limit')

/** The whole error as text, for a bug report. */
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
