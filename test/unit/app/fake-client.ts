import { EngineError } from '../../../src/engine/errors'
import { available } from '../../../src/engine/model/types'
import type { ModelInfo } from '../../../src/engine/model/types'
import { bytes, milliseconds } from '../../../src/engine/units'
import type { AnalyzeReply, CallName, CallOptions, Calls, SiteModel } from '../../../src/host/calls'
import type { PageClient } from '../../../src/core/context'

export const model: SiteModel = {
  kind: 'site',
  id: 'fake',
  baseUrl: 'http://localhost/models/fake/',
  files: [{ name: 'model.onnx', bytes: 1000 }],
  isDemo: true,
}

export const info = (over: Partial<ModelInfo> = {}): ModelInfo =>
  ({
    id: 'fake',
    isDemo: true,
    origin: 'models/fake/',
    hash: `hash of ${over.id ?? 'fake'}`,
    files: [],
    totalBytes: bytes(1000),
    runtime: { name: 'onnxruntime-web', version: 'fake', provider: 'wasm', threads: 1, threadsReason: null },
    execution: { kind: 'layers', layers: 4, tableReason: null, blockedFrom: 1024 },
    activations: [],
    attention: available({ layers: 4, heads: 2 }),
    heapEstimate: bytes(2600),
    warnings: [],
    positionLimit: { value: 512, source: 'config.json' },
    tokenizerModes: ['hf4', 'hf5'],
    loadTime: milliseconds(1),
    ...over,
  }) as ModelInfo

export const reply = (): AnalyzeReply =>
  ({
    scores: {
      dense: available(0.8),
      sparse: available(0.2),
      colbert: available(0.6),
      'sparse+dense': available(0.5),
      'colbert+sparse+dense': available(1.6 / 3),
    },
  }) as AnalyzeReply

interface Waiting {
  readonly name: CallName
  readonly in: unknown
  readonly signal: AbortSignal | undefined
  readonly progress: (progress: unknown) => void
  readonly resolve: (out: unknown) => void
  readonly reject: (error: unknown) => void
}

/** An engine whose every answer the test gives by hand. An aborted call is rejected, as the real client does. */
export class FakeClient implements PageClient {
  readonly calls: Waiting[] = []
  restarts = 0
  constructor(readonly onCrash: (error: EngineError) => void) {}

  call<K extends CallName>(
    name: K,
    input: Calls[K]['in'],
    options?: CallOptions<K>,
  ): Promise<Calls[K]['out']> {
    return new Promise((resolve, reject) => {
      const signal = options?.signal
      this.calls.push({
        name,
        in: input,
        signal,
        progress: (progress) => options?.onProgress?.(progress as never),
        resolve: resolve as (out: unknown) => void,
        reject,
      })
      const stop = () => reject(new EngineError('run/cancelled', 'Cancelled.'))
      if (signal?.aborted) stop()
      signal?.addEventListener('abort', stop)
    })
  }

  of(name: CallName): Waiting[] {
    return this.calls.filter((call) => call.name === name)
  }

  last(name: CallName): Waiting {
    const found = this.of(name).at(-1)
    if (!found) throw new Error(`no call of ${name}`)
    return found
  }

  crash(): void {
    const error = new EngineError('worker/crashed', 'The worker ended.', { detail: 'test' })
    for (const call of this.calls) call.reject(error)
    this.onCrash(error)
  }

  restart(): void {
    this.restarts++
  }

  dispose(): void {
    // nothing to end
  }
}

/** Lets promises that are settled run their continuations. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
