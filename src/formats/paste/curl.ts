/** Reads the words of curl commands as requests. */
import { percentEncoded } from '../percent-encoded'
import { EngineError } from '../../engine/errors'
import { DATA, FORM, fullName, knownOption, longOf } from './curl-options'
import { startOf } from './part'
import { isSecret, publicUrl, secretsOf, urlNotes, type RawRequest } from './raw'
import { markedIn, unmark } from './unknown'
import type { PasteNote, PasteSource } from './types'

export interface CurlWords {
  /** After the command's name. */
  readonly words: readonly string[]
  readonly stdin: string | null
  /** Files that the pasted script itself writes. */
  readonly files: ReadonlyMap<string, string>
}

interface Read {
  urls: string[]
  method: string | null
  headers: string[]
  data: { kind: string; text: string }[]
  get: boolean
  next: boolean
  secrets: string[]
  notes: PasteNote[]
  /** Words that are neither options nor addresses. */
  left: string[]
}

/** @throws EngineError paste/file, paste/form, paste/option */
export function readCurl(given: CurlWords, source: PasteSource): RawRequest {
  const read = readOptions(given)
  const { urls, data, get, notes } = read
  if (read.left.length > 0)
    notes.push({ code: 'words-left', values: { start: startOf(read.left.join(' ')) } })
  if (urls.length > 1 || read.next) notes.push({ code: 'several-urls', values: { count: urls.length } })
  const isBody = ({ kind }: { kind: string }) => kind !== 'url-query' && !get
  const query = data.filter((part) => !isBody(part)).map(({ text }) => text)
  const body = joined(data.filter(isBody))
  const { url, dropped } = publicUrl(withQuery(urls[0] ?? '', query))
  const headerNames = read.headers.map((header) => header.split(/[:;]/, 1)[0]!.trim())
  notes.push(...urlNotes(url))
  return {
    source,
    url: url === '' ? null : url,
    method: (read.method ?? (body === null ? 'GET' : 'POST')).toUpperCase(),
    // With -G the data become the query.
    body: body ?? (get && query.length > 0 ? query.join('&') : null),
    secretsDropped: [...new Set([...secretsOf(headerNames), ...read.secrets, ...dropped])],
    notes,
  }
}

function readOptions({ words, stdin, files }: CurlWords): Read {
  const read: Read = {
    urls: [],
    method: null,
    headers: [],
    data: [],
    get: false,
    next: false,
    secrets: [],
    notes: [],
    left: [],
  }
  let onlyUrls = false
  for (let at = 0; at < words.length && !read.next; at++) {
    const word = words[at]!
    if (onlyUrls || !/^-./.test(word)) {
      if (read.urls.length === 0 || isAddress(word)) read.urls.push(word)
      else if (read.data.length === 0) read.left.push(word)
      else {
        // A command in a sentence: after its body and address the sentence goes on.
        read.left.push(...words.slice(at))
        break
      }
      continue
    }
    if (word === '--%') continue // PowerShell: what follows is passed as it stands
    if (word === '--') {
      onlyUrls = true
      continue
    }
    const { name, value, found } = optionOf(word)
    if (found === null) at += unknownOption(read, word, words.slice(at + 1))
    else if (found === 'flag') takeFlags(read, name)
    else {
      const given = value ?? words[++at] ?? ''
      take(read, name, given, { stdin, files })
    }
  }
  return read
}

/** "-sSd{…}": several short options in one word; the last one may have its value in the same word. */
function optionOf(word: string): { name: string; value: string | null; found: 'value' | 'flag' | null } {
  if (word.startsWith('--')) {
    const name = fullName(word.slice(2))
    return { name, value: null, found: knownOption(name) }
  }
  const flags: string[] = []
  for (let at = 1; at < word.length; at++) {
    const name = longOf(word[at]!)
    if (name === null) return { name: '', value: null, found: null }
    if (knownOption(name) === 'value') {
      const rest = word.slice(at + 1)
      return { name, value: rest === '' ? null : rest, found: 'value' }
    }
    flags.push(name)
  }
  return { name: flags.join(' '), value: null, found: 'flag' }
}

function takeFlags(read: Read, names: string): void {
  for (const name of names.split(' ')) {
    if (name === 'get') read.get = true
    else if (name === 'next') read.next = true
  }
}

