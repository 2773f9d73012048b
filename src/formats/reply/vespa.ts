/** Vespa's tensors in each of its JSON forms (https://docs.vespa.ai/en/reference/document-json-format.html#tensor). */
import { isObject } from '../../engine/values'
import { readLiteral, type Literal, type LiteralObject } from './literal'
import { isList, isListOf, unreadable } from './shapes'

/** Null: this object is no tensor. @throws EngineError vector/unreadable where the type of hexadecimal cells is not named */
export function vespaTensor(value: LiteralObject): Literal | null {
  const { type, cells, blocks, values } = value
  const isTyped = typeof type === 'string' && type.startsWith('tensor')
  if (!isTyped && Object.keys(value).some((key) => !['cells', 'blocks', 'values', 'type'].includes(key)))
    return null
  const written = isTyped ? type : ''
  if (isListOf(cells, isCell)) return ofCells(cells as readonly LiteralObject[], written)
  if (isObject(cells)) return ofMap(Object.entries(cells), written)
  if (isListOf(blocks, isObject))
    return (blocks as readonly LiteralObject[]).map((block) => valuesOf(block['values'] ?? null, written))
  if (isObject(blocks)) return Object.values(blocks).map((block) => valuesOf(block, written))
  return values === undefined ? null : shaped(valuesOf(values, written), written)
}

/** tensor<float>(x[3]):[0.1,0.2,0.3] and {{x:0}:0.1,{x:1}:0.2}; null: the text is no such tensor. */
export function vespaText(text: string): Literal | null {
  const head = /^tensor(?:<\w+>)?\([^)]*\)\s*:\s*/.exec(text)
  const rest = head ? text.slice(head[0].length) : text
  if (/^\{\s*\{\s*\w+\s*:/.test(rest)) {
    const cells = [...rest.matchAll(/\{([^{}]+)\}\s*:\s*([-+\d.eE]+)/g)].map(([, address, value]) => ({
      address: Object.fromEntries(
        address!
          .split(',')
          .map((part) => part.split(':').map((each) => each.trim().replace(/^["']|["']$/g, ''))),
      ) as LiteralObject,
      value: Number(value),
    }))
    return cells.length === 0 ? null : ofCells(cells, head?.[0] ?? '')
  }
  if (!head) return null
  const value = readLiteral(rest)
  if (!isObject(value)) return value ?? null
  const entries = Object.entries(value)
  return entries.every(([, each]) => isList(each)) ? entries.map(([, each]) => each) : ofMap(entries, head[0])
}

const isCell = (cell: Literal) =>
  isObject(cell) && isObject(cell['address']) && typeof cell['value'] === 'number'
const isMapped = (type: string) => /\{\}/.test(type)

function ofCells(cells: readonly LiteralObject[], type: string): Literal {
  const addresses = cells.map((cell) => cell['address'] as LiteralObject)
  const names = Object.keys(addresses[0]!)
  if (names.length < 2)
    return ofMap(
      cells.map((cell, at) => [String(addresses[at]![names[0]!]), cell['value']!]),
      type,
    )
  // The dimension that the type has with a size holds the values; without a type, the last one.
  const inner = names.find((name) => hasSize(type, name)) ?? names.at(-1)!
  const rows = new Map<string, [place: number, value: Literal][]>()
  cells.forEach((cell, at) => {
    const address = addresses[at]!
    const row = names
      .filter((name) => name !== inner)
      .map((name) => String(address[name]))
      .join()
    const placed: [number, Literal] = [Number(address[inner]), cell['value']!]
    const before = rows.get(row)
    if (before === undefined) rows.set(row, [placed])
    else before.push(placed)
  })
  return [...rows.values()].map((row) => row.sort(([one], [other]) => one - other).map(([, value]) => value))
}

/** `x[4]` in the type: this dimension, whose name may hold anything, has a size. */
const hasSize = (type: string, name: string): boolean =>
  /^\w+$/.test(name) && type.split(/\W+(?=\w)/).some((part) => part.startsWith(`${name}[`))

/** Labels from 0 to n-1 are places; any others are token ids or tokens. */
function ofMap(entries: readonly (readonly [label: string, value: Literal])[], type: string): Literal {
  const placed = [...entries].sort(([one], [other]) => Number(one) - Number(other))
  const isPlaced = placed.length > 1 && placed.every(([label], at) => label === String(at))
  return isPlaced && !isMapped(type) ? placed.map(([, value]) => value) : Object.fromEntries(entries)
}

/** x[2],y[3]: rows. */
function shaped(values: Literal, type: string): Literal {
  const sizes = [...type.matchAll(/\w\[(\d+)\]/g)].map(([, size]) => Number(size))
  // Without values any size times nothing fits.
  if (sizes.length !== 2 || !isList(values) || values.length === 0) return values
  if (values.length !== sizes[0]! * sizes[1]!) return values
  return Array.from({ length: sizes[0]! }, (_, row) => values.slice(row * sizes[1]!, (row + 1) * sizes[1]!))
}

const DIGITS: Readonly<Record<string, number>> = { int8: 2, bfloat16: 4, float: 8, double: 16 }

/** Cells may be hexadecimal digits of big-endian values. */
function valuesOf(values: Literal, type: string): Literal {
  if (typeof values !== 'string') return values
  const cell = /^tensor<(\w+)>/.exec(type)?.[1] ?? (type === '' ? '' : 'double')
  const digits = Object.hasOwn(DIGITS, cell) ? DIGITS[cell] : undefined
  if (digits === undefined || !/^[\da-f]+$/i.test(values) || values.length % digits !== 0)
    throw unreadable('values', `${values.slice(0, 60)} (${type || 'no type'})`)
  return Array.from({ length: values.length / digits }, (_, at) =>
    cellOf(values.slice(at * digits, (at + 1) * digits), cell),
  )
}

function cellOf(hex: string, cell: string): number {
  const view = new DataView(new ArrayBuffer(8))
  const bytes = hex.match(/../g)!
  bytes.forEach((byte, at) => view.setUint8(at, parseInt(byte, 16)))
  return cell === 'int8' ? view.getInt8(0) : cell === 'double' ? view.getFloat64(0) : view.getFloat32(0)
}
