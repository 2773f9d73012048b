/** All layers of a text encoder in the kernels' memory: weights are packed once, then runs of one or more texts. */
import {
  ACTIVATIONS_ROW,
  ACTIVATIONS_TEXT,
  JOB_ACTIVATIONS,
  JOB_ATTEND_FROM,
  JOB_ATTEND_LAYER,
  JOB_ATTEND_OUT,
  JOB_ATTEND_TEXT,
  JOB_ATTEND_TO,
  JOB_BYTES,
  JOB_DEADLINE,
  JOB_FIRST,
  JOB_LAST,
  JOB_LAYER,
  JOB_LAYERS,
  JOB_PATIENCE,
  JOB_SCRATCH,
  JOB_SCRATCH_BYTES,
  JOB_THREADS,
  LAYER_BYTES,
  RUN_LOST,
  RUN_PAUSED,
} from '../../kernels/abi'
import type { ReadTensor } from '../chain/weights'
import { detail } from '../details'
import { EngineError } from '../errors'
import type { Activations } from '../model/ports'
import { Arena, aligned, floatsAt, Struct } from './memory'
import { computeExactly, computeSaturating } from './arithmetic'
import { layerBytes, packLayer, stagingFor, type LayerMatrix } from './pack-layer'
import type { PackOptions } from './pack/matrix'
import { placeTexts, type EncoderText } from './place'
import { ARITHMETICS, type Arithmetic, type KernelInfo, type Kernels } from './ports'
import { FIRST_ADDRESS, headBytes, runSpace, shifted, widthsOf, type RunSpace, type Widths } from './space'
import type { EncoderState } from './state'
import { sumsOfCodes, type ActivationCodes } from './sums'
import type { LayerPlan } from './types'

/** What multiplies codes. */
const CODES: Readonly<Record<KernelInfo['dot'], PackOptions['codes']>> = {
  exact: 'dots',
  signed: 'signed',
  unsigned: 'unsigned',
  none: 'int16',
}

/** Milliseconds of work between two turns of the event loop. A cancel waits for the items that are under way too. */
const SLICE = 50
/** Milliseconds between two messages about progress. */
const PROGRESS_EVERY = 100
/** Milliseconds that a thread may be away: a machine under load is slow, a lost thread never comes. */
const PATIENCE = 15_000

export interface EncoderRun {
  readonly activations: Activations
  readonly arithmetic?: Arithmetic
  /** Layers [first, last); left out: all. */
  readonly first?: number
  readonly last?: number
  /** Layers done, of how many; at most ten times a second. */
  readonly onLayer?: ((done: number, total: number) => void) | undefined
  /** Called between two slices of work. It may wait; it throws to cancel. */
  readonly checkpoint?: (() => Promise<void>) | undefined
  /** Hidden states of all texts after each layer, one text after the other: a view of the run's own memory. */
  readonly onHidden?: ((layer: number, states: Float32Array) => void) | undefined
  readonly attention?: AttentionWanted | undefined
}

export interface AttentionWanted {
  readonly layers: readonly number[]
  readonly text: number
  /** Query rows [from, to). */
  readonly from: number
  readonly to: number
  /** @param weights [heads][to - from][n], a view of the run's own memory */
  readonly visit: (layer: number, weights: Float32Array) => void
}

/** Bytes that the weights take at most before their remainders, for the memory's first size. */
export const encoderBytes = (plans: readonly LayerPlan[]): number =>
  headBytes(plans.length, 0) + stagingFor(plans) + plans.reduce((sum, plan) => sum + layerBytes(plan), 0)

export class Encoder {
  private readonly job: Struct
  private readonly layersAt: number
  /** Memory that packing uses, and later short runs. */
  private readonly front: { readonly at: number; readonly bytes: number }
  private readonly arena: Arena
  private readonly widths: Widths
  private readonly matrices: LayerMatrix[] = []
  private readonly packed = new Set<number>()
  private arithmetic: Arithmetic = 'exact'
  private lastProgress = 0
  private before: Promise<unknown> = Promise.resolve()

