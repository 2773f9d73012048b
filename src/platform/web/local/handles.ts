/** Folders that the user picked, saved in IndexedDB. In a browser that cannot save them the list is empty. */
import { openDB, type DBSchema } from 'idb'
import { EngineError } from '../../../engine/errors'
import { databaseUser } from '../database'
import { pickedFromHandle } from './collect'
import type { FolderHandle, PickedFiles } from './types'

interface SavedFolder {
  readonly name: string
  /** Milliseconds since 1970. */
  readonly when: number
  readonly handle: FileSystemDirectoryHandle
}

interface Schema extends DBSchema {
  folders: { key: string; value: SavedFolder }
}

const withDatabase = databaseUser(() =>
  openDB<Schema>('m3scope-folders', 1, {
    upgrade(database) {
      database.createObjectStore('folders')
    },
  }),
)

/** The newest folder comes first. */
export async function list(): Promise<{ key: string; name: string; when: number }[]> {
  const folders = await entries().catch(() => [])
  return folders
    .map(([key, { name, when }]) => ({ key, name, when }))
    .sort((one, other) => other.when - one.when)
}

/** @returns the folder's key; a folder that was saved before keeps its key */
export async function save(handle: FileSystemDirectoryHandle): Promise<string> {
  const known = await entries()
  const same = await Promise.all(
    known.map(([, other]) => (handle as Partial<FolderHandle>).isSameEntry?.(other.handle) ?? false),
  )
  // crypto.randomUUID does not exist on plain HTTP.
  const key = known[same.indexOf(true)]?.[0] ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`
  await withDatabase((database) =>
    database.put('folders', { name: handle.name, when: Date.now(), handle }, key),
  )
  return key
}

export const forget = (key: string): Promise<void> =>
  withDatabase((database) => database.delete('folders', key))

/**
 * @param ask whether the browser may ask the user; true only inside of a click
 * @throws EngineError local/permission, local/empty, file/unreadable (the folder does not exist any more)
 */
export async function open(key: string, ask: boolean): Promise<PickedFiles> {
  const found = await withDatabase((database) => database.get('folders', key))
  if (!found) throw refused(key)
  await askPermission(found.handle as unknown as FolderHandle, ask)
  return pickedFromHandle(found.handle)
}

/** @throws EngineError local/permission */
export async function askPermission(handle: FolderHandle, ask: boolean): Promise<void> {
  const mode = { mode: 'read' } as const
  if ((await handle.queryPermission?.(mode)) === 'granted') return
  // Outside of a click the browser throws.
  const answer = ask ? await handle.requestPermission?.(mode).catch(() => 'denied') : 'denied'
  if (answer !== 'granted') throw refused(handle.name)
}

const refused = (name: string) =>
  new EngineError('local/permission', `The browser does not let the page read ${name}.`, { name })

const entries = (): Promise<[string, SavedFolder][]> =>
  withDatabase(async (database) => {
    const transaction = database.transaction('folders')
    const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()])
    return keys.map((key, at) => [key, values[at]!])
  })
