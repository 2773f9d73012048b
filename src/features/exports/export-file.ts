/** Creates the files of a download. */
import type { Plan } from '../../formats/export/run'
import type { LayerProgress } from '../../host/calls'
import type { Context } from '../../core/context'
import type { PagePlan } from './plan'
import type { ExportRun, ExportedFile, Exports } from './types'

/** The code that creates files. It is fetched when the first file is created. */
export const making = () => import('./making')
type Making = Awaited<ReturnType<typeof making>>

/** Shows progress, unless the export was aborted. */
export type Report = (signal: AbortSignal, run: ExportRun & { readonly phase: 'running' }) => void

export const exportsPatch =
  ({ store }: Pick<Context, 'store'>) =>
  (change: Partial<Exports>): void =>
    store.setState(({ exports }) => ({ exports: { ...exports, ...change } }))

/** Adds an engine to the plan, which encodes the records of the plan. */
export function withEngine(
  { client }: Context,
  plan: PagePlan,
  { vectorsOf }: Making,
  signal: AbortSignal,
  onLayer: (layer: LayerProgress) => void,
): Plan {
  const withColbert = plan.job.settings.heads.includes('colbert')
  return {
    ...plan,
    encode: async ({ input }) => {
      const encoded = await client.call(
        'encode',
        { text: input, settings: plan.settings },
        { signal, onProgress: onLayer },
      )
      signal.throwIfAborted()
      return vectorsOf(encoded, withColbert)
    },
  }
}

/**
 * Encodes and checks every record, then writes the file. If a check fails, there is no file, and the page shows the
 * reason.
 */
export async function exportFile(
  context: Context,
  report: Report,
  signal: AbortSignal,
): Promise<ExportedFile | 'reported'> {
  const { store, actions } = context
  const patch = exportsPatch(context)
  const [info, code] = await Promise.all([actions.ensureModel(), making()])
  signal.throwIfAborted()
  const plan = code.planExport(store.getState(), info)
  const { target, job, texts, inputs } = plan
  const total = texts.length
  let done = 0
  report(signal, { phase: 'running', step: 'checking', done, total })
  const checked = await code.checkExport(
    withEngine(context, plan, code, signal, (layer) =>
      report(signal, { phase: 'running', step: 'checking', done, total, layer }),
    ),
    (count) => {
      done = count
      report(signal, { phase: 'running', step: 'checking', done, total })
    },
  )
  signal.throwIfAborted()
  const findings = { list: checked.findings, more: checked.more, inputs }
  if (checked.refused) {
    patch({ findings, run: { phase: 'refused' } })
    return 'reported'
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
  // Yields to the browser, so that it can draw the page and handle a click on cancel.
  const yieldToBrowser = () => new Promise<void>((resolve) => setTimeout(resolve))
  const blob = await code.collectBlob(target.write(job, counted()), target.mediaType, yieldToBrowser)
  signal.throwIfAborted()
  const name = code.exportFileName(target, new Date())
  patch({ run: { phase: 'done', file: name, bytes: blob.size, records: total } })
  return { name, blob }
}

/** Creates the file that sets up the index or the collection in the target system; null: the target needs none. */
export async function setupFile(context: Context, signal: AbortSignal): Promise<ExportedFile | null> {
  const { store, actions } = context
  const [info, code] = await Promise.all([actions.ensureModel(), making()])
  signal.throwIfAborted()
  const { target, job } = code.planExport(store.getState(), info)
  exportsPatch(context)({ run: { phase: 'idle' } })
  if (target.setup === null) return null
  const { extension, mediaType, text } = target.setup
  const name = code.exportFileName({ ...target, extension }, new Date(), 'setup')
  return { name, blob: new Blob([text(job)], { type: mediaType }) }
}
