/**
 * The archive that torch.save writes. fflate unpacks a whole archive at once, and trusts the counts and sizes that the file
 * names; here nothing is unpacked before its size is checked, and what is stored as it is stays in the file.
 */
import { Inflate } from 'fflate'
import type { ByteRanges } from '../../onnx/types'

/** What is wrong with an archive. Its message is for people. */
export class ZipError extends Error {}

export interface ZipFile {
  readonly names: readonly string[]
  readonly size: (name: string) => number | null
  /** @throws ZipError */
  readonly read: (name: string, start: number, end: number) => Promise<Uint8Array>
}

interface Entry {
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly header: number
}

/** Unpacked bytes of a compressed member. torch stores tensors as they are, so only an archive packed again has any. */
export const MOST_UNPACKED = 2 ** 28
const MOST_DIRECTORY = 2 ** 26
const PIECE = 2 ** 14
const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50

/** @throws ZipError, and as ByteRanges.read */
export async function openZip(file: ByteRanges): Promise<ZipFile> {
  const entries = await entriesOf(file)
  /** Unpacked members. */
  const kept = new Map<string, Promise<Uint8Array>>()
  const entry = (name: string): Entry => {
    const found = entries.get(name)
    if (!found) throw new ZipError(`${name} is missing`)
    return found
  }
  return {
    names: [...entries.keys()],
    size: (name) => entries.get(name)?.size ?? null,
    async read(name, start, end) {
      const { method, packed, size, header } = entry(name)
      if (start < 0 || end > size || start > end) throw new ZipError(`${name} has ${size} bytes`)
      if (method === 0 && packed === size) {
        const from = await dataStart(file, header)
        return within(file, from + start, from + end)
      }
      const whole = kept.get(name) ?? unpack(file, name, entry(name))
      kept.set(name, whole)
      return (await whole).subarray(start, end)
    },
  }
}

async function within(file: ByteRanges, start: number, end: number): Promise<Uint8Array> {
  if (!(start >= 0 && start <= end && end <= file.bytes)) throw new ZipError('it ends too early')
  return file.read(start, end)
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

async function entriesOf(file: ByteRanges): Promise<ReadonlyMap<string, Entry>> {
  const { start, size, count } = await directoryOf(file)
  if (size > MOST_DIRECTORY) throw new ZipError(`its directory has ${size} bytes`)
  const bytes = await within(file, start, start + size)
  const view = viewOf(bytes)
  const entries = new Map<string, Entry>()
  let at = 0
  for (let i = 0; i < count; i++) {
    // Each member takes at least 46 bytes, so this ends whatever the count says.
    if (at + 46 > size || view.getUint32(at, true) !== ENTRY)
      throw new ZipError(`its directory ends after ${i} of ${count} members`)
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true))
    const next = at + 46 + nameLength! + extra! + comment!
    if (next > size) throw new ZipError('its directory is cut off')
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!))
    entries.set(name, entryAt(view, at, at + 46 + nameLength!, extra!))
    at = next
  }
  return entries
}

function entryAt(view: DataView, at: number, extraAt: number, extraLength: number): Entry {
  let packed = view.getUint32(at + 20, true)
  let size = view.getUint32(at + 24, true)
  let header = view.getUint32(at + 42, true)
  for (let field = extraAt; field + 4 <= extraAt + extraLength;) {
    const end = field + 4 + view.getUint16(field + 2, true)
    if (end > extraAt + extraLength) break
    if (view.getUint16(field, true) === 1) {
      let value = field + 4
      const large = (small: number) => {
        if (small !== 0xffffffff || value + 8 > end) return small
        value += 8
        return Number(view.getBigUint64(value - 8, true))
      }
      size = large(size)
      packed = large(packed)
      header = large(header)
    }
    field = end
  }
  return { method: view.getUint16(at + 10, true), packed, size, header }
}

async function directoryOf(file: ByteRanges): Promise<{ start: number; size: number; count: number }> {
  const from = Math.max(0, file.bytes - 65_557)
  const tail = await within(file, from, file.bytes)
  const view = viewOf(tail)
  let end = tail.length - 22
  while (end >= 0 && view.getUint32(end, true) !== END) end--
  if (end < 0) throw new ZipError('no end of a zip archive')
  const found = {
    count: view.getUint16(end + 10, true),
    size: view.getUint32(end + 12, true),
    start: view.getUint32(end + 16, true),
  }
  if (end < 20 || view.getUint32(end - 20, true) !== LOCATOR_64) return found
  const at = Number(view.getBigUint64(end - 12, true))
  const large = viewOf(await within(file, at, at + 56))
  if (large.getUint32(0, true) !== END_64) throw new ZipError('its directory is not where it should be')
  const number = (offset: number) => Number(large.getBigUint64(offset, true))
  return { count: number(32), size: number(40), start: number(48) }
}

/** The local header's own name and extra field decide where the data begins. */
async function dataStart(file: ByteRanges, header: number): Promise<number> {
  const view = viewOf(await within(file, header, header + 30))
  if (view.getUint32(0, true) !== LOCAL) throw new ZipError('a member is not where it should be')
  return header + 30 + view.getUint16(26, true) + view.getUint16(28, true)
}

async function unpack(
  file: ByteRanges,
  name: string,
  { method, packed, size, header }: Entry,
): Promise<Uint8Array> {
  if (method !== 8) throw new ZipError(`${name} is packed by method ${method}`)
  if (size > MOST_UNPACKED)
    throw new ZipError(`${name} unpacks to ${size} bytes; at most ${MOST_UNPACKED} are read`)
  const from = await dataStart(file, header)
  const bytes = await within(file, from, from + packed)
  const whole = new Uint8Array(size)
  let at = 0
  const inflate = new Inflate((part) => {
    if (at + part.length > size) throw new ZipError(`${name} unpacks to more than its ${size} bytes`)
    whole.set(part, at)
    at += part.length
  })
  try {
    for (let start = 0; start < packed; start += PIECE)
      inflate.push(bytes.subarray(start, Math.min(packed, start + PIECE)), start + PIECE >= packed)
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError(`${name} cannot be unpacked`)
  }
  if (at !== size) throw new ZipError(`${name} unpacks to ${at} of ${size} bytes`)
  return whole
}
