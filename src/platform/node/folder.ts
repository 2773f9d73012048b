/** A model's folder on disk as a ModelSource. */
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { EngineError } from '../../engine/errors'
import { folderOrigin } from '../../engine/model/origin'
import type { FileEntry, ModelSource } from '../../engine/model/ports'
import { bytes } from '../../engine/units'
import { openHandle, openParts, peekParts, readWhole } from './file'

/** @throws EngineError model/file-missing when the folder is not there */
export async function folderSource(path: string): Promise<ModelSource> {
  const root = resolve(path)
  const info = await stat(root).catch(() => null)
  if (!info?.isDirectory())
    throw new EngineError('model/file-missing', `There is no folder ${path}.`, { file: path, model: path })
  const files = await listFiles(root)
  return {
    id: basename(root),
    origin: folderOrigin(basename(root)),
    list: () => Promise.resolve(files),
    read: async (name, options = {}) => readWhole(await openHandle(root, name), options),
    open: async (name, options = {}) => openParts(await openHandle(root, name), options),
    peek: async (name) => peekParts(root, name),
  }
}

async function listFiles(root: string): Promise<FileEntry[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files: FileEntry[] = []
  for (const entry of entries) {
    if (!entry.isFile() && !entry.isSymbolicLink()) continue
    const full = join(entry.parentPath, entry.name)
    const info = await stat(full).catch(() => null) // a dangling link is not a file
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
