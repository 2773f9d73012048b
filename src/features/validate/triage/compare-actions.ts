/** Compares the run with a stored one of the same set. */
import { EngineError, toErrorData } from '../../../engine/errors'
import type { AppState } from '../../../core/state'
import type { Context } from '../../../core/context'
import { createTask } from '../../../core/task'
import { patchPart } from '../patch'
import type { RunShelf } from './compare-runs'
import { comparer } from './compare-work'
import { scoreNow, sourceOf, weightsNow } from './source'
import type { ComparedRun, CompareState, Filter, TriageActions } from './types'
import { storedRuns } from './stored-runs'

type CompareActions = Pick<TriageActions, 'listRuns' | 'compareRun'>

/** Milliseconds without a change before a comparison is computed again: a slider sends many. */
const REST = 200

export function compareActions(context: Context, shelf: RunShelf = storedRuns): CompareActions {
  const { store } = context
  const task = createTask()
  const patch = (change: Partial<CompareState>) =>
    patchPart(store, 'triage', { compare: { ...store.getState().validate.triage.compare, ...change } })

  const compared = comparer(context)
  const compare = () => store.getState().validate.triage.compare
  let last: ComparedRun | null = null
  let asked: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Rows that are filtered by the last comparison are filtered by the new one; null: no more. */
  function refilter(next: ComparedRun | null): void {
    const { filters } = store.getState().validate.triage
    const wanted = filters.flatMap((filter): readonly Filter[] => {
      if (filter.kind !== 'rows' || last === null) return [filter]
      if (filter.pairs === last.winPairs) return next ? [{ ...filter, pairs: next.winPairs }] : []
      if (filter.pairs === last.lossPairs) return next ? [{ ...filter, pairs: next.lossPairs }] : []
      return [filter]
    })
    if (wanted.some((filter, at) => filter !== filters[at]) || wanted.length < filters.length)
      patchPart(store, 'triage', { filters: wanted })
    last = next
  }

  async function compute(id: string): Promise<void> {
    patch({ phase: 'running', error: null, with: null })
    await task.run(
      async () => {
        const state = store.getState()
        const result = sourceOf(state)?.result
        const other = await shelf.load(state, id)
        if (result == null || other === null)
          throw new EngineError('validation/other-pairs', 'The stored run is gone.', { name: id })
        return compared(state, result, other)
      },
      (ended) => {
        if (ended.phase === 'done') {
          refilter(ended.value)
          patch({ phase: 'idle', with: ended.value, ready: true })
          return
        }
        refilter(null)
        patch(ended.phase === 'failed' ? { phase: 'failed', error: ended.error } : { phase: 'idle' })
      },
    )
  }

  /** What was compared is of another state: it is taken away at once, and computed again when the changes rest. */
  function again(): void {
    task.abort()
    clearTimeout(timer)
    patch({ phase: 'idle', error: null, with: null })
    // Rows that still arrive would be compared in vain.
    if (store.getState().validate.run.phase === 'running') return
    timer = setTimeout(() => {
      const { chosen } = compare()
      if (chosen !== null && sourceOf(store.getState())?.result != null) void compute(chosen)
    }, REST)
  }

  let made = madeOf(store.getState())
  store.subscribe((state) => {
    const { chosen } = state.validate.triage.compare
    if (chosen === null || chosen !== asked) return
    const next = madeOf(state)
    if (made.every((part, at) => Object.is(part, next[at]))) return
    made = next
    again()
  })

  async function compareRun(id: string | null): Promise<void> {
    task.abort()
    clearTimeout(timer)
    refilter(null)
    made = madeOf(store.getState())
    asked = id
    patch({ phase: 'idle', error: null, with: null, chosen: id, ready: false })
    if (id !== null && store.getState().validate.run.phase !== 'running') await compute(id)
  }

  return {
    async listRuns() {
      try {
        const runs = await shelf.list(store.getState())
        patch({ runs })
        // It was deleted, or it is of another file.
        const { chosen } = compare()
        if (chosen !== null && runs.every(({ id }) => id !== chosen)) await compareRun(null)
      } catch (error) {
        patch({ runs: [], error: toErrorData(error) })
      }
    },
    compareRun,
  }
}

/** Everything of the page that a comparison is made of. */
function madeOf(state: AppState): readonly unknown[] {
  const { run, triage, answer } = state.validate
  const { k, resamples, seed } = answer.options
  return [
    sourceOf(state)?.result ?? null,
    run.phase === 'running',
    weightsNow(state),
    triage.labels,
    scoreNow(state),
    answer.direction,
    answer.convert ? answer.production : null,
    k,
    resamples,
    seed,
  ]
}
