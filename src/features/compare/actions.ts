/** Chooses model 2, and compares it with the page's model on the same texts. */
import { documentsOf, turnOf } from './state'
import { throttled } from './calls'
import { modelPair } from './model-pair'
import type { PeerActions } from './peer-types'
import type { Compare, CompareActions, CompareRun, SecondChoice } from './state-types'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { canHoldBoth } from '../../core/model/memory'
import { keyOf } from '../../core/model/model-ref'

export function compareActions(
  context: Context,
  canHold: typeof canHoldBoth = canHoldBoth,
): Omit<CompareActions, keyof PeerActions> {
  const { store, ports } = context
  const models = modelPair(context, canHold)
  const task = createTask()

  const patch = (change: Partial<Compare>) =>
    store.setState(({ compare }) => ({ compare: { ...compare, ...change } }))

  function abandon(): boolean {
    const wasRunning = task.abort()
    models.releaseUnfinished()
    return wasRunning
  }

  async function runCompare(): Promise<void> {
    const state = store.getState()
    const { second: chosen, ranking } = state.compare
    if (chosen === null) return
    abandon()
    const { threads, provider, whole } = state.settings
    const load = { model: chosen.ref, threads, provider, whole, wasmBaseUrl: ports.wasmBaseUrl }
    await task.run(
      (signal) =>
        models.run({
          signal,
          state,
          load,
          documents: ranking ? documentsOf(state.b.text).list : null,
          report: throttled(ports.now, (now: CompareRun) => {
            if (!signal.aborted) patch({ run: now })
          }),
        }),
      (ended) => {
        if (ended.phase === 'done') patch({ run: { phase: 'done' }, result: ended.value })
        else patch({ run: ended })
      },
    )
  }

  function cancelCompare(): void {
    if (abandon()) patch({ run: { phase: 'cancelled' } })
  }

  store.subscribe(({ model, compare }, before) => {
    if (model.phase !== 'loading' || before.model.phase === 'loading') return
    // The page's own model has priority: the memory of model 2 is freed before model 1 is read.
    if (turnOf(compare.run) === 2) cancelCompare()
    models.release()
  })

  function setSecond(next: SecondChoice | null): void {
    abandon()
    models.release()
    patch({ second: next, run: { phase: 'idle' }, result: null })
  }

  return {
    chooseSecond(ref, choice) {
      const chosen = { ...choice, ref }
      const { second: present } = store.getState().compare
      if (present !== null && keyOf(present.ref) === keyOf(ref)) patch({ second: chosen })
      else setSecond(chosen)
    },
    clearSecond: () => setSecond(null),
    setRanking: (ranking) => patch({ ranking }),
    runCompare,
    cancelCompare,
    releaseSecond: () => models.release(),
  }
}
