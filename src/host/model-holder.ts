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
    const run = this.lastRun.then(work, work)
    this.lastRun = run.catch(() => undefined)
    return run
  }
}
