/** A file that is made piece by piece. A browser may keep Blobs on the disk; strings and arrays stay in memory. */

/** Bytes (of strings: UTF-16 units) that are collected before they become a Blob. */
const PIECE = 8_000_000

/** @param onPiece is called after each piece; an error that it throws ends the work */
export async function collectBlob(
  chunks: AsyncIterable<string | Uint8Array>,
  type: string,
  onPiece?: () => void | Promise<void>,
): Promise<Blob> {
  const blobs: Blob[] = []
  let parts: BlobPart[] = []
  let size = 0
  const flush = () => {
    if (parts.length > 0) blobs.push(new Blob(parts))
    parts = []
    size = 0
  }
  for await (const chunk of chunks) {
    parts.push(chunk as BlobPart)
    size += chunk.length
    if (size < PIECE) continue
    flush()
    await onPiece?.()
  }
  flush()
  return new Blob(blobs, { type })
}
