import { EngineError } from '../errors'
import { normalized, normalizeRows } from '../heads/normalize'
import { lexicalWeights, skippedIds } from '../heads/sparse'
import { norm } from '../matrix'
import type { LoadedModel } from '../model/load'
import { checkRunMemory } from '../model/run-memory'
import { available, mapAvailable, unavailable, type Available } from '../model/types'
import type { Matrix } from '../matrix'
import type { Tokenized } from '../tokenizer/types'
import { milliseconds, type Milliseconds } from '../units'
import { ALL_HEADS, runPass, type ColbertOutput, type DenseOutput, type Pass, type RunHooks } from './pass'
import type { Encoded, EncodeSettings, WholePass } from './types'

/**
 * One text through the model. Equals BGEM3FlagModel.encode([text], max_length=…, return_dense=True,
 * return_sparse=True, return_colbert_vecs=True) for that text alone.
 * @throws EngineError text/lone-surrogate, settings/invalid, run/too-large, run/out-of-memory, model/run-failed,
 *   model/not-finite
 */
export async function encodeText(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  hooks: RunHooks = {},
): Promise<Encoded> {
  return (await run(model, text, settings, hooks, false)).encoded
}

/**
 * The same, with the last hidden states of the same run.
 * @throws EngineError as encodeText
 */
export async function encodeWithHidden(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  hooks: RunHooks = {},
): Promise<WholePass> {
  const { encoded, pass } = await run(model, text, settings, hooks, true)
  return { encoded, hidden: pass.hidden() }
}

async function run(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  hooks: RunHooks,
  hidden: boolean,
): Promise<{ readonly encoded: Encoded; readonly pass: Pass }> {
  const started = performance.now()
  checkSettings(model, settings)
  const tokenized = model.tokenizers.get(settings.tokenizerMode).encode(text, settings.maxLength)
  checkRunMemory(model.info, tokenized.ids.length)
  const pass = await runPass(model, tokenized.ids, { ...ALL_HEADS, hidden }, settings, hooks)
  const time = milliseconds(performance.now() - started)
  return { encoded: encodedOf(model, tokenized, settings, pass, time), pass }
}

/**
 * What FlagEmbedding makes of a run: its settings applied to what the heads give.
 * @param pass of `tokenized.ids`
 * @throws EngineError model/not-finite
 */
export function encodedOf(
  model: LoadedModel,
  tokenized: Tokenized,
  settings: EncodeSettings,
  pass: Pass,
  time: Milliseconds,
): Encoded {
  const tokenWeights = pass.tokenWeights()
  return {
    tokenized,
    settings,
    ...denseOf(pass.dense(), settings),
    tokenWeights,
    lexicalWeights: mapAvailable(tokenWeights, (weights) =>
      lexicalWeights(tokenized.ids, weights, skippedIds(model.info.tokenizer.specialIds)),
    ),
    colbertVecs: colbertOf(pass.colbert(1), settings.normalize),
    colbertFirst: 1,
    time,
  }
}

/** @throws EngineError settings/invalid */
export function checkSettings(
  { info }: LoadedModel,
  { maxLength, truncateDim, activations }: EncodeSettings,
): void {
  if (activations === 'faithful' && !info.activations.includes(activations))
    throw new EngineError(
      'settings/invalid',
      `${info.id} (${info.dtype.value}, ${info.execution.kind}) has no activation scales that could be computed per token.`,
      { detail: `activations = ${activations}` },
    )
  const whole = (name: string, value: number, least: number, limit: number) => {
    if (Number.isInteger(value) && value >= least && value <= limit) return
    throw new EngineError(
      'settings/invalid',
      `${name} must be a whole number from ${least} to ${limit} for ${info.id}, not ${value}.`,
      { detail: `${name} = ${value}`, limit },
    )
  }
  whole('max_length', maxLength, 2, info.positionLimit.value)
  const { dense } = info.heads
  const dimension = dense.state === 'available' ? dense.value.dimension : info.hiddenSize.value
  // A page that was opened before the last update sends no truncateDim.
  if (truncateDim != null) whole('truncate_dim', truncateDim, 1, dimension)
}

type DensePart = Pick<Encoded, 'denseVecs' | 'denseVecsFull' | 'denseRawNorm'>

/** truncate_dim and normalize_embeddings applied to a dense vector. */
export function denseOf(
  dense: Available<DenseOutput>,
  { normalize, truncateDim }: Pick<EncodeSettings, 'normalize' | 'truncateDim'>,
): DensePart {
  if (dense.state === 'unavailable') return { denseVecs: dense, denseVecsFull: dense, denseRawNorm: dense }
  const { vector, isRaw } = dense.value
  const gone = unavailable('normalised-in-graph')
  if (!isRaw && !normalize) return { denseVecs: gone, denseVecsFull: gone, denseRawNorm: gone }
  const full = available(isRaw && normalize ? normalized(vector) : vector)
  // A page that was opened before the last update sends no truncateDim.
  if (truncateDim == null || truncateDim === vector.length)
    return { denseVecs: full, denseVecsFull: full, denseRawNorm: isRaw ? available(norm(vector)) : gone }
  // A graph's own unit vector, cut and normalised again, equals the raw vector cut and normalised: only the length before
  // is lost.
  const cut = vector.slice(0, truncateDim)
  return {
    denseVecs: available(normalize ? normalized(cut) : cut),
    denseVecsFull: full,
    denseRawNorm: isRaw ? available(norm(cut)) : gone,
  }
}

function colbertOf(colbert: Available<ColbertOutput>, normalize: boolean): Available<Matrix> {
  if (colbert.state === 'unavailable') return colbert
  const { rows, isRaw } = colbert.value
  if (!isRaw && !normalize) return unavailable('normalised-in-graph')
  if (isRaw && normalize) normalizeRows(rows.data, rows.dimension)
  return available(rows)
}
