/** The kernels (src/kernels) as the engine sees them. src/platform/kernels implements this for the browser and for Node. */

/** How the integer products of U8 activations and S8 weights are computed. */
export const ARITHMETICS = ['exact', 'avx2'] as const
/** exact: every sum. avx2: as onnxruntime on x86 without VNNI, where sums of two products saturate at 16 bits. */
export type Arithmetic = (typeof ARITHMETICS)[number]

export interface KernelInfo {
  /** Of the package m3scope and the layout of its memory: "0.1.0+abi2". */
  readonly version: string
  /** relaxed: relaxed SIMD. plain: engines without it. */
  readonly build: 'relaxed' | 'plain'
  readonly threads: number
  /**
   * What this engine's relaxed dots do with a second operand above 127. exact: dot-add takes it as unsigned (x64 with AVX-VNNI);
   * signed: dot-add takes it as signed (ARM); unsigned: the 16-bit dot does, and saturates (x64); none: neither, or the plain build.
   */
  readonly dot: 'exact' | 'signed' | 'unsigned' | 'none'
}

/** The functions of the binary, on thread 0. Pointers are addresses in `Kernels.memory`. */
export interface KernelFunctions {
  abi(): number
  /** Fills JOB_CONSTANTS. */
  initialise(job: number): void
  /** Begins layers [JOB_FIRST, JOB_LAST) on all threads. @returns RUN_* */
  run(job: number): number
  /** Goes on with a run that returned RUN_PAUSED. */
  resume(job: number): number
  /** KernelInfo.dot. 3: exact; 2: signed; 1: unsigned; 0: none. @param scratch 256 bytes */
  probe(scratch: number): number
  /** Others (packing) are typed where they are used. */
  readonly [name: string]: (...args: number[]) => number | void
}

export interface Kernels {
  readonly info: KernelInfo
  readonly functions: KernelFunctions
  /** The memory as it is now: a view goes stale when `grow` was called. */
  bytes(): Uint8Array
  /** @throws EngineError run/out-of-memory; the memory is as before */
  grow(bytes: number): void
  /** Starts the other threads, which serve `job`. Called once, before the first run. */
  serve(job: number): Promise<void>
  /** Replaces threads that were lost (RUN_LOST); weights in memory stay. @throws EngineError encoder/thread-lost */
  restart(job: number): Promise<void>
  /** Ends the threads and frees the memory. */
  close(): void
}

/** Further threads do not pay for one text of usual length. */
export const MOST_THREADS = 8

export interface KernelsOptions {
  /** Of all threads, thread 0 included; 1 where memory cannot be shared. */
  readonly threads: number
  readonly bytes: number
}

/** @throws EngineError encoder/no-simd, encoder/missing, run/out-of-memory */
export type OpenKernels = (options: KernelsOptions) => Promise<Kernels>
