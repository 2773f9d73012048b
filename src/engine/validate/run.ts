/** The call `validate`: many pairs of texts, each distinct text through the model once. */
import type { EncodedCache } from '../encode/cache'
import { checkSettings } from '../encode/encode'
import { EngineError } from '../errors'
import { identityOf } from '../model/identity'
import type { LoadedModel } from '../model/load'
import { checkWeights } from '../score/fuse'
import { milliseconds } from '../units'
import { CachedVectors, type VectorStore } from './run-cache'
import { factsOf } from './run-facts'
import { ModelVectors } from './run-model'
import { LIMITS, type PlanLimits } from './run-plan'
import { numbersKey } from './run-records'
import { endpointName, type ValidateReply, type ValidateRequest } from './run-types'
import type { VectorSource } from './run-vectors'
import { Run, turn, type ValidateHooks } from './run-work'

export type { ValidateHooks }

export interface ValidatePorts {
  /** Texts that the editors have encoded. */
  readonly cache?: EncodedCache
  /** Where vectors survive the run; null: nowhere. */
  readonly store?: VectorStore | null
  /** Why there is no store, though one was asked for. */
  readonly storeOff?: string | null
  /** Vectors from elsewhere than the model. The model then only tokenises. */
  readonly source?: VectorSource
  /** For tests. */
  readonly limits?: PlanLimits
}

/**
 * Scores of pairs, bit for bit those of analyzePair for the same two texts, whatever else is in the run, wherever it was interrupted and
 * whatever the store has. Scores and found pairs arrive as progress.
 *
 * A search keeps for each query the best k documents by dense, by sparse and by sparse+dense, over all documents; these
 * candidates get ColBERT, and so the score of all three heads. A document that ColBERT alone would find is not found.
 *
 * A text that has no vectors (NaN, a lone surrogate, too long for the memory) leaves its pairs without a score; the others go on.
 * @throws EngineError settings/invalid; run/out-of-memory and model/run-failed with values.text; run/cancelled. What was
 *   reported before stands
 */
export async function runValidation(
  model: LoadedModel,
  request: ValidateRequest,
  ports: ValidatePorts = {},
  hooks: ValidateHooks = {},
): Promise<ValidateReply> {
  const started = performance.now()
  checkRequest(model, request)
  const facts = await factsOf(model, request.texts, request.settings, () => turn(hooks))
  const identity = {
    ...identityOf(model.info, request.settings),
    ...(request.endpoint && { endpoint: endpointName(request.endpoint) }),
  }
  const own = ports.source ?? new ModelVectors(model, ports.cache ?? null, request.settings, hooks)
  const cached = ports.store
    ? await CachedVectors.open(own, ports.store, numbersKey(identity, model.info))
    : null
  const run = new Run(model, request, facts, cached ?? own, ports.limits ?? LIMITS, hooks)
  try {
    await run.all()
    const duplicates = await run.duplicates(cached)
    const { tokens, truncated, unknown } = facts
    return {
      identity,
      heads: run.heads(),
      facts: { tokens, truncated, unknown },
      ...duplicates,
      encoded: run.encoded.size,
      cached: run.cached.size,
      encodeTime: milliseconds(run.encodeTime),
      time: milliseconds(performance.now() - started),
      notFinite: Int32Array.from(
        [...run.failed].filter(([, { code }]) => code === 'model/not-finite').map(([text]) => text),
      ).sort(),
      failed: [...run.failed]
        .map(([text, error]) => ({ text, error }))
        .sort((one, other) => one.text - other.text),
      cacheOff: cached?.off ?? ports.storeOff ?? null,
    }
  } finally {
    run.reporter.flush()
    await cached?.close()
  }
}

/** @throws EngineError settings/invalid */
function checkRequest(
  model: LoadedModel,
  { texts, pairs, search, known, documents, settings }: ValidateRequest,
): void {
  checkSettings(model, settings)
  const wrong = (detail: string) =>
    new EngineError('settings/invalid', `This validation cannot run: ${detail}.`, { detail })
  if (search) {
    checkWeights(search.weights)
    if (!Number.isInteger(search.k) || search.k < 1) throw wrong(`k = ${search.k}`)
  }
  const columns = [pairs.a, pairs.b, known?.a, known?.b, search?.queries, search?.documents, documents]
  if (pairs.a.length !== pairs.b.length) throw wrong(`${pairs.a.length} queries, ${pairs.b.length} documents`)
  for (const column of columns)
    for (const text of column ?? [])
      if (text < 0 || text >= texts.length) throw wrong(`text ${text} of ${texts.length}`)
}
