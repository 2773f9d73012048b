import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { overlaySource } from '../../../src/engine/model/overlay'
import type { OpenFile, ReadProgress } from '../../../src/engine/model/ports'
import { localSource } from '../../../src/platform/web/local/local-source'
import { MODEL_FOLDERS } from '../../engine'

const local = (name: string, content: BlobPart = name) => ({ name, file: new File([content], name) })

describe('files of this disk', () => {
  const data = readFileSync(`${MODEL_FOLDERS.tiny}/onnx/model.onnx`)
  const source = localSource(
    { id: 'tiny', files: [local('onnx/model.onnx', data), local('empty', '')] },
    1_000_000,
  )

  it('are listed with their sizes', async () => {
    expect(source).toMatchObject({ id: 'tiny', origin: 'folder tiny' })
    expect(await source.list()).toEqual([
      { name: 'onnx/model.onnx', bytes: data.length },
      { name: 'empty', bytes: 0 },
    ])
  })
  it('are read in slices into one array, with SHA-256 and progress', async () => {
    const progress: ReadProgress[] = []
    const read = await source.read('onnx/model.onnx', { onProgress: (each) => progress.push(each) })
    expect(Buffer.compare(read.data, data)).toBe(0)
    expect(read).toMatchObject({
      origin: 'disk',
      sha256: createHash('sha256').update(data).digest('hex'),
    })
    expect(progress.map(({ loaded }) => loaded)).toEqual([1_000_000, 2_000_000, data.length])
    expect(progress.every(({ total, origin }) => total === data.length && origin === 'disk')).toBe(true)
  })
  it('may be empty', async () => {
    expect((await source.read('empty')).data).toHaveLength(0)
  })
  it('are not read on after a cancel', async () => {
    const abort = new AbortController()
    const seen: number[] = []
    const reading = source.read('onnx/model.onnx', {
      signal: abort.signal,
      onProgress: ({ loaded }) => {
        seen.push(loaded)
        abort.abort()
      },
    })
    await expect(reading).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(seen).toEqual([1_000_000])
  })
  it('that are not there are named', async () => {
    await expect(source.read('config.json')).rejects.toMatchObject({
      code: 'model/file-missing',
      values: { file: 'config.json', model: 'tiny' },
    })
  })

  it.each([
    ['were changed', () => Promise.reject(new DOMException('changed', 'NotReadableError')), 'changed'],
    ['became shorter', () => Promise.resolve(new ArrayBuffer(1)), 'it ended at byte 1 of 4'],
  ])('that %s since they were picked are named', async (_, arrayBuffer, detail) => {
    const file = { size: 4, slice: () => ({ arrayBuffer }) } as unknown as File
    const changed = localSource({ id: 'm', files: [{ name: 'a.onnx', file }] })
    const unreadable = { code: 'file/unreadable', values: { file: 'a.onnx', detail } }
    await expect(changed.read('a.onnx')).rejects.toMatchObject(unreadable)
    const open = await changed.open('a.onnx')
    await expect(open.checked).rejects.toMatchObject(unreadable)
    await expect(open.read(0, 4)).rejects.toMatchObject(unreadable)
  })
  it('that do not fit into memory are named', async () => {
    const file = { size: 2 ** 53 } as File
    const huge = localSource({ id: 'm', files: [{ name: 'a.onnx', file }] })
    await expect(huge.read('a.onnx')).rejects.toMatchObject({
      code: 'model/out-of-memory',
      values: { file: 'a.onnx' },
    })
  })
  it('are read in parts, at any place, while the hash is computed beside', async () => {
    const progress: ReadProgress[] = []
    const file = await source.open('onnx/model.onnx', { onProgress: (each) => progress.push(each) })
    expect(file).toMatchObject({ name: 'onnx/model.onnx', bytes: data.length })
    const places = [data.length - 10, 0, 5, 1_000_000, 999_990]
    const rows = await Promise.all(places.map((at) => file.read(at, at + 10)))
    expect(rows.map((row) => [...row])).toEqual(places.map((at) => [...data.subarray(at, at + 10)]))
    expect(Buffer.compare(await file.read(3, 2_000_003), data.subarray(3, 2_000_003))).toBe(0)
    expect(await file.checked).toEqual({
      sha256: createHash('sha256').update(data).digest('hex'),
      origin: 'disk',
    })
    expect(progress.map(({ loaded }) => loaded)).toEqual([1_000_000, 2_000_000, data.length])
    await expect(file.read(0, data.length + 1)).rejects.toMatchObject({
      code: 'model/truncated',
      values: { file: 'onnx/model.onnx', found: data.length, expected: data.length + 1 },
    })
    file.close()
    await expect(file.read(0, 1)).rejects.toMatchObject({ code: 'run/cancelled' })
  })
  it('a cancel ends the hash, not the reads; close ends both', async () => {
    const abort = new AbortController()
    const { signal } = abort
    const file = await source.open('onnx/model.onnx', { signal, onProgress: () => abort.abort() })
    await expect(file.checked).rejects.toMatchObject({ code: 'run/cancelled' })
    expect([...(await file.read(7, 9))]).toEqual([...data.subarray(7, 9)])
    const closed = await source.open('onnx/model.onnx')
    closed.close()
    await expect(closed.checked).rejects.toMatchObject({ code: 'run/cancelled' })
    await expect(source.open('onnx/model.onnx', { signal })).rejects.toMatchObject({ code: 'run/cancelled' })
  })
  it('can be looked at', async () => {
    const ranges = (await source.peek('onnx/model.onnx'))!
    expect(ranges.bytes).toBe(data.length)
    expect([...(await ranges.read(100, 300))]).toEqual([...data.subarray(100, 300)])
    await expect(source.peek('config.json')).rejects.toMatchObject({ code: 'model/file-missing' })
  })
  it('loose files are no folder', () => {
    expect(localSource({ id: 'model_int8.onnx', files: [] }).origin).toBe('file model_int8.onnx')
  })
})

