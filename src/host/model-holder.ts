/** The one model that an engine has loaded, and the queue of its runs. */
import { EncodedCache } from '../engine/encode/cache'
import { EngineError, throwIfCancelled } from '../engine/errors'
import { loadModel, type LoadedModel } from '../engine/model/load'
import type { ModelSource, Runtime } from '../engine/model/ports'
import type { ModelInfo } from '../engine/model/types'
import type { LoadRequest } from './calls'
import type { CallContext, EnginePorts } from './handlers'

export interface Loaded {
  readonly model: LoadedModel
  /** Encoded texts of this model. */
  readonly cache: EncodedCache
  readonly source: ModelSource
}

export class ModelHolder {
  private current: Loaded | null = null
  private runtime: Runtime | null = null
  private lastRun: Promise<unknown> = Promise.resolve()
  /** Of those in the queue, how many have not begun. */
  private waiting = 0

  constructor(private readonly ports: EnginePorts) {}

  /** @throws EngineError model/not-loaded */
  get loaded(): Loaded {
    if (!this.current) throw new EngineError('model/not-loaded', 'No model is loaded yet.')
    return this.current
  }

  /**
   * Runs `work` when every earlier run has ended. onnxruntime's WASM cannot run two at the same time, and their
   * measured times would mean nothing.
   * @throws what `work` throws; EngineError model/not-loaded
   */
  run<T>(work: (loaded: Loaded) => Promise<T>): Promise<T> {
    return this.enqueue(async () => work(this.loaded))
  }

  /**
   * As `run`, for work that takes hours: when it calls its second argument, those who wait have their turn first.
   * @throws EngineError validation/other-model: another model was loaded meanwhile
   */
  async runInTurns<T>(work: (loaded: Loaded, turn: () => Promise<void>) => Promise<T>): Promise<T> {
    let end = await this.slot()
    try {
      const { loaded } = this
      return await work(loaded, async () => {
        if (this.waiting === 0) return
        end()
        end = await this.slot()
        if (this.current !== loaded) throw otherModel(loaded, this.current)
      })
    } finally {
      end()
    }
  }

  /** Waits for the end of every earlier run. The next one begins when the returned function is called. */
  private slot(): Promise<() => void> {
    return new Promise((begin) => void this.enqueue(() => new Promise<void>((end) => begin(end))))
  }

  /** Replaces the model. A load that fails or is cancelled leaves the earlier model usable. */
  load(request: LoadRequest, { signal, progress }: CallContext<'load'>): Promise<ModelInfo> {
    return this.enqueue(async () => {
      throwIfCancelled(signal)
      const runtime = await this.runtimeFor(request)
      const source = await this.ports.openModel(request.model, signal)
      const model = await loadModel(source, runtime, {
        isDemo: request.model.isDemo,
        graphFile: request.model.graphFile ?? null,
        pooling: request.model.pooling ?? null,
        outputs: request.model.outputs ?? null,
        whole: request.whole ?? false,
        engine: request.engine ?? 'own',
        encoder: await this.ports.createKernels(request),
        recorder: this.ports.recorder,
        onProgress: progress,
        signal,
      })
      await this.current?.model.release()
      this.current = { model, cache: new EncodedCache(), source }
      return model.info
    })
  }

  /** Frees the model when every earlier run has ended. */
  close(): Promise<void> {
    return this.enqueue(async () => {
      const last = this.current
      this.current = null
      await last?.model.release()
    })
  }

  /** One runtime for the whole life of the engine: onnxruntime-web cannot change its provider. */
  private async runtimeFor(request: LoadRequest): Promise<Runtime> {
    const { provider = 'wasm' } = request
    this.runtime ??= await this.ports.createRuntime({ ...request, provider })
    const running = this.runtime.info.provider
    if (running === provider) return this.runtime
    throw new EngineError(
      'settings/invalid',
      `This engine runs on ${running}; start another for ${provider}.`,
      { detail: `provider ${provider}` },
    )
  }

  /** Runs `work` when every earlier run has ended; it needs no loaded model. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++
    const begin = () => {
      this.waiting--
      return work()
    }
    const run = this.lastRun.then(begin, begin)
    this.lastRun = run.catch(() => undefined)
    return run
  }
}

const otherModel = (made: Loaded, now: Loaded | null): EngineError =>
  new EngineError(
    'validation/other-model',
    `The validation began with ${made.model.info.id}, which is no longer loaded. What was computed is kept. Load it again and resume, or run again with ${now?.model.info.id ?? 'another model'}.`,
    { made: made.model.info.id, loaded: now?.model.info.id ?? '–' },
  )
