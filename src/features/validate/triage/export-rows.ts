/** The rows of the table, as the writers of files want them. */
import type { ExportForm, ExportOptions, ExportRows } from '../../../formats/validation/write/types'
import { DEFAULT_EXPORT_OPTIONS } from '../../../formats/validation/write/types'
import { HEAD_NAMES } from '../../../engine/validate/types'
import type { AppState } from '../../../core/state'
import { mergedGrades, notesOf, unsurePairs } from './grades'
import { hasHead, scoreNow, weightsNow, type RowSource } from './source'

/** Forms as the menu and its test ids name them, with the names of their writers. */
export const FORMS = {
  csv: 'csv',
  xlsx: 'xlsx',
  jsonl: 'jsonl',
  'trec-run': 'trec-run',
  qrels: 'trec-qrels',
  training: 'training',
  reranker: 'reranker',
  skipped: 'skipped',
} as const satisfies Record<string, ExportForm>
export type FormName = keyof typeof FORMS
export const FORM_NAMES = Object.keys(FORMS) as readonly FormName[]

export const isForm = (name: string): name is FormName => Object.hasOwn(FORMS, name)

export function exportedRows(state: AppState, source: RowSource, selection: Int32Array | null): ExportRows {
  const { set, pairs, heads, result } = source
  const { labels } = state.validate.triage
  const info = result?.info ?? null
  const ofHeads = HEAD_NAMES.map((head) => [head, result !== null && hasHead(info, head)])
  return {
    set,
    pairs: { ...pairs, grade: mergedGrades(source, labels) },
    heads,
    has: Object.fromEntries(ofHeads) as ExportRows['has'],
    weights: weightsNow(state),
    notes: notesOf(source, labels),
    unsure: unsurePairs(source, labels),
    selection,
    identity: result?.identity ?? null,
  }
}

export const exportOptions = (state: AppState, { result }: RowSource): ExportOptions => ({
  ...DEFAULT_EXPORT_OPTIONS,
  score: scoreNow(state),
  prompt: result?.inputs.prefix ?? '',
})
