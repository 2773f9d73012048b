import { gpuOf } from './webgpu'

/** What this browser and this page offer. The environment view shows it. */
export interface Capabilities {
  readonly secureContext: boolean
  readonly crossOriginIsolated: boolean
  readonly sharedArrayBuffer: boolean
  readonly wasmSimd: boolean
  readonly hardwareThreads: number
  readonly cacheApi: boolean
  /** The browser has the WebGPU API. Only a request for an adapter shows whether there is a GPU. */
  readonly webgpu: boolean
  readonly clipboardApi: boolean
  /** GiB, rounded by the browser. Null in browsers that do not tell it. */
  readonly deviceMemory: number | null
  readonly userAgent: string
}

// A module with one function that uses v128: it is valid only in a browser with SIMD (webassembly.github.io/simd).
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
])

export function probeCapabilities(): Capabilities {
  const nav = navigator as Navigator & { deviceMemory?: number }
  return {
    secureContext: globalThis.isSecureContext,
    crossOriginIsolated: globalThis.crossOriginIsolated,
    sharedArrayBuffer: typeof SharedArrayBuffer !== 'undefined',
    wasmSimd: WebAssembly.validate(SIMD_MODULE),
    hardwareThreads: navigator.hardwareConcurrency || 1,
    cacheApi: typeof caches !== 'undefined',
    webgpu: gpuOf(navigator) !== null,
    clipboardApi: typeof nav.clipboard !== 'undefined',
    deviceMemory: nav.deviceMemory ?? null,
    userAgent: navigator.userAgent,
  }
}
