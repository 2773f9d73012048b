/** A vector database on a port of its own. It checks each request against the documentation and searches by brute force. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { SearchedName } from '../../../src/formats/search/types'
import { chroma } from './chroma'
import { Refused, type FakeDocument, type FakeRequest, type Hold } from './documents'
import { lucene } from './lucene'
import { milvus } from './milvus'
import { qdrant } from './qdrant'
import { weaviate } from './weaviate'

type Answer = (request: FakeRequest, hold: Hold) => { readonly status: number; readonly value: unknown }

const ANSWERS: Readonly<Record<SearchedName, Answer>> = {
  milvus,
  qdrant,
  elasticsearch: lucene('elasticsearch'),
  opensearch: lucene('opensearch'),
  weaviate,
  chroma,
}

export interface DatabaseSwitches {
  /** The header of a key, in lower case, and its value: others get 401. */
  key: readonly [header: string, value: string] | null
  /** How many requests get 429 before the first answer. */
  busy: number
  cors: boolean
  /** Requests whose body has this text get 500. */
  failsOn: string | null
  delayMs: number
}

export class FakeDatabase {
  readonly log: { method: string; path: string; body: string; headers: IncomingMessage['headers'] }[] = []
  /** The most requests that were open at once. */
  most = 0
  #open = 0
  switches: DatabaseSwitches = { key: null, busy: 0, cors: true, failsOn: null, delayMs: 0 }
  private constructor(
    private readonly server: Server,
    readonly url: string,
    readonly name: SearchedName,
    public hold: Hold,
  ) {}

  static async start(
    name: SearchedName,
    documents: readonly FakeDocument[],
    switches: Partial<DatabaseSwitches> = {},
  ): Promise<FakeDatabase> {
    const server = createServer((request, response) => void fake.handle(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const fake = new FakeDatabase(server, `http://127.0.0.1:${address.port}`, name, {
      collection: name === 'weaviate' ? 'Docs' : 'docs',
      documents,
      dimension: documents[0]!.dense.length,
      id: 'doc_id',
    })
    Object.assign(fake.switches, switches)
    return fake
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.most = Math.max(this.most, ++this.#open)
    const { status, text, headers } = await this.answer(request)
    if (this.switches.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.switches.delayMs))
    this.#open--
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text)
  }

  private async answer(request: IncomingMessage) {
    const { switches } = this
    const headers: Record<string, string> = switches.cors
      ? {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Headers': 'content-type, authorization, api-key, x-chroma-token',
          'Access-Control-Allow-Methods': 'GET, POST',
        }
      : {}
    const { method = 'GET' } = request
    if (method === 'OPTIONS') return { status: switches.cors ? 204 : 405, text: '', headers }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString('utf8')
    const { pathname, searchParams } = new URL(request.url!, this.url)
    this.log.push({ method, path: request.url!, body, headers: request.headers })
    if (switches.busy > 0) {
      switches.busy--
      return { status: 429, text: '{"error":"busy"}', headers: { ...headers, 'Retry-After': '0' } }
    }
    if (switches.key !== null && request.headers[switches.key[0]] !== switches.key[1])
      return { status: 401, text: '{"error":"who are you?"}', headers }
    if (switches.failsOn !== null && body.includes(switches.failsOn))
      return { status: 500, text: '{"error":"out of memory"}', headers }
    try {
      const { status, value } = ANSWERS[this.name](
        { method, path: pathname, query: searchParams, body: body === '' ? null : JSON.parse(body) },
        this.hold,
      )
      return { status, text: typeof value === 'string' ? value : JSON.stringify(value), headers }
    } catch (error) {
      if (error instanceof Refused) return { status: error.status, text: JSON.stringify(error.body), headers }
      return { status: 400, text: JSON.stringify({ error: { reason: String(error) } }), headers }
    }
  }
}
