/** Characters of four bytes in GB18030, as Python's codec reads and writes them. */
import { tableOf } from './table'
import type { Read } from './types'

let order: readonly number[] | null = null
let places: ReadonlyMap<number, number> | null = null

/** Code points of the first plane that have no pair, in their order: the first of them is 81 30 81 30. */
function withoutPair(): readonly number[] {
  if (order) return order
  const { encode } = tableOf('gb18030')
  const found: number[] = []
  for (let point = 0x80; point < 0x10000; point++)
    if ((point < 0xd800 || point > 0xdfff) && !encode.has(String.fromCharCode(point))) found.push(point)
  return (order = found)
}

export function readFourBytes(bytes: Uint8Array, at: number): Read {
  const left = bytes.length - at
  if (left < 4) return [null, left]
  const [first, second, third, fourth] = bytes.subarray(at, at + 4) as unknown as [
    number,
    number,
    number,
    number,
  ]
  const isOutside =
    first < 0x81 || first > 0xfe || third < 0x81 || third > 0xfe || fourth < 0x30 || fourth > 0x39
  if (isOutside) return [null, 1]
  const place = (((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30
  const beyond = place - (0x90 - 0x81) * 12_600
  const point = first < 0x85 ? withoutPair()[place] : beyond >= 0 ? 0x10000 + beyond : undefined
  return point === undefined || point > 0x10ffff ? [null, 1] : [String.fromCodePoint(point), 4]
}

export function writeFourBytes(point: number): readonly number[] | null {
  if (point >= 0xd800 && point < 0xe000) return null
  places ??= new Map(withoutPair().map((each, at) => [each, at]))
  const place = point > 0xffff ? point - 0x10000 + (0x90 - 0x81) * 12_600 : places.get(point)
  if (place === undefined) return null
  return [
    0x81 + Math.floor(place / 12_600),
    0x30 + (Math.floor(place / 1260) % 10),
    0x81 + (Math.floor(place / 10) % 126),
    0x30 + (place % 10),
  ]
}
