/** A proxy that changes texts on their way to a real server, as gateways and client libraries do. */
import { createServer } from 'node:http'

export type Alter = (text: string) => string

export interface AlteringProxy {
  readonly url: string
  /** Applied to every text of a request. */
  alter: Alter
  /** Changes other fields of a request. */
  settings: Readonly<Record<string, unknown>>
  close(): Promise<void>
}

export const AS_IT_IS: Alter = (text) => text

/** @param target where the server is: "http://127.0.0.1:8093" */
export async function alteringProxy(target: string): Promise<AlteringProxy> {
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const body = Buffer.concat(parts).toString('utf8')
      const reply = await fetch(target + request.url!, {
        method: request.method!,
        headers: { 'content-type': 'application/json' },
        ...(body !== '' && { body: altered(body) }),
      })
      response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' })
      response.end(await reply.text())
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  const proxy: AlteringProxy = {
    url: `http://127.0.0.1:${address.port}`,
    alter: AS_IT_IS,
    settings: {},
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  /** `texts` of m3scope, `input` of OpenAI. */
  function altered(body: string): string {
    const value = JSON.parse(body) as Record<string, unknown>
    for (const field of ['texts', 'input'])
      if (Array.isArray(value[field])) value[field] = value[field].map((text) => proxy.alter(String(text)))
    return JSON.stringify({ ...value, ...proxy.settings })
  }
  return proxy
}
