/** Vectors in IndexedDB and in a folder: what is kept, what leaves first, what a broken one says. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { folderVectors } from '../../../src/platform/node/vectors'
import { cacheLimit, cacheSize, clearVectors, openVectors } from '../../../src/platform/web/vectors/store'

const record = (key: string, size = 10, value = 1) => ({ key, bytes: new Uint8Array(size).fill(value) })

describe('IndexedDB', () => {
  let time = 0
  const open = (limit: number) => openVectors(limit, () => ++time)
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
  })

  it('gives back what was written, after it was closed too', async () => {
    const first = await open(1000)
    await first.write([record('a.s', 10, 7), record('a.c', 20, 8)])
    expect(await first.read(['a.c', 'x.s', 'a.s'])).toEqual([
      new Uint8Array(20).fill(8),
      null,
      new Uint8Array(10).fill(7),
    ])
    await first.close()
    const second = await open(1000)
    expect(await second.read(['a.s'])).toEqual([new Uint8Array(10).fill(7)])
    await second.close()
    expect(await cacheSize()).toEqual({ texts: 1, bytes: 30 })
  })

  it('makes room with rows that were used longest ago, then with vectors', async () => {
    const first = await open(1000)
    for (const key of ['a', 'b', 'c']) await first.write([record(`${key}.s`, 10), record(`${key}.c`, 100)])
    await first.close()
    const second = await open(330)
    await second.read(['a.c'])
    await second.write([record('d.c', 100)])
    expect((await second.read(['a.c', 'b.c', 'c.c', 'b.s', 'd.c'])).map((each) => each !== null)).toEqual([
      true,
      false,
      true,
      true,
      true,
    ])
    await second.close()
    expect((await cacheSize()).bytes).toBeLessThanOrEqual(330)
    const third = await open(130)
    await third.write([record('e.c', 130)])
    expect(await cacheSize()).toEqual({ texts: 1, bytes: 130 })
    await third.close()
  })

  it('never pushes out what this run has used: what has no room is left out', async () => {
    const store = await open(100)
    await store.write([record('a.c', 60)])
    await store.write([record('b.c', 60), record('c.s', 10)])
    expect((await store.read(['a.c', 'b.c', 'c.s'])).map((each) => each !== null)).toEqual([
      true,
      false,
      true,
    ])
    await store.close()
  })

  it('counts a record that is written again once', async () => {
    const store = await open(100)
    for (let i = 0; i < 5; i++) await store.write([record('a.c', 60, i)])
    expect(await store.read(['a.c'])).toEqual([new Uint8Array(60).fill(4)])
    await store.close()
    expect(await cacheSize()).toEqual({ texts: 1, bytes: 60 })
  })

  it('is cleared while it is open', async () => {
    const store = await open(100)
    await store.write([record('a.c')])
    await clearVectors()
    expect(await store.read(['a.c'])).toEqual([null])
    expect(await cacheSize()).toEqual({ texts: 0, bytes: 0 })
    await store.write([record('a.c')])
    expect(await store.read(['a.c'])).not.toEqual([null])
    await store.close()
  })

  it('rejects where the browser stores nothing', async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('private', 'SecurityError')
      },
    } as unknown as IDBFactory
    await expect(open(10)).rejects.toThrow('private')
    await expect(cacheSize()).rejects.toThrow('private')
  })

  it('the limit follows what the browser grants', async () => {
    expect(await cacheLimit(500)).toBe(500)
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 1000, usage: 400 }) } })
    expect(await cacheLimit(500)).toBe(180)
    expect(await cacheLimit(100)).toBe(100)
  })
})

describe('a folder', () => {
  it('gives back what was written; half a file is none', async () => {
    const root = await mkdtemp(join(tmpdir(), 'm3scope-vectors-'))
    const store = await folderVectors(join(root, 'v'), 1000)
    await store.write([record('ab1.s', 10, 7)])
    await writeFile(join(root, 'v', 'ab', 'ab2.s.part'), 'half')
    expect(await store.read(['ab1.s', 'ab2.s'])).toEqual([Buffer.from(new Uint8Array(10).fill(7)), null])
    await store.write([record('cd1.s', 2000)])
    expect(await readdir(join(root, 'v'))).toEqual(['ab'])
    await rm(root, { recursive: true })
  })

  it('that cannot be made is an error', async () => {
    const root = await mkdtemp(join(tmpdir(), 'm3scope-vectors-'))
    await writeFile(join(root, 'file'), '')
    await expect(folderVectors(join(root, 'file', 'x'), 10)).rejects.toThrow()
    await rm(root, { recursive: true })
  })
})
