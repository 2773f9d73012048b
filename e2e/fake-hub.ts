/**
 * A hub for tests, over folders of this disk: both listing APIs, redirects to a "CDN" of another origin, Range and
 * If-Range, and what goes wrong in life (`faults`). A page's routing could not break a connection in mid-way.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { allowOthers, json, NO_FAULTS, page, sendFile, sha256, type Faults } from './fake-hub-serve'

export interface Asked {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly range: string | null
  readonly ifRange: string | null
  readonly authorization: string | null
}

export const COMMIT = '5617a9f61b028005a4858fdac845db406aefb181'
const BRANCHES = { huggingface: ['main', COMMIT], modelscope: ['master', COMMIT] }
const LARGE = /\.(onnx|onnx_data|data|pt|safetensors)$|Constant_7/

export class FakeHub {
  readonly faults: Faults = { ...NO_FAULTS }
  readonly log: Asked[] = []
  /** Files of a page of the listing. */
  pageSize = 1000
  private readonly changed = new Map<string, Buffer>()
  private readonly read = new Map<string, Buffer>()

  private constructor(
    private readonly repos: Readonly<Record<string, string>>,
    private readonly server: Server,
  ) {}

  /** @param repos "BAAI/bge-m3" to the folder with its files */
  static async start(repos: Readonly<Record<string, string>>): Promise<FakeHub> {
    const server = createServer()
    const hub = new FakeHub(repos, server)
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      hub.handle(request, response).catch(() => response.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    return hub
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port
  }
  get url(): string {
    return `http://localhost:${this.port}`
  }
  /** The same server under another name is another origin. */
  private get cdn(): string {
    return `http://127.0.0.1:${this.port}/cdn`
  }
  /** A plain folder with a repository's files; with a slash at the end. */
  folder(repo: string): string {
    return `${this.url}/plain/${repo}/`
  }

  reset(): void {
    Object.assign(this.faults, NO_FAULTS)
    this.log.length = 0
    this.pageSize = 1000
    this.changed.clear()
  }
  /** From now on the file has this content, at every revision. */
  change(repo: string, name: string, content: Buffer): void {
    this.changed.set(`${repo}/${name}`, content)
  }
  /** Requests for paths that match. */
  asked(path: RegExp): Asked[] {
    return this.log.filter((each) => path.test(each.path))
  }
  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private names(repo: string): string[] {
    const folder = this.repos[repo]!
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => statSync(join(folder, name)).isFile())
    const more = [...this.changed.keys()].filter((key) => key.startsWith(`${repo}/`))
    return [...new Set([...names, ...more.map((key) => key.slice(repo.length + 1))])].sort()
  }

  private content(repo: string, name: string): Buffer | null {
    const changed = this.changed.get(`${repo}/${name}`)
    if (changed) return changed
    if (this.repos[repo] === undefined || !this.names(repo).includes(name)) return null
    const path = join(this.repos[repo], name)
    const data = this.read.get(path) ?? readFileSync(path)
    this.read.set(path, data)
    return data
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, this.url)
    const path = decodeURIComponent(pathname)
    const { faults } = this
    const { method = 'GET', headers } = request
    if (faults.cors) allowOthers(response)
    if (method === 'OPTIONS') return void response.writeHead(faults.cors ? 204 : 405).end()
    this.log.push({
      method,
      path: request.url!,
      range: headers.range ?? null,
      ifRange: headers['if-range'] === undefined ? null : String(headers['if-range']),
      authorization: headers.authorization ?? null,
    })
    if (faults.api === 'login') return page(response, 'Sign in')
    if (method === 'HEAD' && !faults.head) return void response.writeHead(405).end()
    const cdn = /^\/cdn\/([^/]+\/[^/]+)\/(.+)$/.exec(path) ?? /^\/plain\/([^/]+\/[^/]+)\/(.+)$/.exec(path)
    if (cdn) return this.send(cdn[1]!, cdn[2]!, request, response)
    if (faults.token !== null && headers.authorization !== `Bearer ${faults.token}`)
      return json(response, 401, { error: 'Invalid username or password.' })
    const file = /^\/(models\/)?([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path)
    if (file) {
      const [, models, repo, revision, name] = file
      return this.resolve(models ? 'modelscope' : 'huggingface', repo!, revision!, name!, request, response)
    }
    if (faults.api === 'full') {
      const hf = /^\/api\/models\/([^/]+\/[^/]+)\/(revision|tree)\/(.+)$/.exec(path)
      if (hf) return this.huggingFace(hf[1]!, hf[2]!, hf[3]!, searchParams, response)
      const ms = /^\/api\/v1\/models\/([^/]+\/[^/]+)\/repo\/files$/.exec(path)
      if (ms) return this.modelScope(ms[1]!, searchParams.get('Revision') ?? 'master', response)
    }
    return this.unknown(response)
  }

  private unknown(response: ServerResponse): void {
    if (this.faults.startPage) return page(response, 'Welcome')
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found')
  }

  private huggingFace(
    repo: string,
    what: string,
    revision: string,
    query: URLSearchParams,
    response: ServerResponse,
  ): void {
    const missing = (code: string) => {
      response.setHeader('X-Error-Code', code)
      json(response, 404, { error: code })
    }
    if (this.repos[repo] === undefined) return missing('RepoNotFound')
    if (!BRANCHES.huggingface.includes(revision)) return missing('RevisionNotFound')
    if (what === 'revision') return json(response, 200, { id: repo, sha: COMMIT, siblings: [] })
    const names = this.names(repo)
    const from = Number(query.get('cursor') ?? 0)
    if (from + this.pageSize < names.length) {
      const next = `/api/models/${repo}/tree/${revision}?recursive=true&cursor=${from + this.pageSize}`
      response.setHeader('Link', `<${this.faults.linkOrigin ?? this.url}${next}>; rel="next"`)
    }
    const folders = from === 0 ? [{ type: 'directory', oid: '0', size: 0, path: 'onnx' }] : []
    const files = names.slice(from, from + this.pageSize).map((path) => {
      const data = this.content(repo, path)!
      const lfs = { oid: sha256(data), size: data.length, pointerSize: 134 }
      return { type: 'file', oid: '0', size: data.length, path, ...(LARGE.test(path) && { lfs }) }
    })
    json(response, 200, [...folders, ...files])
  }

  private modelScope(repo: string, revision: string, response: ServerResponse): void {
    if (this.repos[repo] === undefined)
      return json(response, 404, { Code: 10010205001, Message: 'record not found', Success: false })
    const known = BRANCHES.modelscope.includes(revision)
    const files = this.names(repo).map((path) => {
      const data = this.content(repo, path)!
      return {
        Name: path.split('/').at(-1),
        Path: path,
        Type: 'blob',
        Size: data.length,
        Sha256: sha256(data),
        Revision: COMMIT,
        IsLFS: LARGE.test(path),
      }
    })
    const folder = { Name: 'onnx', Path: 'onnx', Type: 'tree', Size: 0, Sha256: '', Revision: COMMIT }
    const data = known
      ? { Files: [folder, ...files], LatestCommitter: { Id: '', ShortId: COMMIT.slice(0, 8) } }
      : { Files: null, LatestCommitter: null }
    json(response, 200, { Code: 200, Data: data, Message: 'success', Success: true })
  }

  private resolve(
    scheme: keyof typeof BRANCHES,
    repo: string,
    revision: string,
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): void | Promise<void> {
    const data = BRANCHES[scheme].includes(revision) ? this.content(repo, name) : null
    if (!data) return this.unknown(response)
    if (scheme === 'huggingface') response.setHeader('X-Repo-Commit', COMMIT)
    if (!LARGE.test(name)) return this.send(repo, name, request, response)
    response.setHeader('X-Linked-Size', data.length)
    const url = `${this.cdn}/${repo}/${name.split('/').map(encodeURIComponent).join('/')}?sha=${sha256(data)}`
    response.writeHead(302, { Location: url, 'Content-Length': 0 }).end()
  }

  private send(
    repo: string,
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): void | Promise<void> {
    const data = this.content(repo, name)
    return data ? sendFile(name, data, this.faults, request, response) : this.unknown(response)
  }
}
