/** The kernels as the engine's port, for the browser and for Node: memory, the instance of thread 0, and the other threads. */
import { ABI, JOB_ARRIVED, JOB_EPOCH, JOB_LOST, JOB_NEXT, JOB_PAUSED, JOB_WAITERS } from '../../kernels/abi'
import { saidBy } from '../../engine/detail-words'
import { detail } from '../../engine/details'
import type { KernelFunctions, KernelInfo, Kernels, KernelsOptions } from '../../engine/encoder/ports'
import { EngineError } from '../../engine/errors'
import { chooseBinary, unshare, type Build } from './binary'

/** What a thread is started with. */
export interface ThreadStart {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly job: number
  /** From 1 on. */
  readonly thread: number
}

export interface Thread {
  /** Ends it, whatever it does. Resolves when that is known; a browser does not tell. */
  terminate(): Promise<unknown> | void
}

/** Where the kernels run. */
export interface KernelsHost {
  /** Of m3scope. */
  readonly version: string
  /** @throws EngineError encoder/missing */
  read(build: Build): Promise<Uint8Array<ArrayBuffer>>
  /** Resolves when the thread waits for work. @throws what the worker says */
  start(start: ThreadStart): Promise<Thread>
}

const PAGE = 65_536
/** In pages. Engines that cannot reserve 4 GB of addresses may give less. */
const MOST_PAGES = [65_536, 32_768, 16_384]
/** Below this address nothing is laid out: 0 is no pointer. The probe uses it before anything else. */
const PROBE_AT = 1024
const PROBE_BYTES = 256

const DOTS: Readonly<Record<number, KernelInfo['dot']>> = { 1: 'unsigned', 2: 'signed', 3: 'exact' }

/** @throws EngineError encoder/no-simd, encoder/missing, run/out-of-memory */
export async function openKernels(host: KernelsHost, options: KernelsOptions): Promise<Kernels> {
  const { threads } = options
  const isShared = threads > 1
  const { build, bytes } = await chooseBinary((which) => host.read(which))
  const module = await WebAssembly.compile(isShared ? bytes : unshare(bytes))
  const memory = allocate(options.bytes, isShared)
  const instance = await WebAssembly.instantiate(module, importsOf(memory))
  const functions = instance.exports as unknown as KernelFunctions
  if (functions.abi() !== ABI)
    throw new EngineError('encoder/missing', 'The kernels are of another version.', {
      file: `${build}.wasm`,
      detail: detail('kernels-other', { found: functions.abi(), expected: ABI }),
    })
  const dot = DOTS[functions.probe(PROBE_AT)] ?? 'none'
  new Uint8Array(memory.buffer, PROBE_AT, PROBE_BYTES).fill(0)
  const info: KernelInfo = { version: `${host.version}+abi${ABI}`, build, threads, dot }
  return new OpenedKernels(info, functions, module, memory, host)
}

/** What the binary imports. */
export const importsOf = (memory: WebAssembly.Memory) => ({
  env: { memory, now: () => performance.now() },
})

class OpenedKernels implements Kernels {
  private threads: Thread[] = []
  private view: Uint8Array

  constructor(
    readonly info: KernelInfo,
    readonly functions: KernelFunctions,
    private readonly module: WebAssembly.Module,
    private readonly memory: WebAssembly.Memory,
    private readonly host: KernelsHost,
  ) {
    this.view = new Uint8Array(memory.buffer)
  }

  bytes(): Uint8Array {
    if (this.view.buffer !== this.memory.buffer) this.view = new Uint8Array(this.memory.buffer)
    return this.view
  }

  grow(bytes: number): void {
    const pages = Math.ceil(bytes / PAGE) - this.memory.buffer.byteLength / PAGE
    if (pages <= 0) return
    try {
      this.memory.grow(pages)
    } catch (error) {
      throw outOfMemory(error)
    }
  }

  async serve(job: number): Promise<void> {
    this.field(job, JOB_EPOCH, 0)
    const numbers = Array.from({ length: this.info.threads - 1 }, (_, index) => index + 1)
    const starts = await Promise.allSettled(
      numbers.map((thread) => this.host.start({ module: this.module, memory: this.memory, job, thread })),
    )
    this.threads = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    const failed = starts.find((start) => start.status === 'rejected')
    if (!failed) return
    await this.end()
    const said = saidBy(failed.reason)
    throw new EngineError('encoder/thread-lost', `A thread of the encoder does not start: ${said}`, {
      detail: said,
    })
  }

  async restart(job: number): Promise<void> {
    await this.end()
    for (const offset of [JOB_ARRIVED, JOB_NEXT, JOB_WAITERS, JOB_PAUSED, JOB_LOST])
      this.field(job, offset, 0)
    await this.serve(job)
  }

  close(): void {
    void this.end()
    this.view = new Uint8Array()
  }

  private async end(): Promise<void> {
    const ending = this.threads.map((thread) => thread.terminate())
    this.threads = []
    await Promise.all(ending)
  }

  private field(job: number, offset: number, value: number): void {
    Atomics.store(new Int32Array(this.memory.buffer, job + offset, 1), 0, value)
  }
}

function allocate(bytes: number, shared: boolean): WebAssembly.Memory {
  const initial = Math.max(1, Math.ceil(bytes / PAGE))
  let refused: unknown = new RangeError(`${initial} pages`)
  for (const maximum of MOST_PAGES.filter((pages) => pages >= initial)) {
    try {
      return new WebAssembly.Memory({ initial, maximum, shared })
    } catch (error) {
      refused = error
    }
  }
  throw outOfMemory(refused)
}

function outOfMemory(cause: unknown): EngineError {
  const said = saidBy(cause)
  return new EngineError('run/out-of-memory', `No memory for the encoder: ${said}`, { detail: said })
}
