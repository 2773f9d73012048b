/** The rows of the file that take no part, as CSV: where, why, and what the reason is about. Of several files with their names. */
import { lineFor, mark } from './csv'
import { Counts } from './summary'
import type { ExportOptions, ExportSummary, ExportWriter } from './types'
import type { SkippedRow } from '../../../engine/validate/types'

export const skippedWriter: ExportWriter = {
  form: 'skipped',
  extension: 'csv',
  mediaType: 'text/csv',
  write: ({ set }, options) => skippedLines(set.skipped, options),
}

/** Also for a file that gave no set: every row was skipped. */
export function* skippedLines(
  skipped: readonly SkippedRow[],
  { spreadsheet }: Pick<ExportOptions, 'spreadsheet'>,
): Generator<string, ExportSummary> {
  const counts = new Counts()
  const line = lineFor(spreadsheet)
  const several = skipped.some(({ file }) => file !== undefined)
  yield mark(spreadsheet) + line([...(several ? ['file'] : []), 'row', 'reason', 'value'])
  for (const { file, row, reason, value } of skipped) {
    yield line([...(several ? [file ?? ''] : []), row, reason, value])
    counts.written++
  }
  return counts.summary
}
