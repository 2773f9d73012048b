/** Lists the files that the user picked or dropped. Their contents are not read here. */
import { browserSaid } from '../../../engine/detail-words'
import { EngineError } from '../../../engine/errors'
import { arrange, isHidden, MAX_FILES, tooMany } from './arrange'
import type { FileHandle, FolderHandle, LocalFile, PickedFiles } from './types'

/**
 * The files of an `<input type="file">`, with or without `webkitdirectory`.
 * @throws EngineError local/empty, file/too-many
 */
export async function pickedFromInput(list: Iterable<File> | ArrayLike<File>): Promise<PickedFiles> {
  const files = Array.from(list, (file) => ({ name: file.webkitRelativePath || file.name, file }))
  return { ...(await arrange(files, '…')), handle: null } // an empty list does not tell the folder's name
}

/**
 * The files of a drop. Call this inside of the event handler: after the event the list is empty.
 * @throws EngineError local/empty, file/too-many, file/unreadable
 */
export async function pickedFromDrop(items: Iterable<DataTransferItem>): Promise<PickedFiles> {
  const dropped = Array.from(items)
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({
      handle: (item as HandleItem).getAsFileSystemHandle?.().catch(() => null),
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
    }))
  const found: LocalFile[] = []
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) await walkEntry(entry as FileSystemDirectoryEntry, '', found)
    else if (file) found.push({ name: file.name, file })
  }
  const [only] = dropped
  const handle = dropped.length === 1 ? await only!.handle : null
  return {
    ...(await arrange(found, only?.entry?.name ?? '…')),
    handle: handle?.kind === 'directory' ? (handle as unknown as FileSystemDirectoryHandle) : null,
  }
}

interface HandleItem {
  getAsFileSystemHandle?(): Promise<FolderHandle | FileHandle | null>
}

/**
 * The files of a folder from showDirectoryPicker(), or of a saved folder.
 * @throws EngineError local/empty, file/too-many, file/unreadable
 */
export async function pickedFromHandle(handle: FileSystemDirectoryHandle): Promise<PickedFiles> {
  const found: LocalFile[] = []
  await walkHandle(handle as unknown as FolderHandle, `${handle.name}/`, found)
  return { ...(await arrange(found, handle.name)), handle }
}

async function walkHandle(folder: FolderHandle, prefix: string, found: LocalFile[]): Promise<void> {
  try {
    for await (const child of folder.values()) {
      if (isHidden(child.name)) continue
      const name = prefix + child.name
      if (child.kind === 'directory') await walkHandle(child, `${name}/`, found)
      else add(found, { name, file: await child.getFile() })
    }
  } catch (error) {
    throw unreadable(prefix, error)
  }
}

async function walkEntry(
  folder: FileSystemDirectoryEntry,
  prefix: string,
  found: LocalFile[],
): Promise<void> {
  const path = `${prefix}${folder.name}/`
  try {
    const reader = folder.createReader()
    for (;;) {
      // Chromium returns at most a hundred entries in one call.
      const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      )
      if (entries.length === 0) return
      for (const entry of entries) {
        if (isHidden(entry.name)) continue
        if (entry.isDirectory) await walkEntry(entry as FileSystemDirectoryEntry, path, found)
        else add(found, { name: path + entry.name, file: await fileOf(entry as FileSystemFileEntry) })
      }
    }
  } catch (error) {
    throw unreadable(path, error)
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

function add(found: LocalFile[], file: LocalFile): void {
  found.push(file)
  if (found.length > MAX_FILES) throw tooMany(found.length)
}

function unreadable(folder: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error
  const detail = browserSaid(error)
  return new EngineError('file/unreadable', `${folder} cannot be read: ${detail.text}`, {
    file: folder,
    detail,
  })
}
