/** The kernels in Node: further threads are worker_threads. */
import { readFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { saidBy } from '../../engine/detail-words'
import type { OpenKernels } from '../../engine/encoder/ports'
import { EngineError } from '../../engine/errors'
import { JOB_LOST } from '../../kernels/abi'
import { openKernels, type KernelsHost, type Thread, type ThreadStart } from './kernels'
import type { Build } from './binary'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

export const nodeHost: KernelsHost = { version, read, start }

export const openNodeKernels: OpenKernels = (options) => openKernels(nodeHost, options)

async function read(build: Build): Promise<Uint8Array<ArrayBuffer>> {
  const file = new URL(`../../kernels/build/${build}.wasm`, import.meta.url)
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    const detail = saidBy(error)
    throw new EngineError('encoder/missing', `The encoder's program is not there: ${detail}`, {
      file: `${build}.wasm`,
      detail,
    })
  }
}

function start(message: ThreadStart): Promise<Thread> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./node-thread.mjs', import.meta.url), {
      workerData: { ...message, lost: JOB_LOST },
      // A loader that the program was started with (tsx) has nothing to do there.
      execArgv: [],
    })
    worker.once('message', () => {
      worker.unref() // a thread that waits does not keep the program alive
      resolve({ terminate: () => worker.terminate() })
    })
    worker.on('error', reject)
    worker.once('exit', (code) => reject(new Error(`it ended with ${code}`)))
  })
}
