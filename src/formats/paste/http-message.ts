/** Reads a request as HTTP writes it: a message of a proxy or a debugger, or a .http file of an editor. */
import { readLiteralAt } from '../reply/literal'
import { publicUrl, secretsOf, urlNotes, type RawRequest } from './raw'

/** `POST /v1/embeddings HTTP/1.1`, or `POST http://…`, at the beginning of a line that holds nothing else. */
export const MESSAGE =
  /^[>\t ]*(?:POST|PUT|PATCH|GET)[ \t]+(?:[^\s"'{]+[ \t]+HTTP\/[\d.]+|https?:\/\/[^\s"']+|\{\{[^\s"']+)[ \t]*$/m
const ALL = new RegExp(MESSAGE, 'gm')
const START = /^[>\t ]*(\w+)[ \t]+(\S+)/
const HEADER = /^[>\t ]*([\w-]+)[ \t]*:[ \t]*(.*)$/

export function fromMessage(text: string): RawRequest[] {
  const given = text.replaceAll('\r\n', '\n')
  const starts = [...given.matchAll(ALL)].map(({ index }) => index)
  return starts.map((start, at) => messageOf(given.slice(start, starts[at + 1])))
}

/** HTTP/2 as developer tools print it: `:method: POST`, with the value on this line or the next. */
export const PSEUDO_HEADERS = /^[ \t]*:(?:method|authority|path|scheme):?[ \t]*(?:\n|\S)/m

export function fromPseudoHeaders(text: string): RawRequest[] {
  const given = text.replaceAll('\r\n', '\n')
  const of = (name: string) => new RegExp(`^[ \\t]*:${name}:?\\s*(\\S+)`, 'm').exec(given)?.[1] ?? ''
  const line = `${of('method') || 'POST'} ${of('scheme') || 'http'}://${of('authority')}${of('path')}`
  return fromMessage(`${line}\n${given.replace(/^[ \t]*:(?:method|authority|path|scheme):?\s*\S+\n/gm, '')}`)
}

function messageOf(text: string): RawRequest {
  const [, method, target] = START.exec(text)!
  const headers = new Map<string, string>()
  let at = endOfLine(text, 0)
  while (at < text.length) {
    const end = endOfLine(text, at)
    const line = text.slice(at, end).trimEnd()
    const header = HEADER.exec(line)
    if (!header && line.replace(/^[>\t ]+/, '') !== '') break
    at = end
    if (!header) break
    headers.set(header[1]!.toLowerCase(), header[2]!)
  }
  const { url, dropped } = publicUrl(addressOf(target!, headers.get('host') ?? null))
  return {
    source: 'http',
    url: url === '' ? null : url,
    method: method!.toUpperCase(),
    body: bodyOf(text.slice(at)),
    secretsDropped: [...secretsOf(headers.keys()), ...dropped],
    notes: urlNotes(url),
  }
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

/** The message itself names no scheme: http, unless the port is that of https. */
function addressOf(target: string, host: string | null): string {
  if (/^https?:\/\//i.test(target) || host === null) return target
  return `${host.endsWith(':443') ? 'https' : 'http'}://${host.replace(/:443$/, '')}${target}`
}

/** What follows the body (the next message's separator, a reply) is no part of it. */
function bodyOf(rest: string): string | null {
  const text = rest.trim()
  if (text === '') return null
  if (!text.startsWith('{')) return text.split(/\n\s*(?:###|\n)/, 1)[0]!.trim()
  const read = readLiteralAt(text, 0)
  return read ? text.slice(0, read.end) : text
}
