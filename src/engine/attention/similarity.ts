import type { EncodedCache } from '../encode/cache'
import { checkSettings, passThrough } from '../encode/encode'
import type { EncodeSettings, PooledStates } from '../encode/types'
import { EngineError } from '../errors'
import { cosine } from '../matrix'
import type { LoadedModel } from '../model/load'
import type { TextProgress } from '../model/ports'
import { isChosenPooling } from '../model/types'
import { milliseconds } from '../units'
import type { LayerSimilarity, LayerSimilarityInput } from './types'

export interface SimilarityHooks {
  readonly onProgress?: (progress: TextProgress) => void
  readonly checkpoint?: () => Promise<void>
}

/**
 * Cosine of two texts after each layer, pooled as CLS and as mean.
 * @throws EngineError attention/unavailable (hidden-states-inside) for a graph that runs whole; as encodeText
 */
export async function similarityByLayer(
  model: LoadedModel,
  cache: EncodedCache,
  { a, b, settings }: LayerSimilarityInput,
  hooks: SimilarityHooks = {},
): Promise<LayerSimilarity> {
  const started = performance.now()
  checkSettings(model, settings)
  if (!model.chain) throw hiddenInside(model)
  const ofA = await pooledByLayer(model, cache, a, settings, 0, hooks)
  const ofB = await pooledByLayer(model, cache, b, settings, 1, hooks)
  const by = (pool: keyof PooledStates) =>
    Float64Array.from(ofA, (one, at) => cosine(one[pool], ofB[at]![pool]))
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

/** Of a text that was scored, the run was made already. */
async function pooledByLayer(
  model: LoadedModel,
  cache: EncodedCache,
  text: string,
  settings: EncodeSettings,
  done: number,
  { onProgress, checkpoint }: SimilarityHooks,
): Promise<readonly PooledStates[]> {
  const { pass } = await passThrough(cache, model, text, settings, {
    onLayer: (layer, layers) => onProgress?.({ done, total: 2, layer: { done: layer, total: layers } }),
    ...(checkpoint && { checkpoint }),
  })
  if (pass.layers === null) throw hiddenInside(model)
  return pass.layers
}

const hiddenInside = ({ info: { id } }: LoadedModel) =>
  new EngineError(
    'attention/unavailable',
    `${id} runs whole, so the hidden states of its layers are not available.`,
    { reason: 'hidden-states-inside' },
  )
