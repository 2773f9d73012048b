import type { EncodedCache } from '../encode/cache'
import { encodeText } from '../encode/encode'
import type { RunHooks } from '../encode/pass'
import type { Encoded } from '../encode/types'
import { EngineError } from '../errors'
import { identityOf } from '../model/identity'
import type { LoadedModel } from '../model/load'
import type { Arithmetic } from '../encoder/ports'
import type { Activations, TextProgress } from '../model/ports'
import { explain, scoresOf } from '../score'
import { DEFAULT_WEIGHTS } from '../score/fuse'
import type { Weights } from '../score/types'
import type { TokenizerMode } from '../tokenizer/types'
import { sumUp, verdictOf } from './checks'
import { comparePair, compareText, type Measurement } from './compare'
import { tolerances } from './tolerances'
import type { Certificate, Reference, ReferencePair } from './types'

export interface CertifySettings {
  readonly tokenizerMode: TokenizerMode
  /** Default: 'published'. */
  readonly activations?: Activations
  /** Default: 'exact'. */
  readonly arithmetic?: Arithmetic
}

export interface CertifyHooks {
  /** Texts and pairs done, and layers done of the current one. */
  readonly onProgress?: (progress: TextProgress) => void
  /** Called before each text and each layer. It may wait; it throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

/**
 * Compares the model with reference values, text by text. Vectors are normalised and not truncated, as FlagEmbedding's are.
 * @param cache of this model; null: a text that is in several pairs runs once for each pair
 * @throws EngineError as encodeText, naming the text; whatever `checkpoint` throws
 */
export async function certify(
  model: LoadedModel,
  cache: EncodedCache | null,
  reference: Reference,
  settings: CertifySettings,
  hooks: CertifyHooks = {},
): Promise<Certificate> {
  const limit = model.info.positionLimit.value
  const whole = { ...settings, maxLength: limit, normalize: true, truncateDim: null }
  const identity = identityOf(model.info, whole)
  const sameGraph =
    reference.graph_sha256 !== undefined &&
    reference.graph_sha256 === identity.graph_sha256 &&
    model.info.runtime.provider === 'wasm' &&
    settings.activations !== 'faithful' &&
    settings.arithmetic !== 'avx2'
  const expected = (precision = reference.precision) => tolerances(identity.dtype, precision, sameGraph)

  const total = reference.texts.length + reference.pairs.length
  let done = 0
  const next = async () => {
    hooks.onProgress?.({ done, total })
    await hooks.checkpoint?.()
    done++
  }
  const layers: RunHooks = {
    onLayer: (made, of) => hooks.onProgress?.({ done: done - 1, total, layer: { done: made, total: of } }),
    ...(hooks.checkpoint && { checkpoint: hooks.checkpoint }),
  }
  const encode = async (id: string, text: string, maxLength = limit): Promise<Encoded> => {
    const own = { ...whole, maxLength: Math.min(maxLength, limit) }
    const known = cache?.get(text, own)
    if (known) return known
    try {
      const encoded = await encodeText(model, text, own, layers)
      cache?.set(text, own, encoded)
      return encoded
    } catch (error) {
      if (error instanceof EngineError)
        throw error.with({}, `${reference.name}, text "${id}": ${error.message}`)
      throw error
    }
  }

  const measured: Measurement[] = []
  for (const text of reference.texts) {
    await next()
    const found = await encode(text.id, text.text, text.max_length)
    measured.push(...compareText(text, found, expected(text.precision), text.decimals ?? reference.decimals))
  }
  for (const pair of reference.pairs) {
    await next()
    const a = await encode(pair.id, pair.a, pair.max_length)
    const b = await encode(pair.id, pair.b, pair.max_length)
    const scores = scoresOf(explain(a, b, String), weightsOf(pair))
    measured.push(...comparePair(pair, scores, expected(pair.precision), pair.decimals ?? reference.decimals))
  }
  hooks.onProgress?.({ done, total })

  const checks = sumUp(measured, expected())
  return {
    reference: reference.name,
    origin: reference.origin,
    precision: reference.precision,
    identity,
    checks,
    verdict: verdictOf(checks),
    tolerance: toleranceName(identity.dtype, reference, sameGraph),
    at: new Date().toISOString(),
    other: null,
  }
}

function weightsOf({ weights }: ReferencePair): Weights {
  if (!weights) return DEFAULT_WEIGHTS
  const [dense, sparse, colbert] = weights
  return { dense, sparse, colbert }
}

/** "int8 against fp32", "fp32 against fp16 and fp32", "q4 against fp32, same graph". */
function toleranceName(dtype: string, reference: Reference, sameGraph: boolean): string {
  const precisions = new Set(
    [...reference.texts, ...reference.pairs].map((each) => each.precision ?? reference.precision),
  )
  return `${dtype} against ${[...precisions].join(' and ')}${sameGraph ? ', same graph' : ''}`
}
