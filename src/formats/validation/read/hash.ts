/** SHA-256 of what a set holds: the same content gives the same hash, whatever file it came from. */
import { createSHA256 } from 'hash-wasm'
import type { ValidationSet } from '../../../engine/validate/types'

const STEP = 2000

/** JSON keeps lone surrogates apart, which UTF-8 does not; a list in pieces of a fixed size is the same bytes each time. */
export async function hashSet(
  { queries, documents, pairs, columns }: Pick<ValidationSet, 'queries' | 'documents' | 'pairs' | 'columns'>,
  checkpoint: () => Promise<void>,
): Promise<string> {
  const hasher = await createSHA256()
  const encoder = new TextEncoder()
  const strings = async (list: readonly string[]) => {
    hasher.update(encoder.encode(`[${list.length}]`))
    for (let at = 0; at < list.length; at += STEP) {
      hasher.update(encoder.encode(JSON.stringify(list.slice(at, at + STEP))))
      await checkpoint()
    }
  }
  await strings(queries.ids)
  await strings(queries.texts)
  await strings(documents.ids)
  await strings(documents.texts)
  const { row, query, document, rank, production, grade } = pairs
  for (const { buffer, byteOffset, byteLength } of [row, query, document, rank, production, grade])
    hasher.update(new Uint8Array(buffer, byteOffset, byteLength))
  for (const { name, values } of columns) await strings([name, ...values])
  return hasher.digest('hex')
}
