/** A further thread of the encoder in Node. Plain JavaScript, because no loader runs in it. */
/* global WebAssembly, performance */
import { parentPort, workerData } from 'node:worker_threads'

const { module, memory, job, thread, lost } = workerData
try {
  const { exports } = await WebAssembly.instantiate(module, {
    env: { memory, now: () => performance.now() },
  })
  parentPort.postMessage('ready')
  exports.serve(job, thread)
} catch (error) {
  // Thread 0 looks at this while it waits.
  Atomics.store(new Int32Array(memory.buffer), (job + lost) / 4, 1)
  throw error
}
