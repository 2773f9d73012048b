/** Vectors in a folder, one file for each record. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredRecord, VectorStore } from '../../engine/validate/run-cache'

/** Names of files: records have keys of hexadecimal digits, and few files lie in one folder. */
const placeOf = (root: string, key: string) => ({ folder: join(root, key.slice(0, 2)), name: key })

/**
 * @param limit bytes that this run may write; what has no room is left out, and nothing is deleted: the folder belongs to the user
 * @throws Error of Node, when the folder cannot be made
 */
export async function folderVectors(root: string, limit: number): Promise<VectorStore> {
  await mkdir(root, { recursive: true })
  let written = 0
  return {
    read: (keys) =>
      Promise.all(
        keys.map((key) => {
          const { folder, name } = placeOf(root, key)
          return readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
            if (error.code === 'ENOENT') return null
            throw error
          })
        }),
      ),
    async write(records: readonly StoredRecord[]) {
      for (const { key, bytes } of records) {
        if (written + bytes.length > limit) continue
        written += bytes.length
        const { folder, name } = placeOf(root, key)
        await mkdir(folder, { recursive: true })
        // A file that is there is whole: the run may be killed at any time.
        const path = join(folder, name)
        await writeFile(`${path}.part`, bytes)
        await rename(`${path}.part`, path)
      }
    },
    close: () => Promise.resolve(),
  }
}
