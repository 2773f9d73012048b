/** The HTML report of a run. */
import { EngineError, toErrorData } from '../../../engine/errors'
import { htmlReport } from '../../../formats/validation/report/htmlReport'
import type { ReportInput } from '../../../formats/validation/report/types'
import { i18next } from '../../../i18n'
import { rulesOf } from '../../../core/prepared'
import type { Context } from '../../../core/context'
import { download } from '../../../ui/download'
import { patchPart } from '../patch'
import { exportedRows } from '../triage/export-rows'
import { sourceOf } from '../triage/source'
import type { ReportActions, ValidateReport } from './types'

/** Queries among "the worst": a report is read, not searched. */
const WORST = 20

/** @param save a browser's download */
export function reportActions(context: Context, save: typeof download = download): ReportActions {
  const { store, actions, ports } = context
  const patch = (change: ValidateReport) => patchPart(store, 'report', change)

  async function make(): Promise<void> {
    await actions.refreshAnswer()
    const state = store.getState()
    const source = sourceOf(state)
    const result = source?.result ?? null
    const { answer, of, classes, options, score, error } = state.validate.answer
    if (source === null || result === null || answer === null || of?.set !== result.set) {
      if (error !== null) return patch({ phase: 'failed', error })
      throw new EngineError('export/nothing', 'Nothing was run.')
    }
    const { prefix, rules, leaveOutMetadata } = result.inputs
    const productionDirection = answer.production?.direction
    const input: ReportInput = {
      language: i18next.language === 'zh-CN' ? 'zh-CN' : 'en',
      rows: {
        ...exportedRows(state, source, null),
        ...(productionDirection && { productionDirection }),
      },
      answer,
      options,
      classes,
      score: answer.scores[score] === null ? (firstKnown(answer.scores) ?? score) : score,
      worst: WORST,
      preprocessing: {
        rules: rulesOf(rules).map(({ id: _id, enabled: _enabled, kind, ...rest }) =>
          Object.keys(rest).length === 0 ? kind : `${kind} ${JSON.stringify(rest)}`,
        ),
        prefix,
        leaveOutMetadata,
      },
      software: ports.pageFacts().app,
      created: new Date().toISOString(),
    }
    const name = result.set.name.replace(/\.[a-z0-9]{1,8}$/i, '').slice(0, 60) || 'validation'
    save(`${name}-report-${input.created.slice(0, 10)}.html`, htmlReport(input), 'text/html')
    patch({ phase: 'done', error: null })
  }

  return {
    async saveReport() {
      if (store.getState().validate.report.phase === 'running') return
      patch({ phase: 'running', error: null })
      try {
        await make()
      } catch (error) {
        patch({ phase: 'failed', error: toErrorData(error) })
      }
    },
  }
}

const firstKnown = (scores: ReportInput['answer']['scores']): ReportInput['score'] | undefined =>
  (Object.keys(scores) as ReportInput['score'][]).find((name) => scores[name] !== null)
