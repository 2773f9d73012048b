import { cells } from '../../../formats/csv-cells'
import type { SkippedRow } from '../../../engine/validate/types'

/** Rows that are written between two pauses. */
const SLICE = 1000

/** Row, file, reason and value as CSV, with the byte order mark that spreadsheets want. The page goes on between the slices. */
export async function skippedFile(skipped: readonly SkippedRow[]): Promise<Blob> {
  const parts = ['\uFEFF' + cells(['row', 'file', 'reason', 'value']) + '\r\n']
  for (let at = 0; at < skipped.length; at += SLICE) {
    const slice = skipped.slice(at, at + SLICE)
    parts.push(
      slice.map(({ row, file = '', reason, value }) => cells([row, file, reason, value]) + '\r\n').join(''),
    )
    await new Promise((resolve) => setTimeout(resolve))
  }
  return new Blob(parts, { type: 'text/csv' })
}