describe('head files of another source', () => {
  const text = async (source: ReturnType<typeof localSource>, name: string) =>
    new TextDecoder().decode((await source.read(name)).data)
  const base = localSource({
    id: 'int8',
    files: [
      local('model.onnx'),
      local('sparse_linear.pt', 'own sparse'),
      local('onnx/colbert_linear.pt', 'own colbert'),
    ],
  })
  const over = (...files: ReturnType<typeof local>[]) =>
    overlaySource(base, localSource({ id: 'heads', files }), 'hub/BAAI/bge-m3@5617a9f6')
  const names = async (source: ReturnType<typeof localSource>) =>
    (await source.list()).map(({ name }) => name).sort()

  it('take the place of the model’s own, and nothing else does', async () => {
    const laid = over(
      local('sparse_linear.pt', 'foreign sparse'),
      local('deep/colbert_linear.safetensors', 'foreign colbert'),
      local('model.onnx', 'foreign graph'),
    )
    expect(laid).toMatchObject({ id: 'int8', origin: 'folder int8' })
    expect(await names(laid)).toEqual(['colbert_linear.safetensors', 'model.onnx', 'sparse_linear.pt'])
    expect(await text(laid, 'sparse_linear.pt')).toBe('foreign sparse')
    expect(await text(laid, 'colbert_linear.safetensors')).toBe('foreign colbert')
    expect(await text(laid, 'model.onnx')).toBe('model.onnx')
  })
  it('are in the warnings once they were read', async () => {
    const laid = over(local('sparse_linear.pt'), local('colbert_linear.pt'))
    await laid.list()
    expect(laid.warnings!()).toEqual([])
    await laid.read('model.onnx')
    await laid.read('sparse_linear.pt')
    await laid.read('sparse_linear.pt')
    expect(laid.warnings!()).toEqual([
      { code: 'foreign-heads', file: 'sparse_linear.pt', origin: 'hub/BAAI/bge-m3@5617a9f6' },
    ])
  })
  it('are opened and looked at in the place of the model’s own too', async () => {
    const laid = over(local('deep/sparse_linear.pt', 'foreign sparse'))
    const textOf = async ({ read, bytes }: { read: OpenFile['read']; bytes: number }) =>
      new TextDecoder().decode(await read(0, bytes))
    expect(await textOf((await laid.peek('sparse_linear.pt'))!)).toBe('foreign sparse')
    expect(laid.warnings!()).toEqual([])
    const file = await laid.open('sparse_linear.pt')
    expect(file.name).toBe('sparse_linear.pt')
    expect(await textOf(file)).toBe('foreign sparse')
    expect(laid.warnings!()).toMatchObject([{ code: 'foreign-heads', file: 'sparse_linear.pt' }])
    expect(await textOf(await laid.open('model.onnx'))).toBe('model.onnx')
    file.close()
    await expect(file.read(0, 1)).rejects.toMatchObject({ code: 'run/cancelled' })
  })
  it('leave a head of the model’s own that they do not have', async () => {
    const laid = over(local('sparse_linear.pt', 'foreign sparse'))
    expect(await names(laid)).toEqual(['model.onnx', 'onnx/colbert_linear.pt', 'sparse_linear.pt'])
    expect(await text(laid, 'onnx/colbert_linear.pt')).toBe('own colbert')
  })
  it('in one file hide both', async () => {
    expect(await names(over(local('heads.safetensors')))).toEqual(['heads.safetensors', 'model.onnx'])
  })
  it('the nearest to the top is taken', async () => {
    const laid = over(local('old/sparse_linear.pt', 'old'), local('sparse_linear.pt', 'new'))
    expect(await text(laid, 'sparse_linear.pt')).toBe('new')
  })
  it('must be there', async () => {
    await expect(over(local('model.onnx')).list()).rejects.toMatchObject({
      code: 'model/file-missing',
      values: { model: 'heads' },
    })
  })
  it('hand on the sources’ own warnings', () => {
    const warned = { code: 'not-stored', file: 'a', reason: 'quota', detail: '' } as const
    const laid = overlaySource({ ...base, warnings: () => [warned] }, base, 'x')
    expect(laid.warnings!()).toEqual([warned])
  })
})
