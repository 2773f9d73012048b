/** A further thread of the encoder in a browser. */
import { JOB_LOST } from '../../kernels/abi'
import type { ThreadStart } from './kernels'

self.onmessage = async ({ data: { module, memory, job, thread } }: MessageEvent<ThreadStart>) => {
  try {
    const { exports } = await WebAssembly.instantiate(module, {
      env: { memory, now: () => performance.now() },
    })
    self.postMessage('ready')
    ;(exports.serve as (job: number, thread: number) => void)(job, thread)
  } catch (error) {
    // Thread 0 looks at this while it waits.
    Atomics.store(new Int32Array(memory.buffer), (job + JOB_LOST) / 4, 1)
    self.postMessage(String(error))
  }
}
