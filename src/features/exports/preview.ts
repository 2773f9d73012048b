/** Creates the beginning of an export. Encodes only as many records as the beginning needs. */
import { writtenHeads } from '../../formats/export/values'
import type { Plan } from '../../formats/export/run'
import type { ExportPreview } from './types'

/** Number of characters of the beginning. */
const LENGTH = 2_048

/** The beginning of the file; null: there is nothing to write. */
export async function beginningOf({ target, job, texts, encode }: Plan): Promise<ExportPreview | null> {
  if (writtenHeads(job, target).length === 0) return null
  const records = async function* () {
    for (const [at, text] of texts.entries()) yield { ...text, encoded: await encode(text, at) }
  }
  let text = ''
  for await (const chunk of target.write(job, records())) {
    text += typeof chunk === 'string' ? chunk : printable(chunk)
    if (text.length > LENGTH) return { text: cutWhole(text), more: true }
  }
  return { text, more: false }
}

/** Shortens the text to LENGTH characters without cutting a surrogate pair in two. */
const cutWhole = (text: string): string => text.slice(0, LENGTH).replace(/[\uD800-\uDBFF]$/, '')

/** Converts bytes to text. Bytes that are not printable ASCII are shown as dots, as in a hex dump. */
const printable = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, LENGTH + 1), (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
  ).join('')
