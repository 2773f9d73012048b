/**
 * Two models on the same texts. Model 2 stays in its worker while memory holds both; else the models take turns, and
 * model 1 loads itself again when it is next needed.
 */
import { cancelled, fromErrorData, toErrorData, type ErrorCode } from '../../engine/errors'
import type { Scores } from '../../engine/score/types'
import type { LoadRequest, ModelRef } from '../../host/calls'
import { aboutModel, documentsOf, turnOf } from './state'
import { analyzeWith, paced, rankWith, runningOf, type CompareJob } from './calls'
import type { CompareActions } from './state-types'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { loadMeter, NOT_BEGUN } from '../../core/model/load-meter'
import { canHoldBoth } from '../../core/model/memory'
import { keyOf } from '../../core/model/model-ref'
import { secondModel } from './second-model'
import { isStale } from '../../core/staleness'
import type { Compare, CompareResult, CompareRun } from './state-types'
import type { Result } from '../../core/state'

interface Job extends CompareJob {
  /** Of model 2. */
  readonly load: LoadRequest
}

/** Room is missing, or the browser ended the worker for want of it. */
const NO_ROOM: readonly ErrorCode[] = ['model/out-of-memory', 'run/out-of-memory', 'worker/crashed']

export function compareActions(
  { store, client, ports, actions }: Context,
  canHold: typeof canHoldBoth = canHoldBoth,
): CompareActions {
  const second = secondModel(ports)
  let ref: ModelRef | null = null
  const task = createTask()
  let takingTurns = false
  /** Key of model 1, while it is away to make room. */
  let away: string | null = null

  const patch = (change: Partial<Compare>) =>
    store.setState(({ compare }) => ({ compare: { ...compare, ...change } }))

  const firstKey = () => {
    const { picked } = store.getState().chosenModel
    return picked && keyOf(picked.ref)
  }

  function releaseSecond(): void {
    takingTurns = false
    second.release()
  }

  function abandon(): boolean {
    const wasRunning = task.abort()
    if (takingTurns) releaseSecond()
    second.releaseUnloaded()
    return wasRunning
  }

  function makeRoom(): void {
    takingTurns = true
    if (store.getState().model.phase !== 'ready') return
    away = firstKey()
    actions.runLost(null)
    actions.modelLost(null)
    client.restart()
  }

  /** The page's result for the present inputs; computed as Analyze does where there is none. */
  async function firstResult({ signal, report, state }: Job): Promise<Result> {
    const { phase } = state.model
    const isKnown = phase === 'ready' || (phase === 'idle' && away !== null && away === firstKey())
    if (isKnown && state.result !== null && !isStale(state)) return state.result
    report({ phase: 'loading', model: 1, ...NOT_BEGUN })
    const unfollow = follow(report)
    const cancel = () => actions.cancel()
    signal.addEventListener('abort', cancel)
    try {
      await actions.analyze()
    } finally {
      unfollow()
      signal.removeEventListener('abort', cancel)
    }
    const { run, result } = store.getState()
    if (run.phase === 'failed') throw fromErrorData(run.error)
    if (run.phase !== 'done' || result === null) throw cancelled() // overtaken by another run
    return result
  }

  /** Tells of model 1 what the page tells of it. */
  function follow(report: Job['report']): () => void {
    return store.subscribe(({ model, run }, before) => {
      if (model !== before.model && model.phase === 'loading') report({ ...model, model: 1 })
      if (run !== before.run && run.phase === 'running' && run.progress !== null)
        report(runningOf(1, run.progress))
    })
  }

  function loadSecond({ load, signal, report }: Job) {
    const meter = loadMeter(ports.now)
    report({ phase: 'loading', model: 2, ...NOT_BEGUN })
    return second.load(load, {
      signal,
      onProgress: (progress) => report({ phase: 'loading', model: 2, ...meter.on(progress) }),
    })
  }

  /** What model 1 has ranked already is not ranked again. */
  async function rankFirst(
    job: Job,
    first: Result,
    documents: readonly string[],
  ): Promise<readonly Scores[]> {
    const before = job.state.compare.result
    if (before?.first === first && before.ranking !== null) return before.ranking.first
    const info = await actions.ensureModel()
    job.signal.throwIfAborted()
    return rankWith(client, info, 1, job, documents)
  }

  async function run(job: Job): Promise<CompareResult> {
    const { documents, signal, state } = job
    const first = await aboutModel(1, firstResult(job))
    const ofFirst = documents && (await aboutModel(1, rankFirst(job, first, documents)))
    signal.throwIfAborted()

    const withSecond = async (held: CompareResult['held']): Promise<CompareResult> => {
      const { client: by, info } = await loadSecond(job)
      const result = await analyzeWith(by, info, 2, job, ports.now)
      const ofSecond = documents && (await rankWith(by, info, 2, job, documents))
      const ranking = documents && ofFirst && ofSecond && { documents, first: ofFirst, second: ofSecond }
      return { first, second: result, held, ranking }
    }
    const fits = second.holds(job.load) || canHold(first.info.totalBytes, state.compare.second?.bytes ?? null)
    if (fits) {
      try {
        return await aboutModel(2, withSecond('both'))
      } catch (error) {
        if (signal.aborted || !NO_ROOM.includes(toErrorData(error).code)) throw error
        second.release()
      }
    }
    makeRoom()
    try {
      return await aboutModel(2, withSecond('one-after-the-other'))
    } finally {
      if (!signal.aborted) releaseSecond()
    }
  }

  async function runCompare(): Promise<void> {
    if (ref === null) return
    abandon()
    const state = store.getState()
    const { threads, provider, whole } = state.settings
    const load = { model: ref, threads, provider, whole, wasmBaseUrl: ports.wasmBaseUrl }
    await task.run(
      (signal) =>
        run({
          signal,
          state,
          load,
          documents: state.compare.ranking ? documentsOf(state.b.text).list : null,
          report: paced(ports.now, (now: CompareRun) => {
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
    // The page's model comes first: what model 2 holds is given back before model 1 is read.
    if (turnOf(compare.run) === 2) cancelCompare()
    releaseSecond()
  })

  function takeSecond(next: ModelRef | null, change: Pick<Compare, 'second'>): void {
    ref = next
    abandon()
    releaseSecond()
    patch({ ...change, run: { phase: 'idle' }, result: null })
  }

  return {
    chooseSecond(next, choice) {
      if (ref !== null && keyOf(ref) === keyOf(next)) patch({ second: choice })
      else takeSecond(next, { second: choice })
    },
    clearSecond: () => takeSecond(null, { second: null }),
    setRanking: (ranking) => patch({ ranking }),
    runCompare,
    cancelCompare,
    releaseSecond,
  }
}
