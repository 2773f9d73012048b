/** Finds the requests in a shell script: curl, HTTPie, wget, and PowerShell's own commands. */
import { bashCommands } from './bash'
import { plain, type Command, type Word } from './bash-types'
import { cmdCommands } from './cmd'
import { fileName, readCurl, type CurlWords } from './curl'
import { readHttpie } from './httpie'
import { powershellCommands, type PsCommand, type PsTable, type PsValue } from './powershell'
import { publicUrl, secretsOf, type RawRequest } from './raw'
import { base64Text } from './base64-text'
import { inTwoWays } from './readings'
import { scriptOf, substituted } from './scripts'
import { mark, markedIn } from './unknown'
import { readWget } from './wget'
import { jsonOf, made, refuseDepth } from './work'

const CURL = /^(?:.*[\\/])?curl(?:\.exe)?$/i
const PROGRAM = /^(?:.*[\\/])?(curl|curlie|https?|xhs?|wget)(?:\.exe)?$/i
/** Words before a command: a prompt, or a program that runs another one. */
const BEFORE = /^(?:\$|>|%|#|sudo|env|time|exec|command|nohup|then|do|!|PS.*>)$/

/** @param depth how many commands this script stands within */
export function fromBash(text: string, depth = 0): RawRequest[] {
  refuseDepth(depth * 8)
  const variables = new Map<string, string>()
  const files = new Map<string, string>()
  return bashCommands(text).flatMap(({ words, stdin, into }: Command): RawRequest[] => {
    const inner = substituted(words)
    if (inner !== null) return fromBash(inner, depth + 1)
    const rest = assign(words, variables)
    const body = stdin === null ? null : fromFile(filled(stdin, variables), files)
    const command = plain(rest[0] ?? [])
    if (into !== null && command === 'cat' && body !== null)
      files.set(fileName(filled(into, variables)), body)
    if (into !== null && (command === 'echo' || command === 'printf')) {
      const given = rest.slice(1).map((word) => filled(word, variables))
      files.set(
        fileName(filled(into, variables)),
        given.filter((word) => word !== '%s' && word !== '-n').join(' '),
      )
    }
    const script = scriptOf(command, () => rest.map((word) => filled(word, variables)))
    if (script !== null) return fromBash(script, depth + 1)
    const at = rest.findIndex((word) => PROGRAM.test(plain(word)))
    if (at < 0 || !rest.slice(0, at).every((word) => BEFORE.test(plain(word)) || isOption(word))) return []
    const given = { words: rest.slice(at + 1).map((word) => filled(word, variables)), stdin: body, files }
    return [readProgram(PROGRAM.exec(plain(rest[at]!))![1]!.toLowerCase(), given)]
  })
}

function readProgram(name: string, given: CurlWords): RawRequest {
  switch (name) {
    case 'curl':
      return readCurl(given, 'curl-bash')
    case 'wget':
      return readWget(given)
    case 'https':
    case 'xhs':
      return readHttpie(given, 'https')
    case 'curlie':
      return isCurl(given.words) ? readCurl(given, 'curl-bash') : readHttpie(given, 'http')
    default:
      return readHttpie(given, 'http')
  }
}

/** curlie takes curl's options and HTTPie's items. */
const isCurl = (words: readonly string[]) =>
  words.some((word) => /^(?:-d|-H|-X|--data.*|--header|--request|--json)$/.test(word))

/** "< body.json", where the script itself wrote body.json. */
function fromFile(stdin: string, files: ReadonlyMap<string, string>): string {
  const file = /^< (.*)$/.exec(markedIn(stdin) ?? '')?.[1]
  return (file === undefined ? undefined : files.get(fileName(file))) ?? stdin
}

const isOption = (word: Word) => plain(word).startsWith('-')

/** NAME=value or NAME+=value before a command; alone it sets a variable for later commands. */
function assign(words: readonly Word[], variables: Map<string, string>): readonly Word[] {
  let at = 0
  if (/^(export|set|declare|local|readonly)$/.test(plain(words[0] ?? []))) at++
  for (; at < words.length; at++) {
    const word = words[at]!
    const assigned = assignedName(word)
    if (assigned === null) break
    const { name, sign } = assigned
    const value = filled(word, variables).slice(name.length + sign.length)
    variables.set(name, sign === '+=' ? (variables.get(name) ?? mark(`$${name}`)) + value : value)
  }
  return words.slice(at)
}

/** The name must be literal; the value may be anything. */
function assignedName(word: Word): { readonly name: string; readonly sign: string } | null {
  const literal: string[] = []
  for (const part of word) {
    if (typeof part !== 'string') break
    literal.push(part)
  }
  const [, name, sign] = /^([A-Za-z_]\w*)(\+?=)/.exec(literal.join('')) ?? []
  return name === undefined ? null : { name, sign: sign! }
}

const filled = (word: Word, variables: ReadonlyMap<string, string>): string =>
  made(
    word
      .map((part) =>
        typeof part === 'string'
          ? part
          : (variables.get(part.variable.slice(1)) ?? part.fallback ?? mark(part.variable)),
      )
      .join(''),
  )

/**
 * Developer tools double every backslash before they escape quotes, and Windows halves them only before quotes. So what the
 * browser sent and what the command sends differ, where a body has other backslashes.
 */
export function fromCmd(text: string): RawRequest[] {
  const windows = () => curlsOfCmd(text, false)
  if (!/\^"|[{[,:]\s*""|""\s*[:,\]}]/.test(text)) return windows()
  const browser = tried(() => curlsOfCmd(text, true))
  if (browser === null) return windows()
  const run = tried(windows)
  return run === null ? browser : inTwoWays([browser, 'reading-browser'], [run, 'reading-windows'])
}

function tried(read: () => RawRequest[]): RawRequest[] | null {
  try {
    return read()
  } catch {
    return null
  }
}

function curlsOfCmd(text: string, doubled: boolean): RawRequest[] {
  const files = new Map<string, string>()
  return cmdCommands(text, doubled).flatMap(({ words }): RawRequest[] => {
    const given = words.map((word) => plain(word))
    if (writesFile(given, files)) return []
    const at = given.findIndex((word) => CURL.test(word.replace(/^.*>/, '')))
    if (at < 0 || at > 2) return []
    return [readCurl({ words: given.slice(at + 1), stdin: null, files }, 'curl-cmd')]
  })
}

/** ">body.b64 echo …" and "certutil -decode body.b64 body.json": how a body longer than a line of cmd is written. */
function writesFile([first = '', second, ...rest]: readonly string[], files: Map<string, string>): boolean {
  const into = /^>(>?)(.+)$/.exec(first)
  if (into && second === 'echo') {
    const file = fileName(into[2]!)
    const line = `${rest.join(' ')}\n`
    files.set(file, (into[1] === '>' ? (files.get(file) ?? '') : '') + line)
    return true
  }
  if (!/^certutil(\.exe)?$/i.test(first)) return false
  const [from, to] = rest.filter((word) => !word.startsWith('-') && !word.startsWith('>'))
  const encoded = from === undefined ? undefined : files.get(fileName(from))
  if (encoded !== undefined && to !== undefined)
    files.set(fileName(to), base64Text(encoded.replaceAll(/\s/g, '')))
  return true
}

export function fromPowershell(text: string): RawRequest[] {
  return powershellCommands(text.replace(/^PS [A-Za-z]:[^>\n]*> ?/gm, '')).flatMap(
    (command): RawRequest[] => {
      if (/^(invoke-webrequest|invoke-restmethod|iwr|irm)$/i.test(command.name)) return [webRequest(command)]
      if (!CURL.test(command.name)) return []
      // In Windows PowerShell "curl" is an alias of Invoke-WebRequest; its parameters show it.
      if (command.args.some(({ value, bare }) => bare && /^-(uri|body|headers)$/i.test(String(value))))
        return [webRequest(command)]
      return [curlRequest(command)]
    },
  )
}

/**
 * Windows PowerShell passes quotes within an argument without a backslash, so people write \" there. Where the body is JSON
 * only without these backslashes, they are removed.
 */
function curlRequest({ args }: PsCommand): RawRequest {
  const piped =
    args[0]?.bare === false &&
    !/^(?:https?:|localhost\b|[\w.-]+:\d)/.test(String(args[0].value)) &&
    typeof args[0].value === 'string' &&
    args.length > 1
      ? args[0].value
      : null
  const words = (piped === null ? args : args.slice(1)).flatMap(({ value }) =>
    Array.isArray(value) ? value.map(asText) : [asText(value)],
  )
  const read = readCurl({ words, stdin: piped, files: new Map() }, 'powershell')
  if (read.body === null || isJson(read.body)) return read
  for (const bare of unescaped(read.body)) if (isJson(bare)) return { ...read, body: bare }
  return read
}

/** \" with as many backslashes as another escape needs, \"" and "" are quotes for a program of Windows. */
function unescaped(body: string): string[] {
  const slashes = body.replace(/(\\+)"/g, (_, run: string) => `${'\\'.repeat((run.length - 1) / 2)}"`)
  return [slashes, slashes.replaceAll('""', '"'), body.replaceAll('""', '"')]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function webRequest({ args }: PsCommand): RawRequest {
  const given = new Map<string, PsValue>()
  let address: PsValue = null
  for (let at = 0; at < args.length; at++) {
    const { value, bare } = args[at]!
    const name =
      bare && typeof value === 'string' && value.startsWith('-') ? value.slice(1).toLowerCase() : null
    const next = args[at + 1]
    if (name === null) address ??= value
    else if (/^(usebasicparsing|skip.*|allow.*|disable.*|noproxy|passthru|verbose|sslprotocol)$/.test(name))
      continue
    else if (next !== undefined) {
      given.set(name.replace(/:$/, ''), next.value)
      at++
    }
  }
  const headers = given.get('headers')
  const { url, dropped } = publicUrl(asText(given.get('uri') ?? given.get('url') ?? address))
  const body = given.get('body')
  if (given.has('infile'))
    return readCurl(
      { words: ['-d', `@${asText(given.get('infile')!)}`], stdin: null, files: new Map() },
      'powershell',
    )
  const names = isTable(headers) ? Object.keys(headers) : []
  const secrets = [...given.keys()].filter(
    (name) => /^(credential|token|websession|authentication)$/.test(name) && name !== 'authentication',
  )
  return {
    source: 'powershell',
    url: url === '' ? null : url,
    method: asText(given.get('method') ?? 'GET').toUpperCase(),
    body: body === undefined || body === null ? null : asText(body),
    secretsDropped: [...secretsOf(names), ...secrets.map((name) => `-${name}`), ...dropped],
    notes: [],
  }
}

const isTable = (value: PsValue | undefined): value is PsTable =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const asText = (value: PsValue): string =>
  value === null ? '' : typeof value === 'object' ? jsonOf(value) : String(value)
