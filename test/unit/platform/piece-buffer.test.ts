/** What the store has is free to be collected; what only memory has stays. */
import { createSHA256 } from 'hash-wasm'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import { PieceBuffer } from '../../../src/platform/web/http/piece-buffer'
import { StoredRanges } from '../../../src/platform/web/store/stored-ranges'
import { sha256, someBytes } from './fakes'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const PIECE = 256 * 1024
const lost = () => new EngineError('store/incomplete', 'lost', { model: 'm', file: 'f' })

async function buffered(stored = new Map<string, Blob>()) {
  const seen: [number, number][] = []
  const buffer = new PieceBuffer({
    sha256: await createSHA256(),
    pieceBytes: PIECE,
    storedRanges: (id) =>
      new StoredRanges('f', (index) => Promise.resolve(stored.get(`${id}/${index}`) ?? null), lost),
    onWrite: (position, chunk) => seen.push([position, chunk.byteLength]),
    changed: () => new Error('changed'),
  })
  return { buffer, stored, seen }
}

describe('memory', () => {
  const arrays = async (isStored: boolean) => {
    const { buffer, stored } = await buffered()
    const references: WeakRef<ArrayBuffer>[] = []
    buffer.reset(8 * PIECE)
    for (let index = 0; index < 8; index++) {
      for (let chunk = 0; chunk < 4; chunk++) buffer.write(someBytes(PIECE / 4, index * 4 + chunk))
      const piece = buffer.view(index * PIECE, (index + 1) * PIECE)
      references.push(new WeakRef(piece.buffer))
      stored.set(`x/${index}`, new Blob([piece]))
      if (isStored) buffer.isStored('x', PIECE)
    }
    await new Promise((resolve) => setTimeout(resolve)) // WeakRefs hold until the job ends
    const alive = () => {
      collectGarbage()
      return references.map((reference) => reference.deref() !== undefined)
    }
    return { buffer, alive }
  }

  it('holds the last pieces that are stored, and none once the file is whole', async () => {
    const { buffer, alive } = await arrays(true)
    expect(alive()).toEqual([false, false, false, false, false, false, true, true])
    buffer.settle()
    await new Promise((resolve) => setTimeout(resolve))
    expect(alive()).toEqual(Array(8).fill(false))
    expect(await buffer.bytes(PIECE, PIECE + 4)).toEqual(someBytes(4, 4))
  })

  it('holds all that is not stored', async () => {
    const { buffer, alive } = await arrays(false)
    buffer.settle()
    await new Promise((resolve) => setTimeout(resolve))
    expect(alive()).toEqual(Array(8).fill(true))
    expect(await buffer.bytes(PIECE, PIECE + 4)).toEqual(someBytes(4, 4))
  })
})

describe('a file that starts over', () => {
  const data = someBytes(3 * PIECE)
  const written = async () => {
    const { buffer } = await buffered()
    buffer.reset(null)
    buffer.write(data.slice(0, PIECE + 100))
    await buffer.bytes(0, 10)
    buffer.reset(null)
    return buffer
  }

  it.each([7, 1000, PIECE, PIECE + 100, 2 * PIECE])('may be the same, in chunks of %i', async (size) => {
    const buffer = await written()
    for (let at = 0; at < data.length; at += size) buffer.write(data.slice(at, at + size))
    expect(buffer.digest()).toBe(sha256(data))
  })

  it('is refused where it differs in what was there before, at the end of that', async () => {
    const buffer = await written()
    buffer.write(data.slice(0, PIECE))
    const other = data.slice(PIECE)
    other[99]! ^= 1
    expect(() => buffer.write(other)).toThrow('changed')
  })

  it('may differ where nothing was yet, and where nothing was read', async () => {
    const buffer = await written()
    const other = data.slice()
    other[PIECE + 100]! ^= 1
    buffer.write(other)
    expect(buffer.digest()).toBe(sha256(other))
    const { buffer: unread } = await buffered()
    unread.reset(null)
    unread.write(data.slice(0, 50))
    unread.reset(null)
    unread.write(other)
    expect(unread.digest()).toBe(sha256(other))
  })
})

it('bytes that were not hashed are caught up with, from the store too', async () => {
  const data = someBytes(3 * PIECE)
  const { buffer, stored } = await buffered()
  buffer.reset(4 * PIECE)
  for (let index = 0; index < 3; index++) {
    const piece = data.slice(index * PIECE, (index + 1) * PIECE)
    stored.set(`x/${index}`, new Blob([piece]))
    buffer.write(piece, false)
    buffer.isStored('x', PIECE)
  }
  buffer.settle()
  await buffer.catchUp()
  buffer.write(data.slice(0, 5))
  expect(buffer.digest()).toBe(sha256(new Uint8Array([...data, ...data.subarray(0, 5)])))
})

it('a handle that fails is asked for again; a piece that is gone is an error', async () => {
  let isBroken = true
  const piece = new Blob([someBytes(100)])
  const ranges = new StoredRanges(
    'f',
    () => {
      const slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) })
      const found = isBroken ? ({ slice } as unknown as Blob) : piece
      isBroken = false
      return Promise.resolve(found)
    },
    lost,
  )
  ranges.add(100)
  expect(await ranges.read(10, 20)).toEqual(someBytes(100).subarray(10, 20))
  const gone = new StoredRanges('f', () => Promise.resolve(null), lost)
  gone.add(100)
  await expect(gone.read(0, 1)).rejects.toMatchObject({ code: 'store/incomplete' })
})

it('an array that the browser has no memory for is named', async () => {
  const slice = () => ({
    arrayBuffer: () => Promise.reject(new RangeError('Array buffer allocation failed')),
  })
  const ranges = new StoredRanges('f', () => Promise.resolve({ slice } as unknown as Blob), lost)
  ranges.add(2 ** 40)
  const outOfMemory = { code: 'model/out-of-memory', values: { file: 'f' } }
  await expect(ranges.read(0, 2 ** 39)).rejects.toMatchObject(outOfMemory)
  ranges.add(2 ** 52)
  await expect(ranges.read(0, 2 ** 52)).rejects.toMatchObject(outOfMemory)
})
