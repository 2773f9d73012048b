/** The work of a run: model, texts, pairs. Tells the page's state how far it is, and throws what ends it. */
import { EngineError, fromErrorData, toErrorData, type ErrorData } from '../../../engine/errors'
import type { ValidateProgress } from '../../../engine/validate/run-types'
import { cacheLimit } from '../../../platform/web/vectors/store'
import type { Context } from '../../../core/context'
import { modelChoice } from '../../../core/model/model-ref'
import { encodeSettingsOf, inputsFor } from '../../../core/selectors'
import { liveEndpoint } from '../live/endpoint'
import { patchPart } from '../patch'
import { workClient } from '../worker'
import { prepareSet } from './prepare'
import { RateMeter } from './rate'
import type { Plan } from './plan'
import { Session } from './session'
import type { ValidateRun } from './types'

/** Milliseconds between two answers while a run goes on. */
const ANSWER_EVERY = 4000
/** The same for the rows: a table of thousands is sorted again each time. */
const ROWS_EVERY = 1000
/** And for the numbers of the bar. */
const COUNTS_EVERY = 250

const BEGIN = {
  step: 'model',
  error: null,
  rate: null,
  remaining: null,
  done: 0,
  total: 0,
  cached: 0,
  encoded: null,
} as const

/** @throws EngineError validation/*, and what loading a model and encoding throw */
export async function runSet(context: Context, signal: AbortSignal): Promise<void> {
  const patch = (change: Partial<ValidateRun>) => patchPart(context.store, 'run', change)
  patch({ ...BEGIN, phase: 'running' })
  const plan = await planOf(context, signal)
  patch({ step: 'preparing' })
  const prepared = await prepareSet(workClient(context), plan.read.set, plan.inputs, signal)
  const session = await Session.open(plan, prepared, (resultsOff) => patch({ resultsOff }))
  signal.throwIfAborted()
  try {
    await encode(context, session, signal)
  } catch (error) {
    throw told(context, error, session, signal)
  } finally {
    patch({ result: session.result() })
    await session.checkpoint.flush()
  }
}

/** @throws EngineError validation/nothing, and what loading a model throws */
async function planOf({ store, actions }: Context, signal: AbortSignal): Promise<Plan> {
  const { read, form, k } = store.getState().validate.data
  const set = read?.set
  const count = form === 'pairs' ? set?.pairs.count : set && set.queries.ids.length * set.documents.ids.length
  if (!set || !count) throw new EngineError('validation/nothing', 'There are no pairs to score.')
  const info = await actions.ensureModel()
  signal.throwIfAborted()
  const state = store.getState()
  const inputs = inputsFor(state, info)
  const { prefix, rules, leaveOutMetadata } = inputs
  return {
    read: { ...read, set },
    info,
    settings: encodeSettingsOf(inputs, info),
    inputs: { prefix, rules, leaveOutMetadata },
    form,
    k,
    weights: state.settings.weights,
    endpoint: liveEndpoint(state),
  }
}

async function encode(context: Context, session: Session, signal: AbortSignal): Promise<void> {
  const { store, client, ports, actions } = context
  const patch = (change: Partial<ValidateRun>) => patchPart(store, 'run', change)
  const now = () => store.getState().validate.run
  const { done, total } = session.texts
  patch({ step: null, done, total, result: session.result() })
  void actions.refreshAnswer()
  const request = session.request(await cacheLimit().catch(() => 0))
  if (request === null) return patch(session.counts(null))
  const meter = new RateMeter(ports.now)
  let answered = ports.now()
  let shown = -Infinity
  let counted = -Infinity
  const onProgress = (progress: ValidateProgress) => {
    if (signal.aborted) return
    session.progress(progress)
    const { texts, tokens } = progress
    const speed = meter.add(texts.done - texts.cached, tokens.done, tokens.total - tokens.done)
    const all = Math.max(total, texts.total)
    const hasRows = (progress.scored ?? progress.found) !== null
    const isRowsTurn = hasRows && ports.now() - shown >= ROWS_EVERY
    if (isRowsTurn) shown = ports.now()
    else if (ports.now() - counted < COUNTS_EVERY && texts.done < texts.total) return
    counted = ports.now()
    patch({
      done: all - (texts.total - texts.done),
      total: all,
      cached: texts.cached,
      rate: speed?.rate ?? now().rate,
      remaining: speed?.remaining ?? now().remaining,
      ...(isRowsTurn && { result: session.result() }),
    })
    if (ports.now() - answered < ANSWER_EVERY) return
    answered = ports.now()
    void actions.refreshAnswer()
  }
  const reply = await client.call('validate', request, { signal, onProgress })
  session.done(reply)
  patch({ vectorsOff: reply.cacheOff, result: session.result(), done: now().total, ...session.counts(reply) })
}

/** The error as the page tells it: what it has to do with this run, and which text it is about. */
function told(context: Context, error: unknown, session: Session, signal: AbortSignal): unknown {
  const data = toErrorData(error)
  // A restart of the engine rejects as a cancel does: then another model was chosen.
  if (data.code === 'run/cancelled' && !signal.aborted)
    return new EngineError('validation/other-model', 'Another model was chosen.', {
      made: session.plan.info.id,
      loaded: modelChoice(context.store.getState())?.id ?? '–',
    })
  const { text } = data.values
  if (typeof text !== 'number') return error
  const name = session.nameOf(text)
  const named = fromErrorData({
    code: 'validation/text-failed',
    message: `The model stopped at ${name}: ${data.message}`,
    values: { name, detail: data.message },
  })
  return Object.assign(named, { first: data })
}

/** The data of an error that `told` made: it quotes the error that ended the model's work. */
export function errorOf(error: unknown): ErrorData {
  const data = toErrorData(error)
  const first = (error as { readonly first?: ErrorData } | null)?.first
  return first ? { ...data, first } : data
}
