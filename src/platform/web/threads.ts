import type { RuntimeInfo } from '../../engine/model/ports'

/**
 * The number of threads for onnxruntime's WASM. Without cross-origin isolation there is no SharedArrayBuffer, so there
 * is one thread.
 * @param asked null: as many as the hardware has; onnxruntime itself uses at most 4
 */
export function chooseThreads(asked: number | null): Pick<RuntimeInfo, 'threads' | 'threadsReason'> {
  const offered = Math.max(1, navigator.hardwareConcurrency || 1)
  if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined')
    return { threads: 1, threadsReason: 'not-isolated' }
  const threads = Math.min(Math.max(1, asked ?? offered), offered)
  if (threads > 1) return { threads, threadsReason: null }
  return { threads, threadsReason: offered === 1 ? 'one-core' : 'chosen' }
}
