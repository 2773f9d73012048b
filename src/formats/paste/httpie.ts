/** Reads the words of HTTPie and xh (https://httpie.io/docs/cli): a method, an address, and items such as name=value. */
import { percentEncoded } from '../percent-encoded'
import { fileContent, fileError, type CurlWords } from './curl'
import { nest } from './httpie-items'
import type { Json } from './json'
import { publicUrl, secretsOf, urlNotes, type RawRequest } from './raw'

/** Options with a value. All others have none. */
const WITH_VALUE = new Set(
  `-a --auth -A --auth-type --session --session-read-only --verify --cert --cert-key --cert-key-pass --timeout --max-redirects
  --proxy -s --style -p --print -o --output --pretty --format-options --boundary --raw --response-charset --response-mime
  --history-print -P --ssl --ciphers --default-scheme --max-headers --bearer --http-version --resolve --interface
  --unix-socket --generate`.split(/\s+/),
)
const ITEM = /^((?:\\[^]|[^\\:=@;])*)(:=@|:=|==|=@|=|:@|:|@|;)([^]*)$/

interface Read {
  method: string | null
  url: string | null
  raw: string | null
  form: boolean
  readonly headers: string[]
  readonly query: string[]
  readonly fields: [path: string, value: Json][]
  readonly secrets: string[]
}

/** @param scheme of an address that names none @throws EngineError paste/file */
export function readHttpie(given: CurlWords, scheme: string): RawRequest {
  const read: Read = {
    method: null,
    url: null,
    raw: null,
    form: false,
    headers: [],
    query: [],
    fields: [],
    secrets: [],
  }
  let onlyItems = false
  for (let at = 0; at < given.words.length; at++) {
    const word = given.words[at]!
    if (onlyItems || !/^-./.test(word)) takeItem(read, word, given)
    else if (word === '--') onlyItems = true
    else {
      const [, name, value] = /^(--[^=]+)=([^]*)$/.exec(word) ?? [null, word, null]
      const takes = WITH_VALUE.has(name!)
      takeOption(read, name!, value ?? (takes ? (given.words[++at] ?? '') : ''))
    }
  }
  const body = bodyOf(read, given)
  const address = withQuery(absolute(read.url ?? '', scheme), read.query)
  const { url, dropped } = publicUrl(address)
  return {
    source: 'httpie',
    url: url === '' ? null : url,
    method: read.method ?? (body === null ? 'GET' : 'POST'),
    body,
    secretsDropped: [...new Set([...secretsOf(read.headers), ...read.secrets, ...dropped])],
    notes: urlNotes(url),
  }
}

function takeOption(read: Read, name: string, value: string): void {
  if (name === '--raw') read.raw = value
  else if (name === '--form' || name === '-f') read.form = true
  else if (/^(-a|--auth|--bearer|--session|--cert-key-pass)$/.test(name)) read.secrets.push(name)
}

function takeItem(read: Read, word: string, from: CurlWords): void {
  if (read.url === null) {
    if (read.method === null && /^[A-Za-z]+$/.test(word) && word !== 'localhost')
      read.method = word.toUpperCase()
    else read.url = word
    return
  }
  const item = ITEM.exec(word)
  if (!item) return
  const [, escaped, sign, value] = item
  const name = escaped!.replace(/\\([:=@;\\])/g, '$1')
  const content = () => fileContent(word, value!, from)
  if (sign === ':' || sign === ';' || sign === ':@') read.headers.push(name)
  else if (sign === '==') read.query.push(`${name}=${percentEncoded(value!)}`)
  else if (sign === '=') read.fields.push([name, value!])
  else if (sign === '=@') read.fields.push([name, content()])
  else if (sign === '@') throw fileError(word, value!)
  else read.fields.push([name, jsonOf(sign === ':=@' ? content() : value!)])
}

/** What is no JSON stays a text: HTTPie would refuse it, a variable may be in it. */
function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function bodyOf({ raw, fields, form, method }: Read, from: CurlWords): string | null {
  if (raw !== null) return raw
  if (fields.length > 0) {
    if (form) return fields.map(([name, value]) => `${name}=${percentEncoded(String(value))}`).join('&')
    return JSON.stringify(nest(fields))
  }
  // HTTPie reads a standard input that is not a terminal as the body.
  return from.stdin === null || method === 'GET' ? null : fileContent('<', '-', from)
}

/** :8000/embed is localhost:8000/embed. */
function absolute(url: string, scheme: string): string {
  if (url === '' || /^[a-z][\w+.-]*:\/\//i.test(url) || /^[$\uFDD0]/.test(url)) return url
  const [, port, path] = /^:(\d*)(.*)$/.exec(url) ?? []
  return `${scheme}://${path === undefined ? url : `localhost${port === '' ? '' : `:${port}`}${path}`}`
}

const withQuery = (url: string, query: readonly string[]): string =>
  query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`
