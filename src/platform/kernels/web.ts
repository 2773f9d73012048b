/** The kernels in a browser: called in the engine's worker, which starts a worker for each further thread. */
import { saidBy } from '../../engine/detail-words'
import type { OpenKernels } from '../../engine/encoder/ports'
import { EngineError } from '../../engine/errors'
import plainUrl from '../../kernels/build/plain.wasm?url'
import relaxedUrl from '../../kernels/build/relaxed.wasm?url'
import { openKernels, type Thread, type ThreadStart } from './kernels'
import type { Build } from './binary'

declare const __APP_VERSION__: string

const URLS: Readonly<Record<Build, string>> = { relaxed: relaxedUrl, plain: plainUrl }

export const openWebKernels: OpenKernels = (options) =>
  openKernels({ version: __APP_VERSION__, read, start }, options)

async function read(build: Build): Promise<Uint8Array<ArrayBuffer>> {
  const missing = (detail: string) =>
    new EngineError('encoder/missing', `The encoder's program does not load: ${detail}`, {
      file: `${build}.wasm`,
      detail,
    })
  let response: Response
  let bytes: ArrayBuffer
  try {
    response = await fetch(URLS[build])
    bytes = await response.arrayBuffer()
  } catch (error) {
    throw missing(saidBy(error))
  }
  if (!response.ok) throw missing(`HTTP ${response.status}`)
  return new Uint8Array(bytes)
}

function start(message: ThreadStart): Promise<Thread> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      type: 'module',
      name: `m3scope-encoder-${message.thread}`,
    })
    worker.onmessage = ({ data }: MessageEvent<string>) => {
      if (data === 'ready') resolve({ terminate: () => worker.terminate() })
      else fail(data)
    }
    worker.onerror = (event) => fail(event.message)
    const fail = (said: string) => {
      worker.terminate()
      reject(new Error(said))
    }
    worker.postMessage(message)
  })
}
