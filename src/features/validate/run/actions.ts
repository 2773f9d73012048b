/** Starts, pauses and ends the run of a set, and shows stored ones. */
import { toErrorData } from '../../../engine/errors'
import { STATE } from '../../../engine/validate/run-columns'
import { cacheLimit, cacheSize, clearVectors } from '../../../platform/web/vectors/store'
import type { Context } from '../../../core/context'
import { patchPart } from '../patch'
import { noData } from '../data/types'
import { deleteRun, listRuns, loadRun } from './stored'
import { noRun, type RunPartActions, type ValidateRun, type ValidationResult } from './types'
import { errorOf, runSet } from './work'

type Why = 'paused' | 'cancelled'

interface Running {
  readonly abort: AbortController
  why: Why | null
  ended: Promise<void>
}

export function runPartActions(context: Context): RunPartActions {
  const { store, actions } = context
  const patch = (change: Partial<ValidateRun>) => patchPart(store, 'run', change)
  const now = () => store.getState().validate.run
  const setNow = () => store.getState().validate.data.read?.set ?? null
  let running: Running | null = null

  async function begin(): Promise<void> {
    const own: Running = { abort: new AbortController(), why: null, ended: Promise.resolve() }
    running = own
    own.ended = runSet(context, own.abort.signal)
      .then(
        () => patch({ phase: 'done' }),
        (error: unknown) => {
          const data = errorOf(error)
          if (data.code !== 'run/cancelled') patch({ phase: 'failed', error: data })
          else patch({ phase: own.why === 'cancelled' ? 'idle' : 'paused' })
        },
      )
      .then(() => {
        running = null
        patch({ step: null, remaining: null })
      })
    await own.ended
    await Promise.all([actions.refreshAnswer(), refreshStored()])
  }

  async function stop(why: Why): Promise<void> {
    if (!running) return
    running.why ??= why
    running.abort.abort()
    await running.ended
  }

  async function refreshStored(): Promise<void> {
    const [size, limit, runs] = await Promise.all([
      cacheSize().catch(() => null),
      cacheLimit().catch(() => 0),
      listRuns(),
    ])
    patch({ runs, vectors: size && { ...size, limit } })
  }

  async function restore(id?: string): Promise<void> {
    const set = setNow()
    if (id === undefined && set !== null && now().result?.set.hash === set.hash) return
    if (id !== undefined || set !== null) await stop('paused')
    await refreshStored()
    const isWanted = (run: ValidateRun['runs'][number]) =>
      id === undefined ? set === null || run.set === set.hash : run.id === id
    const wanted = now().runs.find(isWanted)
    const loaded = wanted ? await loadRun(wanted.id) : null
    const isOvertaken = id === undefined && setNow()?.hash !== set?.hash
    if (running || isOvertaken) return
    if (!loaded) {
      // The run that is shown belongs to another set.
      if (set !== null && now().result) patch({ ...noRun, runs: now().runs, vectors: now().vectors })
      return
    }
    const { summary, read, result } = loaded
    if (summary.set !== set?.hash) {
      const { mappings } = store.getState().validate.data
      const { form, k, name } = summary
      patchPart(store, 'data', {
        ...noData,
        mappings,
        phase: 'read',
        names: [name],
        read,
        form,
        formOf: read.set!.hash,
        k,
      })
    }
    const phase = summary.isDone ? 'done' : 'paused'
    const texts = summary.texts ?? result.reply ?? { encoded: null, cached: 0 }
    const { encoded, cached } = texts
    patch({ phase, error: null, result, ...countsOf(result), encoded, cached, rate: null })
    await actions.refreshAnswer()
  }

  return {
    async runValidation() {
      if (!running) await begin()
    },
    pauseValidation: () => stop('paused'),
    cancelValidation: () => stop('cancelled'),
    async clearVectorCache() {
      await clearVectors().catch((error: unknown) => patch({ vectorsOff: toErrorData(error).message }))
      await refreshStored()
    },
    restoreValidation: restore,
    async deleteValidationRun(id) {
      if (now().result?.id === id) await stop('cancelled')
      await deleteRun(id).catch(() => undefined)
      if (now().result?.id === id) patch({ ...noRun, vectors: now().vectors })
      await refreshStored()
    },
  }
}

/** Distinct texts of a stored run: those that have all of their scores, and all. */
function countsOf({ pairs, state, queryInput, documentInput }: ValidationResult) {
  const all = new Set<number>()
  const left = new Set<number>()
  for (let pair = 0; pair < pairs.count; pair++)
    for (const text of [queryInput[pairs.query[pair]!]!, documentInput[pairs.document[pair]!]!]) {
      all.add(text)
      if (state[pair] === STATE.waiting) left.add(text)
    }
  return { done: all.size - left.size, total: all.size }
}
