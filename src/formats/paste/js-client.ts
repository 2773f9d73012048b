/** Reads calls of JavaScript's clients: axios, the OpenAI library. */
import { isObject } from '../../engine/values'
import { withoutEnd } from '../without-end'
import { callsOf, type JsValue } from './js'
import { jsonOf } from './work'
import { isSecret, publicUrl, secretsOf, urlNotes, type RawRequest } from './raw'

export const JS_CLIENT =
  /\b(?:ky|got)\s*\.\s*(?:post|put)\s*\(|\baxios\s*(?:\.\s*(?:post|put|request)\s*)?\(|\bembeddings\s*\.\s*create\s*\(\s*\{|\.embeddings\.create\s*\(\s*[A-Za-z_$][\w$]*\s*\)\s*;/

export function fromJsClient(text: string): RawRequest[] {
  const base = baseOf(text)
  return [
    ...callsOf(text, /\baxios\s*\.\s*(?:post|put)\s*\(/g).map(([url, body, config]) =>
      made(url, body, config, 'POST', base),
    ),
    ...callsOf(text, /\b(?:ky|got)\s*\.\s*(?:post|put)\s*\(/g).map(([url, options]) => {
      const { json, body } = isObject(options) ? options : {}
      return made(url, json ?? body, options, 'POST', base)
    }),
    ...callsOf(text, /\baxios\s*(?:\.\s*request\s*)?\(/g).map(([config]) => {
      const { url, data, method } = isObject(config) ? config : {}
      return made(url, data, config, typeof method === 'string' ? method : 'GET', base)
    }),
    ...callsOf(text, /\bembeddings\s*\.\s*create\s*\(/g).map(([body]) =>
      made(
        base.url === null ? undefined : `${withoutEnd(base.url, '/')}/embeddings`,
        body,
        undefined,
        'POST',
        base,
      ),
    ),
  ]
}

interface Base {
  readonly url: string | null
  readonly secrets: readonly string[]
}

/** new OpenAI({ baseURL }) or axios.create({ baseURL }). */
function baseOf(text: string): Base {
  const [given] = callsOf(text, /\bnew\s+\w*OpenAI\s*\(|\baxios\s*\.\s*create\s*\(/g)[0] ?? []
  if (!isObject(given)) return { url: null, secrets: [] }
  const { baseURL, basePath } = given
  const url = baseURL ?? basePath
  return { url: typeof url === 'string' ? url : null, secrets: Object.keys(given).filter(isSecret) }
}

function made(
  address: JsValue | undefined,
  body: JsValue | undefined,
  config: JsValue | undefined,
  method: string,
  base: Base,
): RawRequest {
  const given = typeof address === 'string' ? address : ''
  const absolute = given.startsWith('/') && base.url !== null ? withoutEnd(base.url, '/') + given : given
  const { url, dropped } = publicUrl(absolute)
  const headers = isObject(config) ? config['headers'] : undefined
  return {
    source: 'js',
    url: url === '' ? null : url,
    method: method.toUpperCase(),
    body: body === undefined || body === null ? null : typeof body === 'string' ? body : jsonOf(body),
    secretsDropped: [
      ...(isObject(headers) ? secretsOf(Object.keys(headers)) : []),
      ...base.secrets,
      ...dropped,
    ],
    notes: urlNotes(url),
  }
}
