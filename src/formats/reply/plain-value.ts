/** Lists in place of what programs make of lists: typed arrays as objects, tensors with a shape, Vespa's tensors, buffers. */
import { isObject } from '../../engine/values'
import { EngineError } from '../../engine/errors'
import { valuesOfBytes } from './bytes'
import { halfFloats } from './half'
import type { Literal, LiteralObject } from './literal'
import { isList, isNumbers } from './shapes'
import { vespaTensor } from './vespa'

const FEW = 8
/** Decimals are strings in JSON of some databases. Fewer may be texts. */
const areNumerals = (list: readonly Literal[]) =>
  list.length >= FEW &&
  list.every((item) => typeof item === 'string' && /^-?\d+\.\d+(?:[eE][-+]?\d+)?$/.test(item))

const DEEPEST = 12
/** Fields whose keys are token ids, whatever the ids are. */
const SPARSE = /sparse|lexical/i

/** @throws EngineError vector/ragged for a tensor whose shape does not fit its values, and the errors of bytes */
export function plainValue(value: Literal, name = '', depth = 0): Literal {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value
  if (isList(value)) {
    if (areNumerals(value)) return value.map(Number)
    if (!value.some((item) => typeof item === 'object' && item !== null)) return value
    const outputs = namedTensors(value)
    return outputs ?? value.map((item) => plainValue(item, name, depth + 1))
  }
  if (!isObject(value)) return value
  const found = SPARSE.test(name) ? null : (tensor(value) ?? bufferOf(value) ?? vespaTensor(value))
  if (found !== null) return found
  if (!SPARSE.test(name) && isTypedArray(value)) return Object.values(value)
  const { indices } = value
  // torch.sparse_coo has a row of indices for each dimension; of two the first one counts the texts.
  if (isList(indices) && isList(indices.at(-1)) && isOneText(indices))
    return plainValue({ ...value, indices: indices.at(-1)! }, name, depth + 1)
  const entries = Object.entries(value).map(([key, item]) => [key, plainValue(item, key, depth + 1)] as const)
  // An array of typed arrays is printed as an object of objects.
  return !SPARSE.test(name) && areRows(entries) ? entries.map(([, row]) => row) : Object.fromEntries(entries)
}

const areRows = (entries: readonly (readonly [key: string, value: Literal])[]) =>
  entries.length > 0 && entries.every(([key, row], at) => key === String(at) && isNumbers(row))

const isOneText = (indices: readonly Literal[]) =>
  indices.length === 1 ||
  (indices.length === 2 && isList(indices[0]) && indices[0].every((text) => text === 0))

/**
 * JSON of a Float32Array: keys 0 to n-1 without a gap. Lexical weights never have the ids 0 to 3, which are `<s>`, `<pad>`, `</s>`
 * and `<unk>`.
 */
export function isTypedArray(value: Literal): value is LiteralObject {
  if (!isObject(value)) return false
  const entries = Object.entries(value)
  return (
    entries.length > 1 &&
    entries.every(([key, item], at) => key === String(at) && (typeof item === 'number' || item === null))
  )
}

/** A tensor of onnxruntime, transformers.js, Triton or KServe: { dims | shape, data }. */
function tensor(value: LiteralObject): Literal | null {
  const { ort_tensor } = value
  if (isObject(ort_tensor)) return tensor(ort_tensor)
  const dims = value['dims'] ?? value['shape'] ?? value['_dims']
  if (!isList(dims) || !dims.every((size) => Number.isInteger(size))) return null
  const given = value['data'] ?? value['cpuData'] ?? value['values']
  const type = String(value['type'] ?? value['datatype'] ?? value['dtype'] ?? '')
  const data = dataOf(given, type)
  return data === null ? null : shaped(data, dims as number[])
}

function dataOf(given: Literal | undefined, type: string): readonly Literal[] | null {
  if (given === undefined) return null
  const list = isList(given)
    ? given
    : isTypedArray(given)
      ? Object.values(given)
      : isObject(given)
        ? bufferOf(given as LiteralObject)
        : null
  if (list === null || list.some((item) => typeof item === 'object' && item !== null)) return null
  // JavaScript has had no array of float16: such values are printed as their 16 bits.
  return /float16|fp16/i.test(type) && !/bfloat/i.test(type) && list.every((bits) => isBits(bits))
    ? halfFloats(list as number[])
    : list
}

const isBits = (value: Literal) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 65536

function shaped(data: readonly Literal[], dims: readonly number[]): Literal {
  const size = dims.reduce((product, each) => product * each, 1)
  // [1000000000, 0] fits no values too, and would be as many empty rows.
  if (size !== data.length || dims.length > DEEPEST || dims.some((each) => each < 1))
    throw new EngineError('vector/ragged', `A tensor of shape [${dims.join()}] has ${data.length} values.`, {
      where: `[${dims.join()}]`,
      row: 0,
      found: data.length,
      expected: size,
    })
  if (dims.length < 2) return data
  const [first = 0, ...rest] = dims
  const step = first === 0 ? 0 : data.length / first
  return Array.from({ length: first }, (_, at) => shaped(data.slice(at * step, (at + 1) * step), rest))
}

/** The outputs of an inference server, each with its name. */
function namedTensors(list: readonly Literal[]): LiteralObject | null {
  const named = list.map((item) => {
    if (!isObject(item) || typeof item['name'] !== 'string') return null
    const value = tensor(item)
    return value === null ? null : ([item['name'], value] as const)
  })
  return named.length > 0 && named.every((each) => each !== null) ? Object.fromEntries(named) : null
}

/** Node.js prints a Buffer as {"type":"Buffer","data":[bytes]}; others give the name of a typed array so. */
function bufferOf({ type, data }: LiteralObject): readonly Literal[] | null {
  if (!isList(data)) return null
  if (typeof type === 'string' && /^(?:Float(?:32|64)|U?[Ii]nt(?:8|16|32))Array$/i.test(type)) return data
  if (type !== 'Buffer') return null
  return valuesOfBytes(Uint8Array.from(data as number[]))
}
