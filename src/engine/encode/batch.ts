/**
 * Several texts in one pass, without padding. Our own encoder takes texts of any lengths and gives each the bits that it gets
 * alone. In onnxruntime-web they must have equal numbers of tokens. A call of a session has a fixed cost,
 * however short the text is, and quantised weights are unpacked once for all texts of a pass. Measured with two threads and at
 * most 8 texts in BATCH_TOKENS: the demo model (q4) is 3.4 times as fast as one by one with 8 tokens each, 2.5 times with 16, 1.6 times with 32;
 * fp32 of bge-m3's size 1.2, 1.1 and 1.0 times.
 */
import type { EncodedCache } from './cache'
import { encodedOf } from './encode'
import { ALL_HEADS, outputsFor, Pass, runPasses, type RunHooks } from './pass'
import type { Encoded, EncodeSettings } from './types'
import { EngineError } from '../errors'
import { feedsOf } from '../model/graph'
import type { LoadedModel } from '../model/load'
import type { Activations, FloatTensor, IntTensor, TensorMeta } from '../model/ports'
import type { Tokenized } from '../tokenizer/types'
import { milliseconds } from '../units'

/** Maximum tokens of a pass. With more, the intermediate results of fp32 do not fit in the cache, and a cancel waits too long. */
const BATCH_TOKENS = 128
/** The same for our encoder, whose runs can be stopped at any time: from here on products gain nothing. */
const OWN_BATCH_TOKENS = 256

/** Texts of a pass that is being put together. */
export interface Gathered {
  readonly texts: number
  /** Of all texts together. */
  readonly tokens: number
}

/** Whether a text of so many tokens may join the texts of a pass, of which there is at least one. */
export function mayJoin(
  model: LoadedModel,
  settings: EncodeSettings,
  { texts, tokens }: Gathered,
  more: number,
): boolean {
  if (canBatch(model, settings) === false) return false
  if (model.session.runMany) return tokens + more <= OWN_BATCH_TOKENS
  return more * texts === tokens && tokens + more <= BATCH_TOKENS
}

type Outputs = Readonly<Record<string, FloatTensor>>

/** For each model and form of activations: true if a text's numbers did not depend on the other texts of its batch. */
const found = new WeakMap<LoadedModel, Map<Activations, boolean>>()

/** Whether this model can run in batches; null: no batch has run yet. */
export function canBatch(model: LoadedModel, { activations = 'published' }: EncodeSettings): boolean | null {
  if (outputsFor(model, ALL_HEADS).length === 0) return false
  if (model.session.runMany) return true
  // These graphs have one scale for the whole tensor, so the texts in it would influence each other.
  if (activations === 'published' && model.info.activations.includes('published')) return false
  return found.get(model)?.get(activations) ?? null
}

/**
 * Encodes texts that `mayJoin` one pass, each as encodeText does. In onnxruntime-web the texts of a model's first batch also
 * run one by one: unless both results are equal to the last bit, that model is never batched.
 * @param texts at least two, as tokenised with these settings
 * @returns in the order of the texts; null: this model's texts must run one by one
 * @throws EngineError model/run-failed, run/out-of-memory, model/not-finite; whatever `checkpoint` throws
 */
