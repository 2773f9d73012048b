/** One run of the model, and all vectors of one head that can be made from its outputs without another run. */
import { LRUCache } from 'lru-cache'
import {
  runPass,
  runPasses,
  type ColbertOutput,
  type DenseOutput,
  type Pass,
  type RunHooks,
} from '../encode/pass'
import type { EncodeSettings } from '../encode/types'
import { pool } from '../heads/dense'
import { cosine, type Matrix } from '../matrix'
import type { LoadedModel } from '../model/load'
import type { LayerProgress } from '../model/ports'
import { checkRunMemory } from '../model/run-memory'
import type { Available, HeadName } from '../model/types'
import type { HypothesisName } from './names'

/** A dense vector of the text, not normalised where that is possible. */
export interface Pooled {
  /** Null: pooled as the model pools. */
  readonly pooling: HypothesisName | null
  /** [dimension] */
  readonly vector: Float32Array
  /** False: the graph itself has normalised it, so the length before is not known. */
  readonly isRaw: boolean
}

/** What one run gives for one head; the parts of the other heads are empty. */
export interface RunVectors {
  readonly ids: Int32Array
  /** The model's own pooling first, then other poolings whose vector differs. */
  readonly dense: readonly Pooled[]
  /** False: the graph gives no hidden states, so other poolings cannot be computed. */
  readonly hasHidden: boolean
  /** [n] after ReLU */
  readonly tokenWeights: Float32Array | null
  /** Rows of all tokens that the graph gives, before normalisation where that is possible. */
  readonly colbert: ColbertOutput | null
  /** [n, hidden size]; only for ColBERT: a server may return hidden states in place of its rows. */
  readonly hiddenRows: Matrix | null
}

/** Floats that are kept: 64 MB. */
const MAX_FLOATS = 16_000_000

/** By model. A second vector of the same text needs no run. */
const caches = new WeakMap<LoadedModel, LRUCache<string, RunVectors>>()

/**
 * @param ids [n], special tokens included
 * @throws EngineError run/too-large, run/out-of-memory, model/run-failed, model/not-finite
 */
export async function vectorsOf(
  model: LoadedModel,
  head: HeadName,
  ids: Int32Array,
  settings: EncodeSettings,
  hooks: RunHooks,
): Promise<{ readonly vectors: RunVectors; readonly cached: boolean }> {
  const cache = cacheOf(model)
  const key = keyOf(head, ids, settings)
  const known = cache.get(key)
  if (known) return { vectors: known, cached: true }
  checkRunMemory(model.info, ids.length)
  const pass = await runPass(model, ids, partsOf(head), settings, hooks)
  const vectors = readVectors(pass, head, ids)
  cache.set(key, vectors)
  return { vectors, cached: false }
}

/** Tokens that run together: with more, the wait for the first answer grows and the speed does not. */
const TOGETHER = 512

/**
 * Runs sequences together that will be asked for one after another, where the model can. Numbers are those of one by one, bit for
 * bit. The last ones are left out when they are too long together, and so is every text that needs too much memory.
 * @returns how many ran
 * @throws EngineError run/out-of-memory, model/run-failed, model/not-finite
 */
export async function prefetchVectors(
  model: LoadedModel,
  head: HeadName,
  sequences: readonly Int32Array[],
  settings: EncodeSettings,
  hooks: RunHooks,
): Promise<number> {
  if (!model.session.runMany) return 0
  const cache = cacheOf(model)
  const missing = new Map<string, Int32Array>()
  let tokens = 0
  for (const ids of sequences) {
    const key = keyOf(head, ids, settings)
    if (cache.has(key) || missing.has(key)) continue
    tokens += ids.length
    if (tokens > TOGETHER) break
    missing.set(key, ids)
  }
  if (missing.size < 2) return 0
  const passes = await runPasses(model, [...missing.values()], partsOf(head), settings, hooks)
  if (passes === null) return 0
  for (const [at, [key, ids]] of [...missing].entries()) cache.set(key, readVectors(passes[at]!, head, ids))
  return missing.size
}

