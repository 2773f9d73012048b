/** Reads fetch(…), copied from developer tools or from a program. */
import { isObject } from '../../engine/values'
import { fetchCalls, type JsValue } from './js'
import { jsonOf } from './work'
import { publicUrl, secretsOf, urlNotes, type RawRequest } from './raw'

export function fromFetch(text: string): RawRequest[] {
  return fetchCalls(text).map(([address, options]): RawRequest => {
    const { method, headers, body } = isObject(options) ? options : {}
    const { url, dropped } = publicUrl(typeof address === 'string' ? address : '')
    return {
      source: 'fetch',
      url: url === '' ? null : url,
      method: (typeof method === 'string' ? method : 'GET').toUpperCase(),
      body: typeof body === 'string' ? body : body === undefined || body === null ? null : jsonOf(body),
      secretsDropped: [...secretsOf(namesOf(headers)), ...dropped],
      notes: urlNotes(url),
    }
  })
}

/** An object, or a list of pairs. */
const namesOf = (headers: JsValue | undefined): string[] =>
  isObject(headers)
    ? Object.keys(headers)
    : Array.isArray(headers)
      ? headers.flatMap((pair: JsValue) => (Array.isArray(pair) ? [String(pair[0])] : []))
      : []
