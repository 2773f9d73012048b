/** Computes the answer: production's score, the metrics, the failure classes; in the worker for statistics. */
import type { Context } from '../../../core/context'
import type { AppState } from '../../../core/state'
import { EngineError, toErrorData } from '../../../engine/errors'
import { directionByFormula } from '../../../engine/validate/listed'
import { patchPart } from '../patch'
import { workClient } from '../worker'
import { noAnswer } from './types'
import { subsetOf } from './subset'
import { answerRequest, classRequest, hasProduction, productionRequest } from './request'

type Stamp = readonly unknown[]
/** Place of the labels in the stamp of the classes. */
const LABELS = 6
const same = (a: Stamp | null, b: Stamp): boolean =>
  a !== null && a.every((part, at) => Object.is(part, b[at]))

/** While a run brings rows, the answer takes at most a third of the time of a core. */
const REST = 2
const SHORTEST_REST = 700

/** Of another file, or of none. */
const NOTHING = {
  answer: null,
  of: null,
  subset: null,
  classes: null,
  production: null,
  error: null,
} as const

interface Made {
  production: Stamp | null
  answer: Stamp | null
  classes: Stamp | null
}

function stamps({ settings: { weights }, validate: { run, answer, triage } }: AppState): {
  readonly [K in keyof Made]: Stamp
} {
  const { result } = run
  const rows = [result?.id, result?.set, result?.version, result?.reply]
  const isRunning = run.phase === 'running'
  const converted = answer.convert ? answer.production : null
  const isFiltered = answer.filtered && triage.filters.length > 0
  return {
    production: [...rows, weights],
    answer: [
      ...rows,
      weights,
      triage.labels,
      answer.options,
      answer.direction,
      converted,
      // The formula tells which end of production's number is the best.
      answer.production && directionByFormula(answer.production),
      isRunning,
      ...(isFiltered ? [triage.filters, answer.classes] : [null, null]),
    ],
    classes: [...rows, weights, answer.options.k, triage.labels],
  }
}

/** An answer belongs to its run: beside the rows of another one it would be read as theirs. */
function emptied(store: Context['store'], made: Made): void {
  let shown = store.getState().validate.run.result?.id
  store.subscribe(({ validate: { run } }) => {
    if (run.result?.id === shown) return
    shown = run.result?.id
    made.production = made.answer = made.classes = null
    patchPart(store, 'answer', { ...NOTHING, fusion: noAnswer.fusion })
  })
}

/** @returns the work of one refresh; it must not be started twice at once (`coalesced`) */
export function answerRefresh(context: Context): () => Promise<void> {
  const { store, ports } = context
  const made: Made = { production: null, answer: null, classes: null }
  let notBefore = 0

  emptied(store, made)

  /** Takes a value over unless other rows have come in its place meanwhile. */
  const keep = (of: AppState, change: Parameters<typeof patchPart<'answer'>>[2]) => {
    const [now, then] = [store.getState().validate.run.result, of.validate.run.result]
    if (now?.set === then?.set && now?.id === then?.id) patchPart(store, 'answer', change)
  }

  async function production(): Promise<void> {
    const state = store.getState()
    const { result, phase } = state.validate.run
    // A number that may be read in two ways waits for all rows.
    if (!result || phase === 'running') return
    const stamp = stamps(state).production
    if (same(made.production, stamp)) return
    const found = hasProduction(result)
      ? await workClient(context).call('validationProduction', productionRequest(state, result))
      : null
    keep(state, { production: found })
    made.production = stamp
  }

  async function answer(): Promise<void> {
    const state = store.getState()
    const { result } = state.validate.run
    const stamp = stamps(state).answer
    if (!result || same(made.answer, stamp)) return
    const subset = await subsetOf(state, result)
    const found = await workClient(context).call('validationAnswer', answerRequest(state, result, subset))
    keep(state, { answer: found, of: result, subset })
    made.answer = stamp
  }

  async function classes(): Promise<void> {
    const state = store.getState()
    const { result } = state.validate.run
    const stamp = stamps(state).classes
    // The facts of the texts come with the end of a run.
    if (!result?.reply || same(made.classes, stamp)) return
    // Of the classes one depends on labels. All texts would cross to the worker again for it, at each key of a user who labels.
    const onlyLabels =
      made.classes !== null && made.classes.every((part, at) => at === LABELS || Object.is(part, stamp[at]))
    const old = state.validate.answer.classes
    const request = classRequest(state, result)!
    const found =
      onlyLabels && old !== null
        ? {
            ...old,
            'no-relevant-document': (await import('../../../engine/validate/classes')).pairsWithoutRelevant(
              request,
            ),
          }
        : await workClient(context).call('validationClasses', request)
    keep(state, { classes: found })
    made.classes = stamp
  }

  const isMade = (state: AppState): boolean => {
    const now = stamps(state)
    const { result, phase } = state.validate.run
    return (
      same(made.answer, now.answer) &&
      (result?.reply === null || same(made.classes, now.classes)) &&
      (phase === 'running' || same(made.production, now.production))
    )
  }

  return async () => {
    const before = store.getState()
    const { result } = before.validate.run
    if (!result) {
      made.production = made.answer = made.classes = null
      const { answer: old } = before.validate
      if (old.answer !== null || old.classes !== null || old.production !== null || old.error !== null)
        patchPart(store, 'answer', { ...NOTHING, fusion: noAnswer.fusion })
      return
    }
    if (before.validate.answer.of !== null && before.validate.answer.of.set !== result.set)
      patchPart(store, 'answer', { ...NOTHING, fusion: noAnswer.fusion })
    if (isMade(before)) return
    if (before.validate.run.phase === 'running') {
      const wait = notBefore - ports.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    }
    const started = ports.now()
    patchPart(store, 'answer', { busy: true })
    try {
      // One that fails does not keep the others from being shown. Production's number and the classes come first: numbers may be converted, and rows filtered by a class.
      const failed = []
      for (const part of [production, classes, answer]) {
        try {
          await part()
        } catch (error) {
          failed.push(error)
        }
      }
      const shown = failed.find((error) => !(error instanceof EngineError && error.code === 'run/cancelled'))
      patchPart(store, 'answer', { error: shown === undefined ? null : toErrorData(shown) })
    } finally {
      notBefore = ports.now() + Math.max(SHORTEST_REST, REST * (ports.now() - started))
      patchPart(store, 'answer', { busy: false })
    }
  }
}
