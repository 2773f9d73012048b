/** Places in the kernels' memory. */
import type { Kernels } from './ports'

const LINE = 64

export const aligned = (bytes: number): number => Math.ceil(bytes / LINE) * LINE

/** Hands out memory from `start` upwards; what is handed out stays. */
export class Arena {
  private next: number

  constructor(
    private readonly kernels: Kernels,
    start: number,
  ) {
    this.next = aligned(start)
  }

  /** The first address that is not handed out. */
  get end(): number {
    return this.next
  }

  /** @throws EngineError run/out-of-memory */
  take(bytes: number): number {
    const at = this.next
    this.kernels.grow(at + aligned(bytes))
    this.next = at + aligned(bytes)
    return at
  }

  /** Of what was handed out last, so many bytes are used. */
  keep(at: number, bytes: number): void {
    this.next = at + aligned(bytes)
  }
}

/** Views of the memory as it is now. They go stale when it grows. */
export const floatsAt = (kernels: Kernels, at: number, length: number): Float32Array =>
  new Float32Array(kernels.bytes().buffer, at, length)

export const integersAt = (kernels: Kernels, at: number, length: number): Int32Array =>
  new Int32Array(kernels.bytes().buffer, at, length)

export class Struct {
  constructor(
    private readonly kernels: Kernels,
    readonly at: number,
  ) {}

  private get view(): DataView {
    return new DataView(this.kernels.bytes().buffer)
  }

  get(offset: number): number {
    return this.view.getInt32(this.at + offset, true)
  }

  /** An integer, or an address. */
  set(offset: number, value: number): void {
    this.view.setUint32(this.at + offset, value >>> 0, true)
  }

  setFloat(offset: number, value: number): void {
    this.view.setFloat32(this.at + offset, value, true)
  }

  setDouble(offset: number, value: number): void {
    this.view.setFloat64(this.at + offset, value, true)
  }
}
