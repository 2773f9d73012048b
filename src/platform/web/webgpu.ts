/** onnxruntime-web's build for WebGPU. It is loaded only when the user chooses WebGPU. */
import { worded, type Detail } from '../../engine/detail-words'
import { EngineError } from '../../engine/errors'
import type { OrtModule } from '../ort'

interface Gpu {
  requestAdapter(): Promise<object | null>
}

/** @returns null on plain HTTP and in browsers without WebGPU */
export const gpuOf = (nav: Navigator): Gpu | null => (nav as Navigator & { gpu?: Gpu }).gpu ?? null

const unavailable = (detail: Detail) =>
  new EngineError('webgpu/unavailable', `WebGPU is not available: ${detail.text}.`, { detail })

/**
 * Loads the module after a check that this browser really has a GPU: onnxruntime would fail later, after the download
 * of the weights.
 * @throws EngineError webgpu/unavailable
 */
export async function loadWebGpuOrt(): Promise<OrtModule> {
  if (!globalThis.isSecureContext)
    throw unavailable(worded('the page came over plain HTTP, not HTTPS or localhost', 'plain-http'))
  const gpu = gpuOf(navigator)
  if (!gpu) throw unavailable(worded('this browser has no WebGPU', 'no-webgpu'))
  const adapter = await gpu.requestAdapter().catch((error: unknown) => {
    const said = String(error)
    throw unavailable(worded(`the browser gives no GPU (${said})`, 'gpu-said', { said }))
  })
  if (!adapter)
    throw unavailable(worded('the browser gives no GPU: none that it supports, or switched off', 'no-gpu'))
  return import('onnxruntime-web/webgpu')
}
