/**
 * The terminal, called in this process: the same `run` as in bin/m3scope.mjs, with other streams. Each model is loaded
 * once for a test file. What needs a process of its own is in process.test.ts.
 */
import { Readable } from 'node:stream'
import { run } from '../../../cli/run'
import type { Io, LoadedModel, Models, TextModel } from '../../../cli/shared/io'
import { Messages } from '../../../cli/shared/messages'
import { diskModels } from '../../../cli/shared/models'

const engines = new Map<string, Promise<LoadedModel>>()
const textModels = new Map<string, Promise<TextModel>>()

const cached = <T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
  const found = cache.get(key) ?? make()
  cache.set(key, found)
  // A failed load is tried again.
  found.catch(() => cache.delete(key))
  return found
}

/** An engine keeps files of its model open. Node.js warns where it closes them itself, after garbage collection. */
const loadedAgain: Promise<LoadedModel>[] = []
const kept = (loading: Promise<LoadedModel>) => {
  loadedAgain.push(loading)
  return loading
}

const testModels: Models = {
  // With --progress the load itself is under test, so each such call loads the model again.
  open: (request, hooks) =>
    hooks.onProgress
      ? kept(diskModels.open(request, hooks))
      : cached(engines, JSON.stringify(request), () => diskModels.open(request, hooks)),
  openInThread: (request, hooks) => testModels.open(request, hooks),
  openText: (folder) => cached(textModels, folder, () => diskModels.openText(folder)),
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Stands for SIGINT and SIGTERM. */
  readonly stop?: AbortSignal
  readonly onMessage?: (text: string) => void
  /** Standard input is then one that never ends. */
  readonly isTerminal?: boolean
  /** Bytes of standard input that come at once. */
  readonly piece?: number
  /** Default: models of the disk, each loaded once. */
  readonly models?: Io['models']
}

export async function cli(
  args: readonly string[],
  input: string | Uint8Array = '',
  options: CliOptions = {},
) {
  const {
    env = {},
    stop = new AbortController().signal,
    onMessage,
    isTerminal = false,
    piece = Infinity,
    models = () => Promise.resolve(testModels),
  } = options
  const chunks: Buffer[] = []
  let stderr = ''
  const io: Io = {
    stdin: isTerminal
      ? Object.assign(new Readable({ read: () => undefined }), { isTTY: true })
      : Readable.from(piecesOf(input, piece)),
    write: (chunk) => {
      chunks.push(Buffer.from(chunk))
      return Promise.resolve()
    },
    messages: new Messages({
      isTTY: isTerminal,
      write: (text) => {
        stderr += text
        onMessage?.(text)
      },
    }),
    env,
    stopSignal: () => stop,
    models,
  }
  const status = await run(args, io)
  const stdout = Buffer.concat(chunks).toString()
  return {
    status,
    stdout,
    stderr,
    /** Of JSON Lines; `certify` writes one JSON over several lines. */
    get lines(): readonly Record<string, unknown>[] {
      return linesOf(stdout)
    },
  }
}

function* piecesOf(input: string | Uint8Array, size: number): Generator<Buffer> {
  const bytes = Buffer.from(input)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, Math.min(at + size, bytes.length))
}

export const linesOf = (stdout: string): readonly Record<string, unknown>[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

export const jsonl = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row) + '\n').join('')
