/** onnxruntime-web's build for WebGPU. It is loaded only when the user chooses WebGPU. */
import { EngineError } from '../../engine/errors'
import type { OrtModule } from '../ort'

interface Gpu {
  requestAdapter(): Promise<object | null>
}

/** @returns null on plain HTTP and in browsers without WebGPU */
export const gpuOf = (nav: Navigator): Gpu | null => (nav as Navigator & { gpu?: Gpu }).gpu ?? null

const unavailable = (detail: string) =>
  new EngineError('webgpu/unavailable', `WebGPU is not available: ${detail}.`, { detail })

/**
 * Loads the module after a check that this browser really has a GPU: onnxruntime would fail later, after the download
 * of the weights.
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