/** Hooks of a run that tells of its layers. */
export const layerHooks = (
  report: (layer: LayerProgress) => void,
  checkpoint: RunHooks['checkpoint'],
): RunHooks => ({ onLayer: (done, total) => report({ done, total }), ...(checkpoint && { checkpoint }) })

const keyOf = (
  head: HeadName,
  ids: Int32Array,
  { activations = 'published', arithmetic = 'exact' }: EncodeSettings,
): string => `${head} ${activations} ${arithmetic} ${ids.join(' ')}`

/** No hypothesis about sparse weights needs hidden states. */
export const partsOf = (head: HeadName) => ({ heads: [head], hidden: head !== 'sparse' })

/** What a run gives for one head. */
export function readVectors(pass: Pass, head: HeadName, ids: Int32Array): RunVectors {
  const hidden = head === 'sparse' ? null : valueOrNull(pass.hidden())
  return {
    ids,
    dense: head === 'dense' ? poolings(pass.dense(), hidden) : [],
    hasHidden: hidden !== null,
    tokenWeights: head === 'sparse' ? valueOrNull(pass.tokenWeights()) : null,
    colbert: head === 'colbert' ? valueOrNull(pass.colbert(0)) : null,
    hiddenRows: head === 'colbert' ? hidden : null,
  }
}

const valueOrNull = <T>(part: Available<T>): T | null => (part.state === 'available' ? part.value : null)

function cacheOf(model: LoadedModel): LRUCache<string, RunVectors> {
  const known = caches.get(model)
  if (known) return known
  const made = new LRUCache<string, RunVectors>({
    maxSize: MAX_FLOATS,
    sizeCalculation: ({ ids, dense, tokenWeights, colbert, hiddenRows }, key) =>
      1 +
      ids.length +
      Math.ceil(key.length / 2) +
      dense.reduce((sum, { vector }) => sum + vector.length, 0) +
      (tokenWeights?.length ?? 0) +
      (colbert?.rows.data.length ?? 0) +
      (hiddenRows?.data.length ?? 0),
  })
  caches.set(model, made)
  return made
}

function poolings(dense: Available<DenseOutput>, hidden: Matrix | null): Pooled[] {
  if (dense.state === 'unavailable') return []
  const { vector: own, isRaw } = dense.value
  const others = hidden?.dimension === own.length ? otherPoolings(hidden) : []
  const isOwn = ({ vector }: Pooled) => 1 - cosine(vector, own) < 1e-7
  // The graph normalised its vector. The same pooling of the hidden states gives it with its length.
  const withLength = isRaw ? null : others.find(isOwn)
  return [
    {
      pooling: null,
      vector: withLength?.vector ?? own,
      isRaw: isRaw || withLength !== undefined,
    },
    ...others.filter((each) => !isOwn(each)),
  ]
}

/** Every other pooling of hidden states that servers are known to use. */
function otherPoolings({ rows: n, dimension, data }: Matrix): Pooled[] {
  const pooled = (pooling: HypothesisName, vector: Float32Array): Pooled => ({ pooling, vector, isRaw: true })
  const all = [
    pooled('mean-pooling', pool(data, n, dimension, 'mean')),
    pooled('cls-pooling', pool(data, n, dimension, 'cls')),
    pooled('last-token-pooling', data.slice((n - 1) * dimension, n * dimension)),
    pooled('max-pooling', largest(data, n, dimension)),
  ]
  if (n > 2)
    all.push(pooled('mean-without-special-tokens', pool(data.subarray(dimension), n - 2, dimension, 'mean')))
  return all
}

function largest(data: Float32Array, n: number, dimension: number): Float32Array {
  const most = data.slice(0, dimension)
  for (let at = dimension; at < n * dimension; at++)
    most[at % dimension] = Math.max(most[at % dimension]!, data[at]!)
  return most
}
