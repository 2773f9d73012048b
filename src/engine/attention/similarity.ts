import { checkSettings } from '../encode/encode'
import type { EncodeSettings } from '../encode/types'
import { EngineError } from '../errors'
import { cosine } from '../matrix'
import { feedsOf } from '../model/graph'
import type { LoadedModel } from '../model/load'
import type { TextProgress } from '../model/ports'
import { isChosenPooling } from '../model/types'
import { widen } from '../model/tensors'
import { milliseconds } from '../units'
import type { LayerSimilarity, LayerSimilarityInput } from './types'

export interface SimilarityHooks {
  readonly onProgress?: (progress: TextProgress) => void
  readonly checkpoint?: () => Promise<void>
}

interface Pooled {
  readonly cls: Float64Array
  readonly mean: Float64Array
}

/**
 * Cosine of two texts after each layer, pooled as CLS and as mean.
 * @throws EngineError attention/unavailable (hidden-states-inside) for a graph that runs whole; as encodeText
 */
export async function similarityByLayer(
  model: LoadedModel,
  { a, b, settings }: LayerSimilarityInput,
  hooks: SimilarityHooks = {},
): Promise<LayerSimilarity> {
  const started = performance.now()
  checkSettings(model, settings)
  const ofA = await pooledByLayer(model, a, settings, 0, hooks)
  const ofB = await pooledByLayer(model, b, settings, 1, hooks)
  const by = (pool: keyof Pooled) => Float64Array.from(ofA, (one, at) => cosine(one[pool], ofB[at]![pool]))
  hooks.onProgress?.({ done: 2, total: 2 })
  return {
    cls: by('cls'),
    mean: by('mean'),
    pooling: poolingOf(model),
    time: milliseconds(performance.now() - started),
  }
}

/** Null too where layers follow the pooling: its last value is not the dense score then. */
function poolingOf({ info, plans: { dense } }: LoadedModel): LayerSimilarity['pooling'] {
  const hasLayers =
    dense.state === 'available' && dense.value.kind === 'pool' && dense.value.layers.length > 0
  const pooling = info.pooling?.value ?? null
  return pooling !== null && isChosenPooling(pooling) && !hasLayers ? pooling : null
}

/** Pooled output of the embeddings, then of each layer. The hidden states themselves are not kept. */
async function pooledByLayer(
  { info, chain, session, tokenizers, padId }: LoadedModel,
  text: string,
  settings: EncodeSettings,
  done: number,
  { onProgress, checkpoint }: SimilarityHooks,
): Promise<Pooled[]> {
  if (!chain)
    throw new EngineError(
      'attention/unavailable',
      `${info.id} runs whole, so the hidden states of its layers are not available.`,
      {
        reason: 'hidden-states-inside',
      },
    )
  const { ids } = tokenizers.get(settings.tokenizerMode).encode(text, settings.maxLength)
  const { hidden } = chain.chain.parts.plan
  const found: Pooled[] = []
  const last = hidden.at(-1)!.name
  const results = await chain.chain.forward(
    feedsOf(session.inputs, ids, padId),
    {
      outputs: [last],
      activations: settings.activations ?? 'published',
      onLayer: (layer, layers) => onProgress?.({ done, total: 2, layer: { done: layer, total: layers } }),
      ...(checkpoint && { checkpoint }),
    },
    async (layer, inputs) => {
      found.push(pooled(widen(inputs[hidden[layer]!.name]!), ids.length))
      return true
    },
  )
  found.push(pooled(widen(results.get(last)!), ids.length))
  return found
}

function pooled({ dims, data }: { dims: readonly number[]; data: Float32Array }, n: number): Pooled {
  const size = dims.at(-1)!
  const mean = new Float64Array(size)
  for (let row = 0; row < n; row++) for (let k = 0; k < size; k++) mean[k]! += data[row * size + k]! / n
  return { cls: Float64Array.from(data.subarray(0, size)), mean }
}
