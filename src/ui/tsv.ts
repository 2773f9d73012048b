import { identityLine, identityOf } from '../engine/model/identity'
import type { EncodeSettings } from '../engine/encode/types'
import type { ModelInfo } from '../engine/model/types'

/** What made the numbers of a table. */
interface Made {
  readonly info: ModelInfo
  readonly reply: { readonly a: { readonly encoded: { readonly settings: EncodeSettings } } }
}

/** Quotes a cell that contains a tab, a line break or a quote, as spreadsheets expect. */
const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value)
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Tab-separated values, numbers in full precision. */
export const toTsv = (
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string => [header, ...rows].map((row) => row.map(cell).join('\t')).join('\n') + '\n'

/** The same with a last row that says what made the numbers. */
export const signed = (tsv: string, { info, reply }: Made): string =>
  `${tsv}# ${identityLine(identityOf(info, reply.a.encoded.settings))}\n`
