/** The engine behind the wire: one handler per call, the same in the worker and in process. */
import { similarityByLayer } from '../engine/attention/similarity'
import { summarizeAttention } from '../engine/attention/summary'
import { EncodedCache } from '../engine/encode/cache'
import { attendText } from '../engine/encode/attend'
import { encodeText } from '../engine/encode/encode'
import { EngineError, throwIfCancelled, type CancelSignal } from '../engine/errors'
import { anatomyOf } from '../engine/heatmap/anatomy'
import { chunkSentences } from '../engine/heatmap/chunk'
import { occludeParts } from '../engine/heatmap/occlude'
import { runHeatmap } from '../engine/heatmap/run'
import { inspectSource } from '../engine/model/inspect'
import { loadModel, type LoadedModel } from '../engine/model/load'
import type { ModelSource, Runtime } from '../engine/model/ports'
import { analyzePair, encodeThrough, rankDocuments } from '../engine/pipeline'
import { milliseconds } from '../engine/units'
import { explainDifference } from '../engine/why/explain'
import type { CallName, Calls, LoadRequest, ModelRef, Provider, TokenizeRequest } from './calls'
import { certify } from './certify'

/** What differs between the worker and Node. */
export interface EnginePorts {
  readonly createRuntime: (request: LoadRequest & { readonly provider: Provider }) => Promise<Runtime>
  readonly openModel: (model: ModelRef, signal: CancelSignal) => Promise<ModelSource>
  /** Lets waiting messages in (a cancel, say). */
  readonly yieldToEvents: () => Promise<void>
}

export interface CallContext<K extends CallName> {
  readonly signal: AbortSignal
  readonly progress: (progress: Calls[K]['progress']) => void
}

export type Handlers = {
  readonly [K in CallName]: (input: Calls[K]['in'], context: CallContext<K>) => Promise<Calls[K]['out']>
}

export function createEngine(ports: EnginePorts): Handlers {
  let current: { model: LoadedModel; cache: EncodedCache; source: ModelSource } | null = null
  let runtime: Runtime | null = null
  // One run at a time: onnxruntime's WASM cannot run two, and their times would mean nothing.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const loaded = () => {
    if (!current) throw new EngineError('model/not-loaded', 'No model is loaded yet.')
    return current
  }
  const tokenize = ({ text, maxLength, mode }: TokenizeRequest) =>
    loaded().model.tokenizers.get(mode).encode(text, maxLength)

  const checkpointOf = (signal: AbortSignal) => async () => {
    await ports.yieldToEvents()
    throwIfCancelled(signal)
  }

  return {
    // Not in turn: it needs no runtime, and a long run must not hold up the choice of a model.
    inspect: async ({ model }, { signal }) => {
      const source = await ports.openModel(model, signal)
      return inspectSource(source, signal)
    },

    load: (request, { signal, progress }) =>
      inTurn(async () => {
        throwIfCancelled(signal)
        const { provider = 'wasm' } = request
        runtime ??= await ports.createRuntime({ ...request, provider })
        if (runtime.info.provider !== provider)
          throw new EngineError(
            'settings/invalid',
            `This engine runs on ${runtime.info.provider}; start another for ${provider}.`,
            { detail: `provider ${provider}` },
          )
        const source = await ports.openModel(request.model, signal)
        const model = await loadModel(source, runtime, {
          isDemo: request.model.isDemo,
          graphFile: request.model.graphFile ?? null,
          pooling: request.model.pooling ?? null,
          whole: request.whole ?? false,
          onProgress: progress,
          signal,
        })
        // Only now: a load that fails or is cancelled leaves the model before it usable.
        await current?.model.release()
        current = { model, cache: new EncodedCache(), source }
        return model.info
      }),

    count: async (request) => {
      const { fullLength, maxLength, truncated, cut } = tokenize(request)
      return { count: fullLength, maxLength, truncated, cut }
    },

    tokenize: async (request) => tokenize(request),

    encode: ({ text, settings, fresh = false }, { signal, progress }) =>
      inTurn(async () => {
        throwIfCancelled(signal)
        const { model, cache } = loaded()
        const hooks = {
          checkpoint: checkpointOf(signal),
          onLayer: (done: number, total: number) => progress({ done, total }),
        }
        if (fresh) return encodeText(model, text, settings, hooks)
        return (await encodeThrough(cache, model, text, settings, {}, hooks)).encoded
      }),

    analyze: (request, { signal, progress }) =>
      inTurn(async () => {
        const started = performance.now()
        const { model, cache } = loaded()
        const result = await analyzePair(model, cache, request, {
          onProgress: progress,
          checkpoint: checkpointOf(signal),
        })
        return { ...result, time: milliseconds(performance.now() - started) }
      }),

    attend: ({ text, settings, ...wanted }, { signal, progress }) =>
      inTurn(() =>
        attendText(loaded().model, text, settings, wanted, {
          checkpoint: checkpointOf(signal),
          onLayer: (done, total) => progress({ done, total }),
        }),
      ),

    attentionSummary: (request, { signal, progress }) =>
      inTurn(() =>
        summarizeAttention(loaded().model, request, {
          checkpoint: checkpointOf(signal),
          onLayer: (done, total) => progress({ done, total }),
        }),
      ),

    layerSimilarity: (request, { signal, progress }) =>
      inTurn(() =>
        similarityByLayer(loaded().model, request, {
          checkpoint: checkpointOf(signal),
          onProgress: progress,
        }),
      ),

    heatmap: (request, { signal, progress }) =>
      inTurn(() => {
        const { model, cache } = loaded()
        return runHeatmap(model, cache, request, {
          checkpoint: checkpointOf(signal),
          onProgress: progress,
        })
      }),

    anatomy: (request, { signal, progress }) =>
      inTurn(() => {
        const { model, cache } = loaded()
        return anatomyOf(model, cache, request, {
          checkpoint: checkpointOf(signal),
          onProgress: progress,
        })
      }),

    occlude: (request, { signal, progress }) =>
      inTurn(() => {
        const { model, cache } = loaded()
        return occludeParts(model, cache, request, {
          checkpoint: checkpointOf(signal),
          onProgress: progress,
        })
      }),

    chunk: (request, { signal, progress }) =>
      inTurn(async () => {
        const { model, cache } = loaded()
        const hooks = { checkpoint: checkpointOf(signal), onProgress: progress }
        return { chunks: await chunkSentences(model, cache, request, hooks) }
      }),

    steps: async ({ text, maxLength, mode }) => loaded().model.tokenizers.get(mode).steps(text, maxLength),

    why: (request, { signal, progress }) =>
      inTurn(() =>
        explainDifference(loaded().model, request, {
          checkpoint: checkpointOf(signal),
          onProgress: progress,
        }),
      ),

    certify: (request, context) => inTurn(() => certify(loaded(), request, context, ports.yieldToEvents)),

    rank: (request, { signal, progress }) =>
      inTurn(async () => {
        throwIfCancelled(signal)
        const { model, cache } = loaded()
        const hooks = { onProgress: progress, checkpoint: checkpointOf(signal) }
        return { scores: await rankDocuments(model, cache, request, hooks) }
      }),
  }
}
