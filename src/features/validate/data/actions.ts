import type { Context } from '../../../core/context'
import { createTask, type Ended } from '../../../core/task'
import { PartsCollector } from '../../../formats/validation/read/parts'
import { columnsKey, type ColumnMapping, type ReadReply } from '../../../formats/validation/types'
import type { ValidationSet } from '../../../engine/validate/types'
import { patchPart } from '../patch'
import { noRun, type ValidationResult } from '../run/types'
import { workClient } from '../worker'
import { createTokenCounter } from './count'
import { noData, type DataActions, type ValidateData } from './types'

export function dataActions(context: Context): DataActions {
  const { store } = context
  const reading = createTask()
  const counter = createTokenCounter(context)
  let files: readonly File[] = []
  const now = () => store.getState().validate.data
  const patch = (change: Partial<ValidateData>) => patchPart(store, 'data', change)

  async function read(wanted: readonly File[], mapping: ColumnMapping | null): Promise<void> {
    const before = now()
    const stays: Partial<ValidateData> = {
      names: before.phase === 'reading' ? [] : before.names,
      phase: before.read ? 'read' : 'idle',
      progress: null,
    }
    const names = wanted.map(({ name }) => name)
    counter.stop()
    patch({ phase: 'reading', names, error: null, progress: { done: 0, total: 100 } })
    // What it has computed is stored, and goes on when its file is shown again.
    const wasRunning = store.getState().validate.run.phase === 'running'
    await context.actions.pauseValidation()
    const { result } = store.getState().validate.run
    const left = wasRunning && result !== null && result.set === before.read?.set ? result : null
    const end = (ended: Ended<ReadReply>) => {
      if (ended.phase === 'done') {
        files = wanted
        take(ended.value, names, left)
      } else if (ended.phase === 'failed') patch({ ...stays, phase: 'failed', error: ended.error })
      else patch(stays)
    }
    await reading.run((signal) => readFiles(context, wanted, mapping, signal), end)
  }

  function take(reply: ReadReply, names: readonly string[], left: ValidationResult | null): void {
    const { set } = reply
    patch({
      phase: 'read',
      names,
      error: null,
      read: reply,
      progress: null,
      hasFiles: true,
      tokens: null,
      left: left === null || left.set.hash === set?.hash ? null : { id: left.id, name: left.set.name },
      ...(set !== null && now().formOf !== set.hash && { form: formFor(set), formOf: null }),
    })
    // What was computed for this set before is stored under its hash.
    if (set) void context.actions.restoreValidation()
    void counter.count()
  }

  return {
    async readValidation(given) {
      // A case that is dropped here is opened as one.
      const others = await context.takeFiles(given)
      if (others.length === 0) return
      patch({ encoding: null, sheet: null })
      await read(others, null)
    },
    async mapValidation(mapping) {
      const { read: known, mappings } = now()
      if (!known || files.length === 0) return
      const key = columnsKey(known.columns.map(({ name }) => name))
      patch({ mappings: remembered(mappings, key, mapping) })
      await read(files, mapping)
    },
    async setValidation(change) {
      const { encoding, sheet } = now()
      patch({ ...change, ...(change.form && { formOf: now().read?.set?.hash ?? null }) })
      const isOther =
        (change.encoding !== undefined && change.encoding !== encoding) ||
        (change.sheet !== undefined && change.sheet !== sheet)
      if (isOther && files.length > 0) await read(files, null)
    },
    async cancelReading() {
      reading.cancel()
    },
    async forgetValidation() {
      reading.abort()
      counter.stop()
      files = []
      await context.actions.cancelValidation()
      const { mappings, form, formOf, k } = now()
      patch({ ...noData, mappings, form, formOf, k })
      patchPart(store, 'run', { phase: noRun.phase, result: null, error: null, done: 0, total: 0, cached: 0 })
    },
    countValidation: () => counter.count(),
  }
}

/** A file with pairs gives them to be scored; queries and a corpus alone can only be searched. */
const formFor = ({ pairs, documents }: ValidationSet): ValidateData['form'] =>
  pairs.count === 0 && documents.texts.length > 0 ? 'corpus' : 'pairs'

/** By the worker beside the engine's; the strings arrive in slices. */
async function readFiles(
  context: Context,
  wanted: readonly File[],
  mapping: ColumnMapping | null,
  signal: AbortSignal,
): Promise<ReadReply> {
  const { mappings, encoding, sheet } = context.store.getState().validate.data
  const parts = new PartsCollector()
  const reply = await workClient(context).call(
    'validationRead',
    {
      files: wanted.map((file) => ({ name: file.name, bytes: file })),
      mapping,
      remembered: mappings,
      encoding,
      sheet,
      inParts: true,
    },
    {
      signal,
      onProgress: ({ done, total, part }) => {
        if (part) parts.add(part)
        else patchPart(context.store, 'data', { progress: { done, total } })
      },
    },
  )
  return parts.whole(reply)
}

/** The page's storage is small: mappings of the files that were used last. */
const MOST = 50

function remembered(
  mappings: ValidateData['mappings'],
  key: string,
  mapping: ColumnMapping,
): ValidateData['mappings'] {
  const others = Object.entries(mappings).filter(([known]) => known !== key)
  return Object.fromEntries([...others.slice(1 - MOST), [key, mapping]])
}
