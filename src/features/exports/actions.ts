/** Downloads of vectors: every record is encoded and checked, then written. What cannot go on says so and leaves no file. */
import type { Plan } from '../../formats/export/run'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import type { PagePlan } from './plan'
import type { ExportActions, ExportRun, ExportedFile, Exports } from './types'
import { throttle } from '../../core/progress'

/** What makes files; fetched with the first one. */
const making = () => import('./making')
type Making = Awaited<ReturnType<typeof making>>

export function exportActions({ store, client, ports, actions }: Context): ExportActions {
  const task = createTask()
  const previewTask = createTask()

  const patch = (change: Partial<Exports>) =>
    store.setState(({ exports }) => ({ exports: { ...exports, ...change } }))

  const isDue = throttle(ports.now)
  function report(signal: AbortSignal, run: ExportRun & { readonly phase: 'running' }): void {
    if (signal.aborted) return
    if (isDue(run.done < run.total ? run.step : 'last')) patch({ run })
  }

  /** The plan with an engine behind it. */
  function withEngine(plan: PagePlan, { vectorsOf }: Making, signal: AbortSignal, done: () => number): Plan {
    const total = plan.texts.length
    const withColbert = plan.job.settings.heads.includes('colbert')
    return {
      ...plan,
      encode: async ({ input }) => {
        const encoded = await client.call(
          'encode',
          { text: input, settings: plan.settings },
          {
            signal,
            onProgress: (layer) =>
              report(signal, { phase: 'running', step: 'checking', done: done(), total, layer }),
          },
        )
        signal.throwIfAborted()
        return vectorsOf(encoded, withColbert)
      },
    }
  }

  async function exported(signal: AbortSignal): Promise<ExportedFile | 'told'> {
    const [info, code] = await Promise.all([actions.ensureModel(), making()])
    signal.throwIfAborted()
    const plan = code.planExport(store.getState(), info)
    const { target, job, texts, inputs } = plan
    const total = texts.length
    let done = 0
    report(signal, { phase: 'running', step: 'checking', done, total })
    const checked = await code.checkExport(
      withEngine(plan, code, signal, () => done),
      (count) => {
        done = count
        report(signal, { phase: 'running', step: 'checking', done, total })
      },
    )
    signal.throwIfAborted()
    const findings = { list: checked.findings, more: checked.more, inputs }
    if (checked.refused) {
      patch({ findings, run: { phase: 'refused' } })
      return 'told'
    }
    patch({ findings, run: { phase: 'running', step: 'writing', done: 0, total } })
    let written = 0
    const counted = async function* () {
      for await (const record of checked.records()) {
        signal.throwIfAborted()
        yield record
        report(signal, { phase: 'running', step: 'writing', done: ++written, total })
      }
    }
    // Lets the page draw, and a click on cancel in.
    const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))
    const blob = await code.collectBlob(target.write(job, counted()), target.mediaType, breathe)
    signal.throwIfAborted()
    const name = code.exportFileName(target, new Date())
    patch({ run: { phase: 'done', file: name, bytes: blob.size, records: total } })
    return { name, blob }
  }

  async function guarded(
    work: (signal: AbortSignal) => Promise<ExportedFile | 'told' | null>,
  ): Promise<ExportedFile | 'told' | null> {
    if (task.isRunning) return null
    patch({ findings: null, run: { phase: 'running', step: 'loading', done: 0, total: 0 } })
    let made: ExportedFile | 'told' | null = null
    await task.run(work, (ended) => {
      if (ended.phase === 'done') made = ended.value
      else patch({ run: ended })
      if (ended.phase === 'failed') made = 'told'
    })
    return made
  }

  return {
    setExport(change) {
      const { options, run } = store.getState().exports
      patch({
        options: { ...options, ...change },
        // What was found belongs to other choices.
        ...(run.phase !== 'running' && { run: { phase: 'idle' }, findings: null }),
      })
    },
    runExport: () => guarded(exported),
    exportSetup: () =>
      guarded(async (signal) => {
        const [info, code] = await Promise.all([actions.ensureModel(), making()])
        signal.throwIfAborted()
        const { target, job } = code.planExport(store.getState(), info)
        patch({ run: { phase: 'idle' } })
        if (target.setup === null) return null
        const { extension, mediaType, text } = target.setup
        const name = code.exportFileName({ ...target, extension }, new Date(), 'setup')
        return { name, blob: new Blob([text(job)], { type: mediaType }) }
      }),
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
          return code.beginningOf(withEngine(plan, code, signal, () => 0))
        },
        // A preview is no place for errors: the download tells them.
        (ended) => patch({ preview: ended.phase === 'done' ? ended.value : null }),
      )
    },
  }
}
