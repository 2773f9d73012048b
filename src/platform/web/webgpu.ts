/** onnxruntime-web's WebGPU build, which nothing loads unless it was chosen. */
import { EngineError } from '../../engine/errors'
import type { OrtModule } from '../ort'

interface Gpu {
  requestAdapter(): Promise<object | null>
}

/** Null on plain HTTP and in browsers without WebGPU. */
export const gpuOf = (nav: Navigator): Gpu | null => (nav as Navigator & { gpu?: Gpu }).gpu ?? null

const unavailable = (detail: string) =>
  new EngineError('webgpu/unavailable', `WebGPU is not available: ${detail}.`, { detail })

/**
 * The module, once it is certain that this browser has a GPU to run it on: onnxruntime itself would fail only when
 * the weights are there.
 * @throws EngineError webgpu/unavailable
 */
export async function loadWebGpuOrt(): Promise<OrtModule> {
  if (!globalThis.isSecureContext) throw unavailable('the page came over plain HTTP, not HTTPS or localhost')
  const gpu = gpuOf(navigator)
  if (!gpu) throw unavailable('this browser has no WebGPU')
  const adapter = await gpu.requestAdapter().catch((error: unknown) => {
    throw unavailable(`the browser gives no GPU (${String(error)})`)
  })
  if (!adapter) throw unavailable('the browser gives no GPU: none that it supports, or switched off')
  return import('onnxruntime-web/webgpu')
}
