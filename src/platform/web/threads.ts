import type { RuntimeInfo } from '../../engine/model/ports'

/**
 * Threads for onnxruntime's WASM: as asked, else all that the hardware offers (the library itself stops at 4).
 * Without cross-origin isolation there is no SharedArrayBuffer and so one thread.
 */
export function chooseThreads(asked: number | null): Pick<RuntimeInfo, 'threads' | 'threadsReason'> {
  const offered = Math.max(1, navigator.hardwareConcurrency || 1)
  if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined')
    return { threads: 1, threadsReason: 'not-isolated' }
  const threads = Math.min(Math.max(1, asked ?? offered), offered)
  if (threads > 1) return { threads, threadsReason: null }
  return { threads, threadsReason: offered === 1 ? 'one-core' : 'chosen' }
}
