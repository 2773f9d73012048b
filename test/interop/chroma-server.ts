/** Chroma's real server, `chroma run`, from the Python of the interoperability tests. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ChromaServer {
  readonly url: string
  stop(): Promise<void>
}

export interface ChromaRecord {
  readonly id: string
  readonly text: string
  readonly dense: readonly number[]
}

export type Space = 'cosine' | 'l2' | 'ip'

const COLLECTIONS = '/api/v2/tenants/default_tenant/databases/default_database/collections'

/** The command of that Python. Undefined: it has none. */
export function chromaCommand(python: string): string | undefined {
  const { stdout, status } = spawnSync(
    python,
    ['-c', 'import sysconfig, os; print(os.path.join(sysconfig.get_path("scripts"), "chroma"))'],
    { encoding: 'utf8' },
  )
  const command = stdout.trim()
  return status === 0 && spawnSync(command, ['--version']).status === 0 ? command : undefined
}

/** @param origins pages that may read its replies: without them a browser keeps every reply from the page */
export async function startChroma(command: string, origins: readonly string[]): Promise<ChromaServer> {
  const folder = mkdtempSync(join(tmpdir(), 'm3scope-chroma-'))
  const port = await freePort()
  const config = join(folder, 'chroma.yaml')
  writeFileSync(
    config,
    [
      `port: ${port}`,
      'listen_address: "127.0.0.1"',
      `persist_path: ${JSON.stringify(join(folder, 'data'))}`,
      `cors_allow_origins: ${JSON.stringify(origins)}`,
      '',
    ].join('\n'),
  )
  const child = spawn(command, ['run', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: folder },
  })
  const url = `http://127.0.0.1:${port}`
  try {
    await answers(`${url}/api/v2/heartbeat`, child)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  for (;;) {
    if (child.exitCode !== null) throw new Error(`chroma ended: ${said}`)
    const there = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (there) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

/** A collection with these documents, as Chroma's own client makes it. */
export async function fillChroma(
  { url }: ChromaServer,
  name: string,
  space: Space,
  records: readonly ChromaRecord[],
): Promise<void> {
  const post = async (path: string, body: object) => {
    const reply = await fetch(url + COLLECTIONS + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
    return (await reply.json()) as { id: string }
  }
  const { id } = await post('', { name, configuration: { hnsw: { space } } })
  await post(`/${id}/add`, {
    ids: records.map((record) => record.id),
    embeddings: records.map(({ dense }) => dense),
    documents: records.map(({ text }) => text),
  })
}
