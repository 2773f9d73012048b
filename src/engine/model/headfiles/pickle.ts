/**
 * A pickle reader for PyTorch state dicts: it accepts the opcodes that torch.save writes for plain tensors and
 * nothing else. No name in the file is ever called: GLOBALs are compared with a short list, and REDUCE builds our
 * own plain values. (The JavaScript pickle libraries either run arbitrary reducers or lack persistent ids.)
 */
import type { Detail } from '../../detail-words'
import { detail } from '../../details'

export class PickleError extends Error {
  constructor(readonly what: Detail) {
    super(what.text)
  }
}

/** A tensor as _rebuild_tensor_v2 describes it; its bytes lie in the archive's data/<key>. */
export interface TensorRecord {
  readonly storageType: string
  readonly key: string
  /** In elements. */
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
}

type Global = { readonly global: string }
type Value = unknown

const STORAGES = ['FloatStorage', 'HalfStorage', 'BFloat16Storage', 'DoubleStorage'].map(
  (name) => `torch ${name}`,
)
const GLOBALS = new Set(['collections OrderedDict', 'torch._utils _rebuild_tensor_v2', ...STORAGES])
const MARK = Symbol('mark')

/** @returns name → tensor. @throws PickleError with the opcode or name that is refused */
export function readStateDict(pickle: Uint8Array): Map<string, TensorRecord> {
  const view = new DataView(pickle.buffer, pickle.byteOffset, pickle.byteLength)
  const stack: Value[] = []
  const memo = new Map<number, Value>()
  let at = 0

  const need = (bytes: number) => {
    if (at + bytes > pickle.length) throw new PickleError(detail('pickle-ends', { offset: at }))
    at += bytes
    return at - bytes
  }
  const u8 = () => view.getUint8(need(1))
  const u16 = () => view.getUint16(need(2), true)
  const i32 = () => view.getInt32(need(4), true)
  const u32 = () => view.getUint32(need(4), true)
  const string = (bytes: number) => {
    const start = need(bytes)
    return new TextDecoder('utf-8').decode(pickle.subarray(start, start + bytes))
  }
  const line = () => {
    const start = at
    while (pickle[at] !== 10) need(1)
    return new TextDecoder('latin1').decode(pickle.subarray(start, at++))
  }
  const pop = (): Value => {
    if (stack.length === 0) throw new PickleError(detail('pickle-stack', { offset: at }))
    return stack.pop()
  }
  const popToMark = (): Value[] => {
    const mark = stack.lastIndexOf(MARK)
    if (mark < 0) throw new PickleError(detail('pickle-mark', { offset: at }))
    const values = stack.splice(mark)
    return values.slice(1)
  }
  const global = (module: string, name: string): Global => {
    const full = `${module} ${name}`
    if (!GLOBALS.has(full)) throw new PickleError(detail('pickle-global', { name: `${module}.${name}` }))
    return { global: full }
  }
  const setItems = (target: Value, items: Value[]) => {
    if (!(target instanceof Map)) throw new PickleError(detail('pickle-items', { offset: at }))
    for (let i = 0; i + 1 < items.length; i += 2) target.set(items[i], items[i + 1])
  }

  for (;;) {
    const opcode = u8()
    // oxfmt-ignore
    switch (opcode) {
      case 0x80: u8(); break // PROTO
      case 0x95: need(8); break // FRAME
      case 0x28: stack.push(MARK); break // (
      case 0x29: stack.push([]); break // EMPTY_TUPLE
      case 0x5d: stack.push([]); break // EMPTY_LIST
      case 0x7d: stack.push(new Map()); break // EMPTY_DICT
      case 0x4e: stack.push(null); break // NONE
      case 0x88: stack.push(true); break
      case 0x89: stack.push(false); break
      case 0x4a: stack.push(i32()); break // BININT
      case 0x4b: stack.push(u8()); break // BININT1
      case 0x4d: stack.push(u16()); break // BININT2
      case 0x8a: stack.push(long(view, need, u8())); break // LONG1
      case 0x58: stack.push(string(u32())); break // BINUNICODE
      case 0x8c: stack.push(string(u8())); break // SHORT_BINUNICODE
      case 0x63: stack.push(global(line(), line())); break // GLOBAL
      case 0x93: { const name = pop(); stack.push(global(String(pop()), String(name))); break } // STACK_GLOBAL
      case 0x71: memo.set(u8(), stack.at(-1)); break // BINPUT
      case 0x72: memo.set(u32(), stack.at(-1)); break // LONG_BINPUT
      case 0x94: memo.set(memo.size, stack.at(-1)); break // MEMOIZE
      case 0x68: stack.push(memo.get(u8())); break // BINGET
      case 0x6a: stack.push(memo.get(u32())); break // LONG_BINGET
      case 0x74: stack.push(popToMark()); break // TUPLE
      case 0x85: stack.push([pop()]); break // TUPLE1
      case 0x86: { const b = pop(); stack.push([pop(), b]); break } // TUPLE2
      case 0x87: { const c = pop(); const b = pop(); stack.push([pop(), b, c]); break } // TUPLE3
      case 0x51: stack.push({ storage: pop() }); break // BINPERSID
      case 0x52: { const args = pop(); stack.push(reduce(pop(), args)); break } // REDUCE
      case 0x73: { const value = pop(); const key = pop(); setItems(stack.at(-1), [key, value]); break } // SETITEM
      case 0x75: { const items = popToMark(); setItems(stack.at(-1), items); break } // SETITEMS
      case 0x62: pop(); break // BUILD: an OrderedDict's _metadata, which holds no tensor
      case 0x2e: return tensorsOf(pop()) // STOP
      default: throw new PickleError(detail('pickle-opcode', { opcode: `0x${opcode.toString(16)}`, offset: at - 1 }))
    }
  }
}

function long(view: DataView, need: (bytes: number) => number, bytes: number): number {
  if (bytes > 6) throw new PickleError(detail('pickle-number'))
  const start = need(bytes)
  let value = 0
  for (let i = 0; i < bytes; i++) value += view.getUint8(start + i) * 2 ** (8 * i)
  return value
}

function reduce(callable: Value, args: Value): Value {
  const name = (callable as Global | null)?.global
  if (!Array.isArray(args)) throw new PickleError(detail('pickle-arguments'))
  if (name === 'collections OrderedDict') return new Map()
  if (name !== 'torch._utils _rebuild_tensor_v2')
    throw new PickleError(
      name === undefined ? detail('pickle-calls-unknown') : detail('pickle-calls', { name }),
    )
  const [persistent, offset, shape, strides] = args as [{ storage: Value[] }, number, number[], number[]]
  const storage = persistent?.storage
  const type = (storage?.[1] as Global | undefined)?.global
  if (!Array.isArray(storage) || storage[0] !== 'storage' || !type || !STORAGES.includes(type))
    throw new PickleError(detail('pickle-storage'))
  if (!Array.isArray(shape) || !Array.isArray(strides)) throw new PickleError(detail('pickle-shape'))
  return {
    storageType: type.slice('torch '.length),
    key: String(storage[2]),
    offset,
    shape,
    strides,
  } satisfies TensorRecord
}

function tensorsOf(value: Value): Map<string, TensorRecord> {
  if (!(value instanceof Map)) throw new PickleError(detail('pickle-no-dict'))
  const tensors = new Map<string, TensorRecord>()
  for (const [name, item] of value as Map<Value, Value>)
    if (typeof name === 'string' && item !== null && typeof item === 'object' && 'storageType' in item)
      tensors.set(name, item as TensorRecord)
  return tensors
}
