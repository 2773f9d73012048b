/** The engine behind the wire: one handler for each call, the same in the worker and in process. */
import { similarityByLayer } from '../engine/attention/similarity'
import { summarizeAttention } from '../engine/attention/summary'
import { diagnoseTexts, isKnown } from '../engine/diagnose/run'
import { attendText } from '../engine/encode/attend'
import { encodeAhead } from '../engine/encode/batch'
import { encodeText } from '../engine/encode/encode'
import { throwIfCancelled } from '../engine/errors'
import { anatomyOf } from '../engine/heatmap/anatomy'
import { chunkSentences } from '../engine/heatmap/chunk'
import { occludeParts } from '../engine/heatmap/occlude'
import { runHeatmap } from '../engine/heatmap/run'
import { inspectSource } from '../engine/model/inspect'
import { analyzePair, encodeThrough, rankDocuments } from '../engine/pipeline'
import { milliseconds } from '../engine/units'
import { searchEdits } from '../engine/why/edit-search'
import { withIds } from '../engine/why/named-weights'
import { explainDifference } from '../engine/why/explain'
import type { LoadedModel } from '../engine/model/load'
import type { WhyInput } from '../engine/why/types'
import type { TextProgress } from '../engine/model/ports'
import type { TokenizeRequest, WhyRequest } from './calls'
import { certify } from './certify'
import type { EnginePorts, Handlers } from './handlers'
import { exportHandlers } from './validation/export'
import { ModelHolder, type Loaded } from './model-holder'
import { answerHandlers } from './validation/answer'
import { validationGatherHandlers } from './validation/gather'
import { validationReadHandlers } from './validation/read'
import { validationRunHandlers } from './validation/run'

/** @param holder of the model; the caller may close it */
export function createEngine(ports: EnginePorts, holder = new ModelHolder(ports)): Handlers {
  const hooks: HooksFactory = {
    checkpoint: (signal) => async () => {
      await ports.yieldToEvents()
      throwIfCancelled(signal)
    },
    byText: ({ signal, progress }) => ({ checkpoint: hooks.checkpoint(signal), onProgress: progress }),
    byLayer: ({ signal, progress }) => ({
      checkpoint: hooks.checkpoint(signal),
      onLayer: (done, total) => progress({ done, total }),
    }),
  }
  return {
    // Not in the queue of runs: it needs no runtime, and the choice of a model must not wait for a long run.
    inspect: async ({ model }, { signal }) => inspectSource(await ports.openModel(model, signal), signal),
    load: (request, context) => holder.load(request, context),
    ...tokenizerHandlers(holder),
    ...encodeHandlers(holder, hooks),
    ...attentionHandlers(holder, hooks),
    ...heatmapHandlers(holder, hooks),
    ...validationReadHandlers(ports, holder),
    ...validationGatherHandlers(ports),
    ...validationRunHandlers(ports, holder),
    ...answerHandlers(hooks.checkpoint),
    ...exportHandlers,
    certify: (request, context) =>
      holder.run((loaded) => certify(loaded, request, context, hooks.checkpoint(context.signal))),
    // Fetched when it is asked for: the library is larger than the engine.
    peer: (request, context) =>
      holder.enqueue(async () => (await import('./peer')).askPeer(ports, request, context)),
    why: (request, context) =>
      holder.run(({ model }) => explainDifference(model, whyInput(model, request), hooks.byText(context))),
    whySearch: (request, context) =>
      holder.run(({ model }) =>
        searchEdits(model, { ...request, why: whyInput(model, request.why) }, hooks.byText(context)),
      ),
  }
}

type Checkpoint = () => Promise<void>

interface Context<P> {
  readonly signal: AbortSignal
  readonly progress: (progress: P) => void
}

/** What the engine's functions call between two steps of a run. A checkpoint throws run/cancelled after a cancel. */
interface HooksFactory {
  checkpoint(signal: AbortSignal): Checkpoint
  byText<P>(context: Context<P>): { checkpoint: Checkpoint; onProgress: (progress: P) => void }
  byLayer(context: Context<TextProgress>): {
    checkpoint: Checkpoint
    onLayer: (done: number, total: number) => void
  }
}