  /** @param read values of the layers' tensors */
  constructor(
    private readonly kernels: Kernels,
    readonly plans: readonly LayerPlan[],
    private readonly read: ReadTensor,
  ) {
    this.widths = widthsOf(plans)
    this.arena = new Arena(kernels, FIRST_ADDRESS)
    this.job = new Struct(kernels, this.arena.take(JOB_BYTES))
    this.layersAt = this.arena.take(plans.length * LAYER_BYTES)
    const scratch = Math.max(
      ...plans.map(({ headSize }) => kernels.functions.scratchBytes!(headSize) as number),
    )
    const { threads } = kernels.info
    const scratchAt = this.arena.take(scratch * threads)
    const bytes = aligned(stagingFor(plans))
    this.front = { at: this.arena.take(bytes), bytes }
    kernels.bytes().fill(0, this.job.at, this.front.at)
    this.job.set(JOB_THREADS, threads)
    this.job.set(JOB_LAYERS, this.layersAt)
    this.job.set(JOB_SCRATCH, scratchAt)
    this.job.set(JOB_SCRATCH_BYTES, scratch)
    this.job.set(JOB_ATTEND_LAYER, -1)
    this.job.setDouble(JOB_PATIENCE, PATIENCE)
  }

  get info(): KernelInfo {
    return this.kernels.info
  }

  /** ModelInfo.arithmetics: what a run may choose. Known when all layers are packed. */
  get arithmetics(): readonly Arithmetic[] {
    const differs = this.matrices.filter(({ signed, over }) => signed !== 'none' && over > 0)
    if (differs.length === 0) return []
    // A matrix that holds signed and unsigned columns could only saturate as a whole.
    return differs.every(({ signed }) => signed === 'all') ? ARITHMETICS : ['exact']
  }

  /** Bytes of the memory as it is now. */
  get bytes(): number {
    return this.kernels.bytes().byteLength
  }

  get state(): Extract<EncoderState, { readonly engine: 'own' }> {
    const { bytes } = runSpace(this.widths, 1024, 1)
    return { engine: 'own', ...this.info, rowBytes: Math.ceil(bytes / 1024), spare: this.front.bytes }
  }

  /** @throws EngineError as packLayer; the encoder is then of no use */
  async pack(index: number): Promise<void> {
    const { kernels, arena, read, front } = this
    const options: PackOptions = {
      arena,
      staging: { kernels, at: front.at },
      read,
      codes: CODES[kernels.info.dot],
    }
    const matrices = await packLayer(this.plans[index]!, this.layersAt + index * LAYER_BYTES, options)
    this.matrices.push(...matrices)
    this.packed.add(index)
  }

  /** Starts the threads. Called once, when all layers are packed. @throws EngineError encoder/thread-lost */
  async start(): Promise<void> {
    if (this.packed.size !== this.plans.length) throw new Error('A layer is not packed.')
    this.kernels.functions.initialise(this.job.at)
    await this.kernels.serve(this.job.at)
  }

  /**
   * Every text gets the bits that it gets alone.
   * @returns [n, hidden size] of each text after the last layer that runs
   * @throws EngineError run/out-of-memory, encoder/thread-lost; what `checkpoint` throws
   */
  run(texts: readonly EncoderText[], options: EncoderRun): Promise<Float32Array[]> {
    // A paused run keeps its place in the one job: another run waits until it has ended.
    const run = this.before.then(() => this.alone(texts, options))
    this.before = run.catch(() => undefined)
    return run
  }

  /**
   * The sums of one product of codes, without scales and bias.
   * @param field LAYER_* of the matrix, whose weights are codes
   * @returns as sumsOfCodes
   * @throws EngineError run/out-of-memory
   */
  sums(index: number, field: number, codes: ActivationCodes): Promise<Float32Array> {
    const layer = new Struct(this.kernels, this.layersAt + index * LAYER_BYTES)
    const found = this.before.then(() =>
      sumsOfCodes(this.kernels, layer.get(field) >>> 0, codes, this.arena.end),
    )
    this.before = found.catch(() => undefined)
    return found
  }

  private async alone(texts: readonly EncoderText[], options: EncoderRun): Promise<Float32Array[]> {
    try {
      return await this.once(texts, options)
    } catch (error) {
      if (!(error instanceof LostThread)) throw error
      // The texts are still the caller's, so the run can begin again.
      await this.kernels.restart(this.job.at)
      return this.once(texts, options).catch((again: unknown) => {
        throw again instanceof LostThread ? again.asError() : again
      })
    }
  }