export async function encodeBatch(
  model: LoadedModel,
  texts: readonly Tokenized[],
  settings: EncodeSettings,
  hooks: RunHooks = {},
): Promise<Encoded[] | null> {
  const known = canBatch(model, settings)
  if (known === false) return null
  const { activations = 'published', arithmetic = 'exact' } = settings
  const started = performance.now()
  const all = texts.map(({ ids }) => ids)
  const encoded = (passes: readonly Pass[]): Encoded[] => {
    const time = milliseconds((performance.now() - started) / texts.length)
    return texts.map((tokenized, at) => encodedOf(model, tokenized, settings, passes[at]!, time))
  }
  const ours = await runPasses(model, all, ALL_HEADS, settings, hooks)
  if (ours !== null) return encoded(ours)
  const options = { ...hooks, outputs: outputsFor(model, ALL_HEADS), activations, arithmetic }
  const run = (batch: readonly Int32Array[]) =>
    model.session.run(feedsTogether(model.session.inputs, batch, model.padId), options)
  let together: Outputs[] | null
  if (known) together = outputsOfEach(await run(all), all.length)
  else {
    const alone: Outputs[] = []
    for (const ids of all) alone.push(await run([ids]))
    // A graph that takes one text only refuses here with an error of its own.
    together = await run(all).then((outputs) => outputsOfEach(outputs, all.length), refused)
    const isSame = together !== null && alone.every((outputs, at) => areSame(outputs, together![at]!))
    const ofModel = found.get(model) ?? new Map<Activations, boolean>()
    found.set(model, ofModel.set(activations, isSame))
    if (!isSame) together = alone
  }
  return together && encoded(together.map((outputs, at) => new Pass(model, all[at]!.length, outputs)))
}

/**
 * Encodes a text together with those that come next, as many as fit in one pass, into the cache. Does nothing where texts run
 * one by one, or where the pass fails: each text then has its own turn, and its error names it.
 * @param texts in the order in which they will be asked for
 * @throws EngineError run/cancelled
 */
export async function encodeAhead(
  model: LoadedModel,
  cache: EncodedCache,
  texts: readonly string[],
  settings: EncodeSettings,
  hooks: RunHooks,
): Promise<void> {
  const [first] = texts
  if (!model.session.runMany || first === undefined || cache.has(first, settings)) return
  const tokenizer = model.tokenizers.get(settings.tokenizerMode)
  const pass: { readonly text: string; readonly tokenized: Tokenized }[] = []
  let tokens = 0
  try {
    for (const text of new Set(texts)) {
      if (cache.has(text, settings)) continue
      const tokenized = tokenizer.encode(text, settings.maxLength)
      const more = tokenized.ids.length
      if (pass.length > 0 && !mayJoin(model, settings, { texts: pass.length, tokens }, more)) break
      pass.push({ text, tokenized })
      tokens += more
    }
    if (pass.length < 2) return
    const tokenized = pass.map((each) => each.tokenized)
    const encoded = (await encodeBatch(model, tokenized, settings, hooks)) ?? []
    for (const [at, each] of encoded.entries()) cache.setAhead(pass[at]!.text, settings, each)
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'run/cancelled') throw error
  }
}

function refused(error: unknown): null {
  if (error instanceof EngineError && error.code === 'model/run-failed') return null
  throw error
}

/** The graph's inputs for texts of n tokens each: [texts, n]. */
function feedsTogether(
  inputs: readonly TensorMeta[],
  texts: readonly Int32Array[],
  padId: number,
): Readonly<Record<string, IntTensor>> {
  const n = texts[0]!.length
  const feeds: Record<string, { readonly dims: number[]; readonly data: Int32Array }> = {}
  for (const [at, ids] of texts.entries())
    for (const [name, { data }] of Object.entries(feedsOf(inputs, ids, padId))) {
      feeds[name] ??= { dims: [texts.length, n], data: new Int32Array(texts.length * n) }
      feeds[name].data.set(data, at * n)
    }
  return feeds
}

/** The outputs of each text, as views [1, …]. Null: an output has no axis for several texts. */
function outputsOfEach(outputs: Outputs, count: number): Outputs[] | null {
  if (Object.values(outputs).some(({ dims }) => dims[0] !== count)) return null
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(
      Object.entries(outputs).map(([name, { dims, data }]) => {
        const size = data.length / count
        return [name, { dims: [1, ...dims.slice(1)], data: data.subarray(at * size, (at + 1) * size) }]
      }),
    ),
  )
}

const areSame = (one: Outputs, other: Outputs): boolean =>
  Object.entries(one).every(
    ([name, { data }]) =>
      data.length === other[name]!.data.length &&
      data.every((value, at) => Object.is(value, other[name]!.data[at])),
  )
