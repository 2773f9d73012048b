/** A folder's files on disk: whole, in parts, and what happens to them meanwhile. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadProgress } from '../../../src/engine/model/ports'
import { folderSource } from '../../../src/platform/node/folder'

const SIZE = 40_000_000
const data = Buffer.alloc(SIZE, 'a line that is not as long as a power of two\n')
const hash = createHash('sha256').update(data).digest('hex')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'm3scope-'))
  await writeFile(join(folder, 'a.onnx'), data)
})
afterEach(() => rm(folder, { recursive: true }))

const isRight = (found: Uint8Array, start: number, end: number) =>
  Buffer.compare(found, data.subarray(start, end)) === 0

it('a file is read whole, with its hash', async () => {
  const found = await (await folderSource(folder)).read('a.onnx')
  expect(isRight(found.data, 0, SIZE)).toBe(true)
  expect(found).toMatchObject({ sha256: hash, origin: 'disk' })
})

describe('in parts', () => {
  it('any part can be read at any time; the hash is computed beside, with progress', async () => {
    const progress: ReadProgress[] = []
    const source = await folderSource(folder)
    const file = await source.open('a.onnx', { onProgress: (at) => progress.push(at) })
    expect(file).toMatchObject({ name: 'a.onnx', bytes: SIZE })
    expect(isRight(await file.read(SIZE - 100, SIZE), SIZE - 100, SIZE)).toBe(true)
    expect(await file.checked).toEqual({ sha256: hash, origin: 'disk' })
    expect(progress.at(-1)).toEqual({ loaded: SIZE, total: SIZE, origin: 'disk' })
    expect(isRight(await file.read(5, 20_000_000), 5, 20_000_000)).toBe(true)
    expect(await file.read(7, 7)).toHaveLength(0)
    await expect(file.read(SIZE - 1, SIZE + 1)).rejects.toMatchObject({
      code: 'model/truncated',
      values: { file: join(folder, 'a.onnx'), found: SIZE, expected: SIZE + 1 },
    })
    file.close()
    file.close()
    await expect(file.read(0, 1)).rejects.toMatchObject({ code: 'run/cancelled' })
  })

  it('a cancel ends the hash, not the reads', async () => {
    const abort = new AbortController()
    const file = await (
      await folderSource(folder)
    ).open('a.onnx', { signal: abort.signal, onProgress: () => abort.abort() })
    await expect(file.checked).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(isRight(await file.read(0, SIZE), 0, SIZE)).toBe(true)
    file.close()
  })

  it('close ends the hash', async () => {
    const file = await (await folderSource(folder)).open('a.onnx')
    file.close()
    await expect(file.checked).rejects.toMatchObject({ code: 'run/cancelled' })
  })

  it('a file that is cut short meanwhile is named with its length', async () => {
    const source = await folderSource(folder)
    const file = await source.open('a.onnx')
    await truncate(join(folder, 'a.onnx'), 1000)
    const truncated = { code: 'model/truncated', values: { found: 1000, expected: SIZE } }
    await expect(file.read(500, 2000)).rejects.toMatchObject(truncated)
    await expect(file.checked).rejects.toMatchObject({ code: 'model/truncated' })
    expect(isRight(await file.read(0, 1000), 0, 1000)).toBe(true)
    file.close()
  })

  it('a file that is not there is named', async () => {
    const source = await folderSource(folder)
    const missing = { code: 'model/file-missing', values: { file: join(folder, 'b.onnx') } }
    await expect(source.open('b.onnx')).rejects.toMatchObject(missing)
    await expect(source.peek('b.onnx')).rejects.toMatchObject(missing)
  })

  it('a look reads parts, and nothing is left open', async () => {
    const ranges = (await (await folderSource(folder)).peek('a.onnx'))!
    expect(ranges).toMatchObject({ name: 'a.onnx', bytes: SIZE })
    expect(isRight(await ranges.read(30_000_000, 30_000_100), 30_000_000, 30_000_100)).toBe(true)
    await expect(ranges.read(0, SIZE + 1)).rejects.toMatchObject({ code: 'model/truncated' })
  })
})

it('an empty file has a hash too', async () => {
  await writeFile(join(folder, 'empty'), '')
  const file = await (await folderSource(folder)).open('empty')
  expect(await file.checked).toMatchObject({ sha256: createHash('sha256').digest('hex') })
  expect(await file.read(0, 0)).toHaveLength(0)
  file.close()
})
