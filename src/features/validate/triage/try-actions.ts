/** Changes of the run that might lift a document: each one is really encoded, and applied by one click. */
import { EngineError, toErrorData } from '../../../engine/errors'
import { orderOf } from '../../../engine/validate/rank/order'
import { tryPrepare } from '../../../engine/text/work'
import type { Context } from '../../../core/context'
import { createTask } from '../../../core/task'
import type { AppState } from '../../../core/state'
import { patchPart } from '../patch'
import type { ValidationResult } from '../run/types'
import { changedRun, possibleChanges, type ChangedRun, type ChangeFacts, type NamedChange } from './changes'
import { documentInputOf, explainedScore, isRunsModel, queryInputOf } from './run-inputs'
import { inSlices, type Steps } from './steps'
import { scoreNow, sourceOf, weightsNow } from './source'
import { orderNow } from './why-actions'
import type { TriageActions } from './types'
import type { Change, TriedChange, WhyResult } from './why-types'

type TryActions = Pick<TriageActions, 'tryChanges' | 'cancelTries'>

/** Documents of the query that are ranked for each change; more are cut at this number. */
const MOST_DOCUMENTS = 50
/** Texts that are looked at for the estimate. */
const SAMPLE = 2000

interface Asked {
  readonly result: ValidationResult
  readonly facts: ChangeFacts
  readonly pair: number
  readonly against: number
  /** Pairs that are ranked. */
  readonly ranked: Int32Array
}

export function tryActions(context: Context): TryActions {
  const { store, client, actions } = context
  const task = createTask()
  const why = () => store.getState().validate.triage.why
  const patch = (change: Partial<WhyResult>) => patchPart(store, 'triage', { why: { ...why(), ...change } })
  const report = (id: string, change: Partial<TriedChange>) =>
    patch({ tries: why().tries.map((each) => (each.id === id ? { ...each, ...change } : each)) })

  async function tryOne({ id, change }: NamedChange, asked: Asked, signal: AbortSignal): Promise<void> {
    const { result, facts, ranked, pair, against } = asked
    const { set, pairs, inputs } = result
    const tried = changedRun(facts, change)
    const textOf = (position: number) => set.documents.texts[pairs.document[position]!]!
    const query = set.queries.texts[pairs.query[pair]!]!
    const inputsAt = (run: ChangedRun) => [
      queryInputOf(query, run.inputs),
      ...[...ranked].map((position) => documentInputOf(textOf(position), run.inputs)),
    ]
    const before = inputsAt({ inputs, settings: facts.settings })
    const after = inputsAt(tried)
    if (change.kind !== 'max-length' && before.every((input, at) => input === after[at]))
      return report(id, { phase: 'nothing' })
    report(id, { phase: 'running' })
    const state = store.getState()
    const weights = weightsNow(state)
    const { scores } = await client.call(
      'rank',
      { query: after[0]!, documents: after.slice(1), settings: tried.settings, weights },
      { signal },
    )
    const column = new Float64Array(pairs.count).fill(NaN)
    const name = explainedScore(scoreNow(state))
    ranked.forEach((position, at) => {
      const score = scores[at]?.[name]
      if (score?.state === 'available') column[position] = score.value
    })
    const order = orderOf(ranked, column, pairs)
    const place = order.indexOf(pair)
    report(id, {
      phase: 'done',
      rank: place + 1,
      of: ranked.length,
      score: Number.isNaN(column[pair]!) ? null : column[pair]!,
      lifts: place < order.indexOf(against),
      texts: await inSlices(changedTexts(result, tried, change), signal),
    })
  }

  return {
    async tryChanges() {
      const state = store.getState()
      const asked = askedOf(state)
      if (asked === null) return
      const changes = possibleChanges(
        asked.facts,
        asked.result.set.queries.texts[asked.result.pairs.query[asked.pair]!]!,
      )
      patch({ phase: 'trying', error: null, tries: changes.map(waiting) })
      await task.run(
        async (signal) => {
          await actions.ensureModel()
          if (!isRunsModel(store.getState(), asked.result)) throw otherModel(store.getState(), asked.result)
          for (const each of changes) {
            signal.throwIfAborted()
            if (why().pair !== asked.pair) return
            await tryOne(each, asked, signal).catch((error: unknown) => {
              const data = toErrorData(error)
              if (data.code === 'run/cancelled') throw error
              report(each.id, { phase: 'failed', error: data })
            })
          }
        },
        (ended) => {
          if (why().pair !== asked.pair) return
          patch(ended.phase === 'failed' ? { phase: 'failed', error: ended.error } : { phase: 'done' })
        },
      )
    },
    async cancelTries() {
      if (!task.abort()) return
      patch({
        phase: 'done',
        tries: why().tries.filter(({ phase }) => phase !== 'waiting' && phase !== 'running'),
      })
    },
  }
}

const waiting = ({ id, change }: NamedChange): TriedChange => ({
  id,
  change,
  phase: 'waiting',
  rank: null,
  of: 0,
  score: null,
  lifts: false,
  texts: null,
  error: null,
})

const otherModel = ({ model }: AppState, { info }: ValidationResult) =>
  new EngineError(
    'validation/run-of-other-model',
    'The run was made with another model than the one that is loaded.',
    {
      made: info.id,
      loaded: model.phase === 'ready' ? model.info.id : '',
    },
  )

/** Null: nothing is explained, or a run goes on. */
function askedOf(state: AppState): Asked | null {
  const { triage, run } = state.validate
  const source = sourceOf(state)
  const { pair, against } = triage.why
  if (source?.result == null || pair === null || against === null || run.phase === 'running') return null
  const { result } = source
  const query = result.pairs.query[pair]!
  const order = orderNow(state, source, query)
  const most =
    order.length <= MOST_DOCUMENTS
      ? order
      : order.filter((each, place) => place < MOST_DOCUMENTS || each === pair || each === against)
  const facts = result.reply?.facts
  const inputs = [
    result.queryInput[query]!,
    ...[...most].map((each) => result.documentInput[result.pairs.document[each]!]!),
  ]
  return {
    result,
    pair,
    against,
    ranked: most,
    facts: {
      inputs: result.inputs,
      settings: result.settings,
      rules: state.rules,
      prefix: state.settings.prefix,
      tokens: facts ? Math.max(...inputs.map((input) => facts.tokens[input] ?? 0)) : 0,
      limit: result.info.positionLimit.value,
    },
  }
}

/** How many texts of the run a change gives another input. Of many, every so manieth is looked at. */
function* changedTexts(
  { set, inputs, reply, queryInput, documentInput }: ValidationResult,
  tried: ChangedRun,
  change: Change,
): Steps<TriedChange['texts']> {
  const { texts: queries } = set.queries
  const { texts: documents } = set.documents
  const all = queries.length + documents.length
  if (change.kind === 'prefix') return { changed: queries.length, of: all, all }
  const step = change.kind === 'max-length' ? 1 : Math.max(1, Math.ceil(all / SAMPLE))
  let of = 0
  let changed = 0
  for (let at = 0; at < all; at += step) {
    of++
    const isQuery = at < queries.length
    const place = isQuery ? at : at - queries.length
    if (change.kind === 'max-length') {
      const input = (isQuery ? queryInput : documentInput)[place]!
      if (reply?.facts.truncated[input] === 1) changed++
    } else {
      const text = (isQuery ? queries : documents)[place]!
      const made = ({ rules, leaveOutMetadata }: typeof inputs) =>
        tryPrepare(text, rules, leaveOutMetadata).mapped.text
      if (made(inputs) !== made(tried.inputs)) changed++
    }
    yield
  }
  return { changed, of, all }
}
