/**
 * The size of the runtime's memory. onnxruntime-web makes its WebAssembly.Memory in JavaScript and does not show it, so whoever
 * makes one is noted. Import this file before the runtime.
 */

const made: WeakRef<WebAssembly.Memory>[] = []
const { Memory } = WebAssembly

WebAssembly.Memory = class extends Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor)
    made.push(new WeakRef(this))
  }
}

/** Bytes of all WebAssembly memories of this thread; null: there is none yet. */
export function wasmHeap(): number | null {
  const sizes = made.flatMap((memory) => memory.deref()?.buffer.byteLength ?? [])
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0)
}