  private async once(texts: readonly EncoderText[], options: EncoderRun): Promise<Float32Array[]> {
    const { hidden } = this.widths
    const { first = 0, last = this.plans.length, onLayer, onHidden, attention } = options
    const rows = texts.map(({ states }) => states.length / hidden)
    const floats = attention ? this.attentionFloats(attention, rows[attention.text]!) : 0
    const at = this.place(texts, rows, floats)
    this.job.set(JOB_ACTIVATIONS, options.activations === 'faithful' ? ACTIVATIONS_ROW : ACTIVATIONS_TEXT)
    this.useArithmetic(options.arithmetic ?? 'exact')
    this.job.set(JOB_ATTEND_LAYER, -1)
    const total = rows.reduce((sum, count) => sum + count, 0)
    const states = () => floatsAt(this.kernels, at.states, total * hidden)
    this.lastProgress = performance.now()
    onLayer?.(first, last)
    for (const [from, to, isWanted] of this.stretches(first, last, onHidden !== undefined, attention)) {
      if (attention && isWanted) this.attendIn(from, attention, at.attention)
      await this.stretch(from, to, last, options)
      if (attention && isWanted) {
        this.job.set(JOB_ATTEND_LAYER, -1)
        attention.visit(from, floatsAt(this.kernels, at.attention, floats))
      }
      onHidden?.(from, states())
    }
    onLayer?.(last, last)
    let row = 0
    return rows.map((count) => {
      row += count
      return states().slice((row - count) * hidden, row * hidden)
    })
  }

  /** Layers that run without a stop: all, or one by one where something is read between two of them. */
  private *stretches(
    first: number,
    last: number,
    isEach: boolean,
    attention: AttentionWanted | undefined,
  ): Generator<readonly [number, number, boolean]> {
    const isWanted = (layer: number) => attention?.layers.includes(layer) ?? false
    for (let from = first; from < last;) {
      let to = from + 1
      if (!isEach && !isWanted(from)) while (to < last && !isWanted(to)) to++
      yield [from, to, isWanted(from)]
      from = to
    }
  }

  /** Layers [from, to), in slices. */
  private async stretch(
    from: number,
    to: number,
    total: number,
    { checkpoint, onLayer }: EncoderRun,
  ): Promise<void> {
    const { functions } = this.kernels
    const { job } = this
    job.set(JOB_FIRST, from)
    job.set(JOB_LAST, to)
    let isFirst = true
    while (true) {
      job.setDouble(JOB_DEADLINE, checkpoint ? performance.now() + SLICE : 0)
      const state = isFirst ? functions.run(job.at) : functions.resume(job.at)
      isFirst = false
      if (state === RUN_LOST) throw new LostThread()
      const now = performance.now()
      const done = job.get(JOB_LAYER)
      if (onLayer && done < total && now - this.lastProgress >= PROGRESS_EVERY) {
        this.lastProgress = now
        onLayer(done, total)
      }
      if (state !== RUN_PAUSED) return
      await checkpoint?.()
    }
  }

  private attentionFloats({ from, to }: AttentionWanted, n: number): number {
    return Math.max(...this.plans.map(({ heads }) => heads)) * (to - from) * n
  }

  private attendIn(layer: number, { text, from, to }: AttentionWanted, out: number): void {
    const { job } = this
    job.set(JOB_ATTEND_LAYER, layer)
    job.set(JOB_ATTEND_TEXT, text)
    job.set(JOB_ATTEND_FROM, from)
    job.set(JOB_ATTEND_TO, to)
    job.set(JOB_ATTEND_OUT, out)
  }

  /** Memory for a run: short ones take what packing has used. */
  private place(texts: readonly EncoderText[], rows: readonly number[], attention: number): RunSpace {
    const { job, kernels, widths } = this
    const total = rows.reduce((sum, count) => sum + count, 0)
    const space = runSpace(widths, total, texts.length, attention)
    const isShort = space.bytes <= this.front.bytes
    const base = isShort ? this.front.at : this.arena.end
    if (!isShort) kernels.grow(base + space.bytes)
    return placeTexts(kernels, job, widths.hidden, texts, shifted(space, base))
  }

  /** Weights that were split for exact sums are joined for AVX2's arithmetic, whose pairs saturate, and split again. */
  private useArithmetic(wanted: Arithmetic): void {
    if (wanted === this.arithmetic) return
    for (const matrix of this.matrices)
      if (matrix.signed === 'all')
        (wanted === 'exact' ? computeExactly : computeSaturating)(this.kernels, matrix)
    this.arithmetic = wanted
  }

  /** Frees the memory and ends the threads. */
  close(): void {
    this.kernels.close()
  }
}

/** A thread did not arrive: it was ended, or its worker crashed. */
class LostThread extends Error {
  asError(): EngineError {
    const why = detail('thread-lost-twice')
    return new EngineError('encoder/thread-lost', `A thread of the encoder is lost: ${why.text}`, {
      detail: why,
    })
  }
}
