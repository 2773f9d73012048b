/** How long the texts of a set are for the loaded model. The engine's tokenizer counts them, a slice at a time, also while it runs. */
import type { Context } from '../../../core/context'
import { encodeSettingsOf, inputsFor } from '../../../core/selectors'
import { createTask } from '../../../core/task'
import type { EncodeSettings } from '../../../engine/encode/types'
import { nearestRank } from '../../../engine/validate/checks'
import type { ValidationSet } from '../../../engine/validate/types'
import { prepareSet } from '../run/prepare'
import { patchPart } from '../patch'
import { workClient } from '../worker'
import type { TokenLengths } from './types'

/** Texts and UTF-16 units of one message: it is cloned in a few milliseconds. */
const TEXTS = 500
const UNITS = 2 ** 18
/** Milliseconds between two numbers on the page. */
const SHOWN_EVERY = 200

export function createTokenCounter(context: Context) {
  const { store } = context
  const task = createTask()
  const patch = (tokens: TokenLengths | null) => patchPart(store, 'data', { tokens })

  /** What is counted; null: nothing to count, or no model. */
  function wanted() {
    const state = store.getState()
    const { model, validate } = state
    const set = validate.data.read?.set
    if (!set || model.phase !== 'ready') return null
    const inputs = inputsFor(state, model.info)
    const settings = encodeSettingsOf(inputs, model.info)
    const { prefix, rules, leaveOutMetadata } = inputs
    const { maxLength, tokenizerMode } = settings
    const key = JSON.stringify([
      set.hash,
      model.info.id,
      maxLength,
      tokenizerMode,
      prefix,
      rules,
      leaveOutMetadata,
    ])
    return { set, settings, inputs: { prefix, rules, leaveOutMetadata }, key }
  }

  async function count(): Promise<void> {
    const work = wanted()
    const known = store.getState().validate.data.tokens
    if (!work || (known?.key === work.key && known.phase !== 'stopped')) return
    const { key, settings } = work
    const about = { key, maxLength: settings.maxLength, mode: settings.tokenizerMode }
    const begun: TokenLengths = {
      ...about,
      phase: 'counting',
      done: 0,
      total: textsOf(work.set),
      lengths: null,
    }
    patch(begun)
    await task.run(
      async (signal) => {
        const { texts } = await prepareSet(workClient(context), work.set, work.inputs, signal)
        let shown = context.ports.now()
        return countTexts(context, texts, settings, signal, (done) => {
          if (context.ports.now() - shown < SHOWN_EVERY) return
          shown = context.ports.now()
          patch({ ...begun, done, total: texts.length })
        })
      },
      (ended) => {
        if (ended.phase !== 'done') patch({ ...begun, phase: 'stopped' })
        else patch({ ...begun, phase: 'done', done: ended.value.total, ...ended.value })
      },
    )
  }

  return {
    count,
    stop: () => {
      if (task.abort()) patch(null)
    },
  }
}

const textsOf = ({ queries, documents }: ValidationSet) => queries.texts.length + documents.texts.length

/** @throws EngineError run/cancelled, worker/crashed, model/not-loaded */
async function countTexts(
  { client }: Pick<Context, 'client'>,
  texts: readonly string[],
  { maxLength, tokenizerMode: mode }: EncodeSettings,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Pick<TokenLengths, 'total' | 'lengths'>> {
  const tokens = new Int32Array(texts.length)
  let truncated = 0
  let sum = 0
  for (let at = 0; at < texts.length;) {
    let end = at
    for (let units = 0; end < texts.length && end - at < TEXTS && (end === at || units < UNITS); end++)
      units += texts[end]!.length
    const counted = await client.call(
      'validationTokens',
      { texts: texts.slice(at, end), maxLength, mode },
      { signal },
    )
    tokens.set(counted.tokens, at)
    for (const each of counted.truncated) truncated += each
    for (const each of counted.tokens) sum += Math.min(each, maxLength)
    at = end
    onProgress(at)
  }
  // 100,000 numbers take ten milliseconds.
  tokens.sort()
  return {
    total: texts.length,
    lengths: {
      min: tokens[0] ?? 0,
      p50: nearestRank(tokens, 0.5),
      p95: nearestRank(tokens, 0.95),
      max: tokens.at(-1) ?? 0,
      truncated,
      sum,
    },
  }
}
