/** Reads the address of a model that a user types, pastes or gives as `?model=`. */
import { worded } from '../../../engine/detail-words'
import { EngineError } from '../../../engine/errors'
import type { HubHost } from './types'

interface HubAddress {
  readonly kind: 'hub'
  readonly host: HubHost
  readonly repo: string
  readonly revision: string
  readonly graphFile?: string
}

interface UrlAddress {
  readonly kind: 'url'
  /** With a slash at the end. */
  readonly baseUrl: string
  readonly graphFile?: string
}

export type Address = HubAddress | UrlAddress

/** The last name in the folder's path; the host when the path is empty. */
export function folderId(baseUrl: string): string {
  const url = new URL(baseUrl)
  return segmentsOf(url)?.at(-1) ?? url.host
}

/** The hosts that the page knows; the first is the default. */
export const HOSTS: readonly HubHost[] = [
  { scheme: 'huggingface', url: 'https://huggingface.co' },
  { scheme: 'huggingface', url: 'https://hf-mirror.com' },
  { scheme: 'modelscope', url: 'https://www.modelscope.cn' },
]

const ALIASES: Readonly<Record<string, string>> = {
  'hf.co': 'huggingface.co',
  'www.huggingface.co': 'huggingface.co',
  'www.hf-mirror.com': 'hf-mirror.com',
  'modelscope.cn': 'www.modelscope.cn',
}

const EXPECTED = worded(
  'BAAI/bge-m3, BAAI/bge-m3@revision, the address of its page on the hub, or of a folder with the model (https://host/path/)',
  'model-address',
)
const EXPECTED_HOST = worded('https://host or https://host/path', 'host-address')

/** In a hub's addresses a revision follows one of these words. */
const PAGES = ['tree', 'blob', 'resolve', 'raw']
const NAME = /^[\w][\w.-]*$/
/** An address may name one file of the model's folder. */
const MODEL_FILE = /\.(json|onnx|onnx_data|data|pt|bin|safetensors|model|md|txt)$/i

const invalid = (found: string, expected = EXPECTED) =>
  new EngineError('hub/invalid-address', `"${found}" names no model; expected: ${expected.text}.`, {
    found,
    expected,
  })

/**
 * A URL belongs to a hub when its host is one of HOSTS or `chosen`, or when its path has the form of a hub's page
 * (…/owner/name/tree/revision). Every other URL is a folder: a path of two names alone does not show a hub.
 * @param chosen the host of addresses without a host
 * @throws EngineError hub/invalid-address
 */
export function parseAddress(text: string, chosen: HubHost): Address {
  const typed = text.trim()
  if (typed === '' || /\s/.test(typed)) throw invalid(typed)
  const address = withScheme(typed, chosen)
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(address)) return parseName(typed, chosen)
  const url = parseUrl(address)
  if (!url) throw invalid(typed)
  const path = segmentsOf(url)
  if (!path) throw invalid(typed)
  const known = knownHub(url, path, chosen)
  const place = known ? hubPage(known.host, known.path) : (unknownHubPage(url, path) ?? folder(url, path))
  if (!place) throw invalid(typed)
  return place
}

/**
 * Reads the address of a host that the user gives.
 * @param scheme used for a host that is not in HOSTS
 * @throws EngineError hub/invalid-address
 */
export function parseHost(text: string, scheme: HubHost['scheme'] = 'huggingface'): HubHost {
  const typed = text.trim()
  const url = parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (typed === '' || /\s/.test(typed) || !url) throw invalid(typed, EXPECTED_HOST)
  const preset = presetOf(url)
  if (preset && url.pathname === '/') return preset
  return { scheme, url: url.origin + url.pathname.replace(/\/+$/, '') }
}

/** Completes "huggingface.co/BAAI/bge-m3": browsers show addresses without the scheme. */
function withScheme(typed: string, chosen: HubHost): string {
  const [first = ''] = typed.split('/')
  const hosts = [...HOSTS, chosen].map(({ url }) => new URL(url))
  if (Object.hasOwn(ALIASES, first)) return `https://${typed}`
  const host = hosts.find((each) => each.host === first.toLowerCase())
  return host ? `${host.protocol}//${typed}` : typed
}

function parseUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const usable = /^https?:$/.test(url.protocol) && url.hostname !== '' && url.username + url.password === ''
  return usable ? url : null
}

/** @returns null when the path is not properly percent-encoded */
function segmentsOf({ pathname }: URL): string[] | null {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return null
  }
}