function take(read: Read, name: string, value: string, from: Pick<CurlWords, 'stdin' | 'files'>): void {
  const is = (list: readonly string[]) => list.includes(name.replace(/^expand-/, ''))
  if (is(FORM)) throw form(name, value)
  if (is(DATA)) read.data.push({ kind: name.replace(/^expand-/, ''), text: dataOf(name, value, from) })
  else if (name === 'url') read.urls.push(value)
  else if (name === 'request') read.method = value
  else if (name === 'header') read.headers.push(value)
  else if (name === 'config') throw fileError(`--${name}`, value)
  else if (isSecret(name) || name === 'user' || name === 'proxy-user') read.secrets.push(`--${name}`)
}

/**
 * An option that curl does not have. The next word may be its value or the address.
 * @returns how many of the next words are its value
 */
function unknownOption(read: Read, word: string, rest: readonly string[]): number {
  read.notes.push({ code: 'unknown-option', values: { option: word } })
  const [next] = rest
  if (next === undefined || next.startsWith('-') || looksUrl(next)) return 0
  // Where no other word is an address, this one may be it.
  if (read.urls.length > 0 || rest.slice(1).some(looksUrl)) return 1
  throw new EngineError('paste/option', `curl has no option ${word}; is "${next}" its value?`, {
    option: word.slice(0, 60),
    value: next.slice(0, 60),
  })
}

/** As people write addresses; any other word could be one for curl. */
const isAddress = (word: string) =>
  /^(?:[a-z][\w+.-]*:\/\/|[\w-]+(?:\.[\w-]+)+|[\w-]+:\d|\/|\uFDD0)/i.test(word)
const looksUrl = (word: string) => /^(https?:\/\/|localhost|\d{1,3}(\.\d{1,3}){3}|\uFDD0)/i.test(word)

function dataOf(name: string, value: string, from: Pick<CurlWords, 'stdin' | 'files'>): string {
  const kind = name.replace(/^expand-/, '')
  if (kind === 'data-urlencode') return urlEncoded(value, from)
  if (kind === 'data-raw' || kind === 'url-query' || !value.startsWith('@')) return value
  const content = fileContent(`--${name}`, value.slice(1), from)
  // -d removes the line ends of a file; --data-binary and --json keep them.
  return kind === 'data' || kind === 'data-ascii' ? content.replace(/[\r\n]/g, '') : content
}

/** "text", "=text", "name=text", "@file", "name@file" */
function urlEncoded(value: string, from: Pick<CurlWords, 'stdin' | 'files'>): string {
  const found = /^([^=@]*)([=@])([^]*)$/.exec(value)
  if (!found) return percentEncoded(value)
  const [, name, sign, rest] = found
  const content = sign === '@' ? fileContent('--data-urlencode', rest!, from) : rest!
  return (name === '' ? '' : `${name}=`) + percentEncoded(content)
}

export function fileContent(
  option: string,
  file: string,
  { stdin, files }: Pick<CurlWords, 'stdin' | 'files'>,
): string {
  const content = file === '-' ? stdin : files.get(fileName(file))
  if (content === null || content === undefined) throw fileError(option, file)
  const redirected = /^< (.*)$/.exec(markedIn(content) ?? '')?.[1]
  if (redirected !== undefined) throw fileError(option, redirected)
  return content
}

/** ./body.json and body.json are the same file. */
export const fileName = (path: string): string => path.replace(/^\.[\\/]/, '')

/** The parts of --json are concatenated; other parts are joined by "&". */
function joined(parts: Read['data']): string | null {
  if (parts.length === 0) return null
  return parts.reduce(
    (text, { kind, text: part }, at) => text + (at === 0 || kind === 'json' ? '' : '&') + part,
    '',
  )
}

const withQuery = (url: string, query: readonly string[]): string =>
  query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`

export const fileError = (option: string, given: string) => {
  const file = unmark(given) === '-' ? 'stdin' : unmark(given).slice(0, 200)
  return new EngineError('paste/file', `The body lies in ${file}, which a page cannot read.`, {
    option: option.slice(0, 200),
    file,
  })
}

const form = (name: string, value: string) => {
  if (name === 'upload-file') return fileError(`--${name}`, value)
  return new EngineError('paste/form', `A multipart form is not a request for embeddings.`, {
    option: `--${name}`,
  })
}
