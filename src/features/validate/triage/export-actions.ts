/** Files of the rows. */
import { EngineError } from '../../../engine/errors'
import { download } from '../../../ui/download'
import type { Context } from '../../../core/context'
import { createTask } from '../../../core/task'
import type { AppState } from '../../../core/state'
import { patchPart } from '../patch'
import { makeValidationFile } from '../report'
import { workClient } from '../worker'
import { casesOf, MOST_CASES } from './export-cases'
import { exportedRows, exportOptions, FORMS, isForm } from './export-rows'
import { markedPairs } from './marked'
import { rowKeeper } from './row-keeper'
import { isRunsModel } from './run-inputs'
import { sourceOf, type RowSource } from './source'
import { noExport, type ExportRun, type TriageActions } from './types'

type ExportActions = Pick<TriageActions, 'exportRows' | 'cancelRowsFile'>
type Which = Parameters<TriageActions['exportRows']>[1]

/** @param save a browser's download */
export function exportActions(context: Context, save: typeof download = download): ExportActions {
  const { store } = context
  const task = createTask()
  const patch = (change: Partial<ExportRun>) =>
    patchPart(store, 'triage', { exports: { ...store.getState().validate.triage.exports, ...change } })

  async function write(form: string, which: Which, signal: AbortSignal): Promise<ExportRun['leftOut']> {
    await rowKeeper(store).settled()
    const state = store.getState()
    const source = sourceOf(state)
    if (source === null) throw new EngineError('export/nothing', 'No file is open.')
    const selection = chosenRows(context, state, which)
    if (form === 'cases') return writeCases(source, selection, signal)
    if (!isForm(form)) throw new EngineError('export/nothing', `No form ${form}.`)
    const total = selection?.length ?? source.pairs.count
    patch({ total })
    const { name, blob, summary } = await makeValidationFile(
      workClient(context),
      FORMS[form],
      exportedRows(state, source, selection),
      exportOptions(state, source),
      { signal, onPiece: (done) => patch({ done: Math.min(done, total) }) },
    )
    save(name, blob)
    const { leftOut, escapedIds, longTexts } = summary
    const more: ExportRun['leftOut'] = [
      ['escaped-ids', escapedIds],
      ['long-texts', longTexts],
    ]
    return [...Object.entries(leftOut), ...more].filter(([, count]) => count > 0)
  }

  async function writeCases(
    source: RowSource,
    selection: Int32Array | null,
    signal: AbortSignal,
  ): Promise<ExportRun['leftOut']> {
    const { result } = source
    if (result === null) throw new EngineError('export/nothing', 'Nothing was run.')
    const info = await context.actions.ensureModel()
    signal.throwIfAborted()
    const state = store.getState()
    if (!isRunsModel(state, result))
      throw new EngineError('validation/run-of-other-model', 'The run was made with another model.', {
        made: result.info.id,
        loaded: info.id,
      })
    // A pair without a score has nothing that a case could hold.
    const all = [...(selection ?? Array.from({ length: source.pairs.count }, (_, pair) => pair))]
    const scored = all.filter((pair) => result.state[pair] === 1)
    const chosen = scored.slice(0, MOST_CASES)
    patch({ total: chosen.length })
    const blob = await casesOf(context, state, result, chosen, { signal, onCase: (done) => patch({ done }) })
    save(`${baseName(source.set.name)}.m3cases.json`, blob)
    return (
      [
        ['no-score', all.length - scored.length],
        ['over-limit', scored.length - chosen.length],
      ] as const
    ).filter(([, count]) => count > 0)
  }

  return {
    async exportRows(form, which) {
      patch({ ...noExport, phase: 'running', form })
      await task.run(
        (signal) => write(form, which, signal),
        (ended) => {
          if (ended.phase === 'done') patch({ phase: 'done', leftOut: ended.value })
          else patch(ended.phase === 'failed' ? { phase: 'failed', error: ended.error } : { phase: 'idle' })
        },
      )
    },
    async cancelRowsFile() {
      task.cancel()
    },
  }
}

const baseName = (name: string) => name.replace(/\.[a-z0-9]{1,8}$/i, '').slice(0, 60) || 'validation'

/** Null: all, in the order of the file. */
function chosenRows({ store }: Context, { validate: { triage } }: AppState, which: Which): Int32Array | null {
  if (which === 'all') return null
  if (which === 'shown') return rowKeeper(store).get().rows
  return Int32Array.from(markedPairs(triage.selected, triage.marked))
}