function presetOf({ hostname, port }: URL): HubHost | undefined {
  const name = ALIASES[hostname] ?? hostname
  return port === '' ? HOSTS.find(({ url }) => new URL(url).hostname === name) : undefined
}

function knownHub(
  url: URL,
  path: readonly string[],
  chosen: HubHost,
): { host: HubHost; path: readonly string[] } | null {
  const own = new URL(chosen.url)
  const prefix = segmentsOf(own) ?? []
  if (url.origin === own.origin && prefix.every((segment, at) => path[at] === segment))
    return { host: chosen, path: path.slice(prefix.length) }
  const preset = presetOf(url)
  return preset ? { host: preset, path } : null
}

/** Reads "BAAI/bge-m3", "BAAI/bge-m3@revision" and "BAAI/bge-m3/onnx/model.onnx". */
function parseName(typed: string, host: HubHost): HubAddress {
  const [name = '', revision] = splitRevision(typed)
  const path = name.replace(/\/+$/, '').split('/')
  const place = path.length === 2 || path.at(-1)!.endsWith('.onnx') ? hubPage(host, path) : null
  if (!place) throw invalid(typed)
  return revision === undefined ? place : { ...place, revision: revision.replace(/\/+$/, '') }
}

/** @param path without the host's own path. @returns null when it names no repository */
function hubPage(host: HubHost, path: readonly string[]): HubAddress | null {
  const [owner, named, ...rest] = host.scheme === 'modelscope' && path[0] === 'models' ? path.slice(1) : path
  const [name, typed] = splitRevision(named)
  if (owner === undefined || name === undefined || !NAME.test(owner) || !NAME.test(name)) return null
  if (['api', 'datasets', 'spaces', 'docs', 'models'].includes(owner)) return null
  const { revision, file } = afterRepo(rest)
  return {
    kind: 'hub',
    host,
    repo: `${owner}/${name}`,
    revision: typed ?? revision ?? 'main',
    ...(file?.endsWith('.onnx') && { graphFile: file }),
  }
}

function splitRevision(named: string | undefined): [name?: string, revision?: string] {
  const at = named?.indexOf('@') ?? -1
  if (named === undefined || at < 0) return named === undefined ? [] : [named]
  const revision = named.slice(at + 1)
  return revision === '' ? [named.slice(0, at)] : [named.slice(0, at), revision]
}

/**
 * Reads the rest of a path: "tree/main/onnx", "blob/refs/pr/1/model.onnx", "onnx/model.onnx", and ModelScope's
 * "file/view/master/onnx/model.onnx".
 */
function afterRepo(rest: readonly string[]): { revision?: string; file?: string } {
  const [page, ...more] = rest[0] === 'file' && rest[1] === 'view' ? rest.slice(1) : rest
  if (page === undefined) return {}
  if (page !== 'view' && !PAGES.includes(page)) return { file: rest.join('/') }
  const length = more[0] === 'refs' ? 3 : 1
  const revision = more.slice(0, length).join('/')
  return { file: more.slice(length).join('/'), ...(revision !== '' && { revision }) }
}

/** Reads …/owner/name/tree/revision on a host that is not known as a hub. */
function unknownHubPage(url: URL, path: readonly string[]): Address | null {
  const at = path.findIndex((segment, index) => index >= 2 && PAGES.includes(segment))
  if (at < 0 || path[at + 1] === undefined) return null
  const prefix = path.slice(0, at - 2).map((segment) => '/' + encodeURIComponent(segment))
  return hubPage({ scheme: 'huggingface', url: url.origin + prefix.join('') }, path.slice(at - 2))
}

/** Reads the URL of a folder or of one of its files. The folder "onnx" lies inside of the model's folder. */
function folder(url: URL, path: readonly string[]): Address {
  const last = path.at(-1) ?? ''
  const isFile = MODEL_FILE.test(last) && !url.pathname.endsWith('/')
  const folders = isFile ? path.slice(0, -1) : [...path]
  const inOnnx = folders.at(-1) === 'onnx'
  if (inOnnx) folders.pop()
  const baseUrl = url.origin + folders.map((name) => '/' + encodeURIComponent(name)).join('') + '/'
  const graphFile = isFile && last.endsWith('.onnx') ? (inOnnx ? 'onnx/' : '') + last : null
  return { kind: 'url', baseUrl, ...(graphFile !== null && { graphFile }) }
}
