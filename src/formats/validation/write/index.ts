import type { ExportForm, ExportWriter } from './types'

/** Fetched one by one: a spreadsheet's writer is large. */
const WRITERS: Readonly<Record<ExportForm, () => Promise<ExportWriter>>> = {
  csv: async () => (await import('./csv')).csvWriter,
  jsonl: async () => (await import('./jsonl')).jsonlWriter,
  xlsx: async () => (await import('./xlsx')).xlsxWriter,
  'trec-run': async () => (await import('./trec')).trecRunWriter,
  'trec-qrels': async () => (await import('./trec')).trecQrelsWriter,
  training: async () => (await import('./training')).trainingWriter,
  reranker: async () => (await import('./training')).rerankerWriter,
  skipped: async () => (await import('./skipped')).skippedWriter,
}

export const exportWriter = (form: ExportForm): Promise<ExportWriter> => WRITERS[form]()

/**
 * The whole file at once, for the terminal and tests. A page uses `makeValidationFile` of src/features/validate/report.
 * @throws EngineError as the writer
 */
export async function* exportPieces(
  ...[form, rows, options]: [ExportForm, ...Parameters<ExportWriter['write']>]
): AsyncGenerator<string | Uint8Array> {
  const writer = await exportWriter(form)
  yield* writer.write(rows, options)
}

export * from './types'
