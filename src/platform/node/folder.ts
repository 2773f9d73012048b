/** A model's folder on disk as a ModelSource. */
import { createHash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { EngineError, throwIfCancelled } from '../../engine/errors'
import type { FileEntry, ModelSource } from '../../engine/model/ports'
import { bytes } from '../../engine/units'

const CHUNK = 16 * 1024 * 1024

/** @throws EngineError model/file-missing when the folder is not there */
export async function folderSource(path: string): Promise<ModelSource> {
  const root = resolve(path)
  const info = await stat(root).catch(() => null)
  if (!info?.isDirectory())
    throw new EngineError('model/file-missing', `There is no folder ${path}.`, { file: path, model: path })
  const files = await listFiles(root)
  return {
    id: basename(root),
    origin: `folder ${basename(root)}`,
    list: () => Promise.resolve(files),
    async read(name, options = {}) {
      const full = join(root, name)
      const handle = await open(full).catch((error: unknown) => {
        throw new EngineError('model/file-missing', `${full} cannot be opened: ${String(error)}`, {
          file: full,
          model: root,
        })
      })
      try {
        const { size } = await handle.stat()
        const data = new Uint8Array(size)
        const hash = createHash('sha256')
        let at = 0
        while (at < size) {
          throwIfCancelled(options.signal)
          const { bytesRead } = await handle.read(data, at, Math.min(CHUNK, size - at), at)
          if (bytesRead === 0)
            throw new EngineError('model/truncated', `${full} ended at byte ${at} of ${size}.`, {
              file: full,
              found: at,
              expected: size,
            })
          hash.update(data.subarray(at, at + bytesRead))
          at += bytesRead
          options.onProgress?.({ loaded: at, total: size, origin: 'disk' })
        }
        return { data, sha256: hash.digest('hex'), origin: 'disk' }
      } finally {
        await handle.close()
      }
    },
  }
}

async function listFiles(root: string): Promise<FileEntry[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files: FileEntry[] = []
  for (const entry of entries) {
    if (!entry.isFile() && !entry.isSymbolicLink()) continue
    const full = join(entry.parentPath, entry.name)
    const info = await stat(full).catch(() => null) // a dangling link is no file
    if (!info?.isFile()) continue
    files.push({
      name: full
        .slice(root.length + 1)
        .split(sep)
        .join('/'),
      bytes: bytes(info.size),
    })
  }
  return files
}
