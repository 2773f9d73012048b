/**
 * Has long texts split, and the rules applied to them, by a worker: one job per side, and a new one supersedes the present one.
 * This is the work; long-texts.ts says what is known of it.
 */
import { cancelled, fromErrorData } from '../../engine/errors'
import type { TextJob, WorkedText } from '../../engine/text/work'
import type { TextClient } from '../../host/text-client'
import { patchText, type Context } from '../context'
import { keepPrepared } from '../prepared'
import { SIDES, type AppState, type Side } from '../state'
import { createTask } from '../task'
import { keepSplit } from '../units'
import { fetchRecogniser } from './conversations'
import { isLong, isPending, jobOf, NOT_READY, sameJob } from './long-texts'
import type { SideWork, TextWorkActions } from './work-types'

/** In milliseconds. While the user types, each key supersedes the work on the text before. */
const PAUSE = 100

export function textWorkActions({ store, ports }: Context): TextWorkActions {
  const tasks = { a: createTask(), b: createTask() }
  const clients: Partial<Record<Side, Promise<TextClient>>> = {}

  const patch = (side: Side, change: Partial<SideWork>) =>
    store.setState(({ longTexts }) => ({
      longTexts: { ...longTexts, [side]: { ...longTexts[side], ...change } },
    }))

  function finish(side: Side, job: TextJob, worked: WorkedText): void {
    keepPrepared(job, worked.prepared)
    keepSplit(job, worked.split)
    const { notice } = store.getState()[side]
    if (notice?.kind === 'error' && notice.error.code === NOT_READY.code)
      patchText(store, side, { notice: null })
    patch(side, { run: { phase: 'idle' }, done: { ...worked, job } })
  }

  async function work(side: Side, job: TextJob, signal: AbortSignal): Promise<WorkedText> {
    await new Promise((done) => setTimeout(done, PAUSE))
    // The worker's reply is kept under the recogniser that this page has. Without it, what needs it tells the error.
    await fetchRecogniser().catch(() => undefined)
    signal.throwIfAborted()
    clients[side] ??= ports.createTextClient!()
    return (await clients[side]).work(job, signal)
  }

  function workOnText(side: Side): void {
    const state = store.getState()
    if (!isPending(state, side)) return
    const job = jobOf(state, side)
    // Texts that change places are known.
    const known = SIDES.map((each) => state.longTexts[each].done).find(
      (done) => done && sameJob(done.job, job),
    )
    if (known) {
      tasks[side].abort()
      finish(side, job, known)
      return
    }
    patch(side, { run: { phase: 'working' } })
    void tasks[side].run(
      (signal) => work(side, job, signal),
      (ended) => {
        if (ended.phase === 'done') finish(side, job, ended.value)
        else patch(side, { run: ended })
      },
    )
  }

  return {
    workOnText,
    cancelTextWork(side) {
      if (tasks[side].abort()) patch(side, { run: { phase: 'cancelled' } })
    },
    forgetTextWork(side) {
      tasks[side].abort()
      const { run, done } = store.getState().longTexts[side]
      const keeps = isLong(store.getState(), side)
      if (!keeps) {
        void clients[side]?.then((client) => client.dispose())
        delete clients[side]
      }
      if (run.phase !== 'idle' || (done !== null && !keeps))
        patch(side, { run: { phase: 'idle' }, ...(!keeps && { done: null }) })
    },
    textsReady(signal) {
      for (const side of SIDES)
        if (isPending(store.getState(), side) && store.getState().longTexts[side].run.phase !== 'working')
          workOnText(side)
      return settled(store, signal)
    },
  }
}

/** Resolves when no side is pending; rejects when the work on one was cancelled or failed. */
function settled(store: Context['store'], signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController()
    const end = (then: () => void) => {
      if (stop.signal.aborted) return
      stop.abort()
      then()
    }
    const look = (state: AppState) => {
      const side = SIDES.find((each) => isPending(state, each))
      if (side === undefined) return end(resolve)
      const { run } = state.longTexts[side]
      if (run.phase === 'failed') end(() => reject(fromErrorData(run.error)))
      else if (run.phase === 'cancelled') end(() => reject(cancelled()))
    }
    const unsubscribe = store.subscribe(look)
    stop.signal.addEventListener('abort', unsubscribe)
    signal?.addEventListener('abort', () => end(() => reject(cancelled())), { signal: stop.signal })
    look(store.getState())
  })
}

/** Starts the work when a long text, its split, the rules or the metadata setting have changed. */
export function followLongTexts({ store, ports, actions }: Context): () => void {
  if (ports.createTextClient === undefined) return () => undefined
  store.setState(({ longTexts }) => ({ longTexts: { ...longTexts, inWorker: true } }))
  const look = (sides: readonly Side[]) => {
    const pending = (side: Side) => isPending(store.getState(), side)
    // First what begins: texts that change places are known while the other side still has them.
    for (const side of sides) if (pending(side)) actions.workOnText(side)
    for (const side of sides) if (!pending(side)) actions.forgetTextWork(side)
  }
  look(SIDES)
  const stop = store.subscribe((state, before) => look(SIDES.filter((side) => changed(state, before, side))))
  return () => {
    stop()
    for (const side of SIDES) actions.forgetTextWork(side)
  }
}

const changed = (now: AppState, before: AppState, side: Side): boolean =>
  now[side].text !== before[side].text ||
  now.splits[side] !== before.splits[side] ||
  now.rules !== before.rules ||
  now.settings.metadata !== before.settings.metadata