/** These answer at once, also while a run is under way. */
function tokenizerHandlers(holder: ModelHolder): Pick<Handlers, 'count' | 'tokenize' | 'steps'> {
  const tokenize = ({ text, maxLength, mode }: TokenizeRequest) =>
    holder.loaded.model.tokenizers.get(mode).encode(text, maxLength)
  return {
    count: async (request) => {
      const { fullLength, maxLength, truncated, cut } = tokenize(request)
      return { count: fullLength, maxLength, truncated, cut }
    },
    tokenize: async (request) => tokenize(request),
    steps: async ({ text, maxLength, mode }) =>
      holder.loaded.model.tokenizers.get(mode).steps(text, maxLength),
  }
}

function encodeHandlers(
  holder: ModelHolder,
  hooks: HooksFactory,
): Pick<Handlers, 'encode' | 'analyze' | 'rank' | 'diagnose'> {
  return {
    encode: ({ text, settings, fresh = false, next = [] }, context) =>
      holder.run(async ({ model, cache }) => {
        throwIfCancelled(context.signal)
        const byLayer = hooks.byLayer(context)
        if (fresh) return encodeText(model, text, settings, byLayer)
        if (next.length > 0) await encodeAhead(model, cache, [text, ...next], settings, byLayer)
        return (await encodeThrough(cache, model, text, settings, {}, byLayer)).encoded
      }),
    analyze: (request, context) =>
      holder.run(async ({ model, cache }) => {
        const started = performance.now()
        const result = await analyzePair(model, cache, request, hooks.byText(context))
        return { ...result, time: milliseconds(performance.now() - started) }
      }),
    rank: (request, context) =>
      holder.run(async ({ model, cache }) => {
        throwIfCancelled(context.signal)
        return { scores: await rankDocuments(model, cache, request, hooks.byText(context)) }
      }),
    // Texts of a run are known, and a long heatmap may be running: facts about the scores do not wait for it.
    diagnose: async (request, context) => {
      const work = async ({ model, cache }: Loaded) => {
        throwIfCancelled(context.signal)
        return diagnoseTexts(model, cache, request, hooks.byText(context))
      }
      return isKnown(holder.loaded.cache, request) ? work(holder.loaded) : holder.run(work)
    },
  }
}

function attentionHandlers(
  holder: ModelHolder,
  hooks: HooksFactory,
): Pick<Handlers, 'attend' | 'attentionSummary' | 'layerSimilarity'> {
  return {
    attend: ({ text, settings, ...wanted }, context) =>
      holder.run(({ model }) => attendText(model, text, settings, wanted, hooks.byLayer(context))),
    attentionSummary: (request, context) =>
      holder.run(({ model }) => summarizeAttention(model, request, hooks.byLayer(context))),
    layerSimilarity: (request, context) =>
      holder.run(({ model, cache }) => similarityByLayer(model, cache, request, hooks.byText(context))),
  }
}

function heatmapHandlers(
  holder: ModelHolder,
  hooks: HooksFactory,
): Pick<Handlers, 'heatmap' | 'anatomy' | 'occlude' | 'chunk'> {
  return {
    heatmap: (request, context) =>
      holder.run(({ model, cache }) => runHeatmap(model, cache, request, hooks.byText(context))),
    anatomy: (request, context) =>
      holder.run(({ model, cache }) => anatomyOf(model, cache, request, hooks.byText(context))),
    occlude: (request, context) =>
      holder.run(({ model, cache }) => occludeParts(model, cache, request, hooks.byText(context))),
    chunk: (request, context) =>
      holder.run(async ({ model, cache }) => ({
        chunks: await chunkSentences(model, cache, request, hooks.byText(context)),
      })),
  }
}

/** @throws EngineError why/token-name */
function whyInput({ tokenizers }: LoadedModel, request: WhyRequest): WhyInput {
  const { text, other, settings } = request
  const texts = other === null ? [text] : [text, other]
  return { ...request, target: withIds(request.target, tokenizers.get(settings.tokenizerMode), texts) }
}
