/** Starts and cancels downloads of vectors, and shows the beginning of a file. export-file.ts makes the files. */
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { exportFile, making, setupFile, withEngine } from './export-file'
import type { ExportActions, ExportRun, ExportedFile, Exports } from './types'
import { throttle } from '../../core/progress'

export function exportActions(context: Context): ExportActions {
  const { store, ports } = context
  const task = createTask()
  const previewTask = createTask()

  const patch = (change: Partial<Exports>) =>
    store.setState(({ exports }) => ({ exports: { ...exports, ...change } }))

  const isDue = throttle(ports.now)
  function report(signal: AbortSignal, run: ExportRun & { readonly phase: 'running' }): void {
    if (signal.aborted) return
    if (isDue(run.done < run.total ? run.step : 'last')) patch({ run })
  }

  async function guarded(
    work: (signal: AbortSignal) => Promise<ExportedFile | 'reported' | null>,
  ): Promise<ExportedFile | 'reported' | null> {
    if (task.isRunning) return null
    patch({ findings: null, run: { phase: 'running', step: 'loading', done: 0, total: 0 } })
    let made: ExportedFile | 'reported' | null = null
    await task.run(work, (ended) => {
      if (ended.phase === 'done') made = ended.value
      else patch({ run: ended })
      if (ended.phase === 'failed') made = 'reported'
    })
    return made
  }

  return {
    setExport(change) {
      const { options, run } = store.getState().exports
      patch({
        options: { ...options, ...change },
        // The old findings are about other options.
        ...(run.phase !== 'running' && { run: { phase: 'idle' }, findings: null }),
      })
    },
    runExport: () => guarded((signal) => exportFile(context, report, signal)),
    exportSetup: () => guarded((signal) => setupFile(context, signal)),
    cancelExport() {
      if (task.abort()) patch({ run: { phase: 'cancelled' } })
    },
    async previewExport() {
      previewTask.abort()
      const { model } = store.getState()
      if (model.phase !== 'ready') return patch({ preview: null })
      await previewTask.run(
        async (signal) => {
          const code = await making()
          signal.throwIfAborted()
          const plan = code.planExport(store.getState(), model.info)
          return code.beginningOf(withEngine(context, plan, code, signal, () => undefined))
        },
        // The preview shows no errors; the download shows them.
        (ended) => patch({ preview: ended.phase === 'done' ? ended.value : null }),
      )
    },
  }
}
