/** A server that keeps what it receives, byte by byte. */
import { createServer, type Server } from 'node:http'

export interface Received {
  readonly method: string
  readonly url: string
  readonly type: string | undefined
  readonly authorization: string | undefined
  readonly body: Buffer
}

export class Listener {
  private received: Received[] = []
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Listener> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        listener.received.push({
          method: request.method ?? '',
          url: request.url ?? '',
          type: request.headers['content-type'],
          authorization: request.headers.authorization,
          body: Buffer.concat(parts),
        })
        response.setHeader('Content-Type', 'application/json')
        response.end('{"ok":true}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const listener = new Listener(server, `http://127.0.0.1:${address.port}`)
    return listener
  }

  take(): Received[] {
    const { received } = this
    this.received = []
    return received
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
