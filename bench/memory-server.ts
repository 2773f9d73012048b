/** Serves folders as one cross-origin isolated site, and makes WASM heaps measurable. */
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

// onnxruntime-web and our encoder create their WebAssembly.Memory in JavaScript and do not expose it.
const LAY_OPEN = `if (!globalThis.wasmMemories) {
  globalThis.wasmMemories = []
  const { Memory } = WebAssembly
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor) {
      super(descriptor)
      globalThis.wasmMemories.push(this)
    }
  }
}
`

export interface Site {
  readonly url: string
  close(): void
}

/**
 * @param folders URL prefix, with slashes at both ends → folder. The longest matching prefix is used.
 * @param pages URL path → the reply, as JSON or as HTML
 */
export async function serveSite(
  folders: Readonly<Record<string, string>>,
  pages: Readonly<Record<string, string>>,
): Promise<Site> {
  const prefixes = Object.keys(folders).sort((a, b) => b.length - a.length)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const path = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream')
    const page = pages[path]
    if (page !== undefined) return void response.end(page)
    const prefix = prefixes.find((candidate) => path.startsWith(candidate))
    if (prefix === undefined) return void response.writeHead(404).end()
    const file = join(folders[prefix]!, normalize(path.slice(prefix.length)))
    const stat = statSync(file, { throwIfNoEntry: false })
    if (!stat?.isFile()) return void response.writeHead(404).end()
    if (/\.m?js$/.test(path)) return void response.end(LAY_OPEN + readFileSync(file, 'utf8'))
    response.setHeader('Content-Length', stat.size)
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () => void server.close(),
  }
}
