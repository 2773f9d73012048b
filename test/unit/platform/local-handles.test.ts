import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { askPermission, forget, list, open, save } from '../../../src/platform/web/local/handles'
import type { FolderHandle } from '../../../src/platform/web/local/types'

/** Handles are stored by structured clone: functions would not pass. */
const stored = (name: string) => ({ kind: 'directory', name }) as FileSystemDirectoryHandle
/** A handle of the browser's own kind, as far as comparing goes. */
const comparable = (name: string) =>
  Object.setPrototypeOf(stored(name), {
    isSameEntry: (other: FileSystemHandle) => Promise.resolve(other.name === name),
  }) as FileSystemDirectoryHandle

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('remembered folders', () => {
  it('are listed newest first, and forgotten one by one', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1000 })
    const first = await save(stored('bge-m3'))
    vi.setSystemTime(2000)
    const second = await save(stored('bge-m3-ft'))
    vi.useRealTimers()
    expect(await list()).toEqual([
      { key: second, name: 'bge-m3-ft', when: 2000 },
      { key: first, name: 'bge-m3', when: 1000 },
    ])
    await forget(second)
    expect((await list()).map(({ key }) => key)).toEqual([first])
  })
  it('picked again keep their key', async () => {
    const key = await save(comparable('bge-m3'))
    expect(await save(comparable('bge-m3'))).toBe(key)
    expect(await save(comparable('other'))).not.toBe(key)
    expect(await list()).toHaveLength(2)
  })
  it('are none where the browser cannot remember', async () => {
    globalThis.indexedDB = undefined as unknown as IDBFactory
    expect(await list()).toEqual([])
  })
  it('that are not there any more are refused', async () => {
    await expect(open('gone', true)).rejects.toMatchObject({ code: 'local/permission' })
  })
  it('are refused without permission', async () => {
    const key = await save(stored('bge-m3'))
    await expect(open(key, false)).rejects.toMatchObject({
      code: 'local/permission',
      values: { name: 'bge-m3' },
    })
  })
})

describe('permission', () => {
  const handle = (now: PermissionState, answer: PermissionState | Error) => {
    const requestPermission = vi.fn(() =>
      answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
    )
    const folder: FolderHandle = {
      kind: 'directory',
      name: 'bge-m3',
      values: () => {
        throw new Error('not read')
      },
      queryPermission: () => Promise.resolve(now),
      requestPermission,
    }
    return { folder, requestPermission }
  }
  it('that is granted already is not asked for', async () => {
    const { folder, requestPermission } = handle('granted', 'denied')
    await askPermission(folder, true)
    expect(requestPermission).not.toHaveBeenCalled()
  })
  it('is asked for from a click', async () => {
    await expect(askPermission(handle('prompt', 'granted').folder, true)).resolves.toBeUndefined()
  })
  it.each([
    ['denied by the user', 'denied' as const],
    ['refused by the browser', new Error('no click')],
  ])('%s', async (_, answer) => {
    await expect(askPermission(handle('prompt', answer).folder, true)).rejects.toMatchObject({
      code: 'local/permission',
      values: { name: 'bge-m3' },
    })
  })
  it('is never asked for without a click', async () => {
    const { folder, requestPermission } = handle('prompt', 'granted')
    await expect(askPermission(folder, false)).rejects.toMatchObject({ code: 'local/permission' })
    expect(requestPermission).not.toHaveBeenCalled()
  })
})
