/**
 * A pickle reader for tensors that PyTorch saved: it accepts the opcodes that torch.save writes for plain tensors, parameters
 * and dicts of them, and nothing else. No name in the file is ever called: GLOBALs are compared with a short list, and REDUCE builds our
 * own plain values. (The JavaScript pickle libraries either run arbitrary reducers or lack persistent ids.)
 */
import type { Detail } from '../../detail-words'
import { detail } from '../../details'
import { isCount } from './tensors'

export class PickleError extends Error {
  constructor(readonly what: Detail) {
    super(what.text)
  }
}

/** A tensor as _rebuild_tensor_v2 describes it. */
export interface TensorRecord {
  /** "FloatStorage" */
  readonly storageType: string
  /** Of its storage: data/<key> of an archive. */
  readonly key: string
  /** In elements. */
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
}

type Value = unknown
class Global {
  constructor(readonly name: string) {}
}
class Storage {
  constructor(
    readonly type: string,
    readonly key: string,
  ) {}
}
class Tensor implements TensorRecord {
  constructor(
    readonly storageType: string,
    readonly key: string,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

const TENSORS = ['torch._utils _rebuild_tensor', 'torch._utils _rebuild_tensor_v2']
const PARAMETER = 'torch._utils _rebuild_parameter'
const DICT = 'collections OrderedDict'
const SIZE = 'torch Size'
const GLOBALS = new Set([DICT, SIZE, PARAMETER, ...TENSORS])
const STORAGE = /^torch [A-Za-z0-9]+Storage$/
const MARK = Symbol('mark')
/** A dict may hold the same dict many times: values that are looked at, and how deep. */
const MOST_VALUES = 100_000
const DEEPEST = 8

/**
 * @param at where the pickle begins
 * @returns the value, and where the next pickle begins
 * @throws PickleError with the opcode or name that is refused
 */
export function readPickle(pickle: Uint8Array, at = 0): { readonly value: unknown; readonly end: number } {
  const view = new DataView(pickle.buffer, pickle.byteOffset, pickle.byteLength)
  const stack: Value[] = []
  const memo = new Map<number, Value>()

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
    if (stack.length === 0 || stack.at(-1) === MARK)
      throw new PickleError(detail('pickle-stack', { offset: at }))
    return stack.pop()
  }
  const top = (): Value => {
    const value = pop()
    stack.push(value)
    return value
  }
  const popToMark = (): Value[] => {
    const mark = stack.lastIndexOf(MARK)
    if (mark < 0) throw new PickleError(detail('pickle-mark', { offset: at }))
    return stack.splice(mark).slice(1)
  }
  const get = (index: number) => {
    if (!memo.has(index)) throw new PickleError(detail('pickle-stack', { offset: at }))
    return memo.get(index)
  }
  const setItems = (target: Value, items: Value[]) => {
    if (!(target instanceof Map)) throw new PickleError(detail('pickle-items', { offset: at }))
    for (let i = 0; i + 1 < items.length; i += 2) target.set(items[i], items[i + 1])
  }
  const append = (target: Value, items: Value[]) => {
    if (!Array.isArray(target)) throw new PickleError(detail('pickle-items', { offset: at }))
    for (const item of items) target.push(item)
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
      case 0x47: stack.push(view.getFloat64(need(8))); break // BINFLOAT
      case 0x4a: stack.push(i32()); break // BININT
      case 0x4b: stack.push(u8()); break // BININT1
      case 0x4d: stack.push(u16()); break // BININT2
      case 0x8a: stack.push(long(view, need, u8())); break // LONG1
      case 0x58: stack.push(string(u32())); break // BINUNICODE
      case 0x8c: stack.push(string(u8())); break // SHORT_BINUNICODE
      case 0x63: { const module = line(); stack.push(globalOf(module, line())); break } // GLOBAL
      case 0x93: { const name = text(pop()); stack.push(globalOf(text(pop()), name)); break } // STACK_GLOBAL
      case 0x71: memo.set(u8(), top()); break // BINPUT
      case 0x72: memo.set(u32(), top()); break // LONG_BINPUT
      case 0x94: memo.set(memo.size, top()); break // MEMOIZE
      case 0x68: stack.push(get(u8())); break // BINGET
      case 0x6a: stack.push(get(u32())); break // LONG_BINGET
      case 0x74: stack.push(popToMark()); break // TUPLE
      case 0x85: stack.push([pop()]); break // TUPLE1
      case 0x86: { const b = pop(); stack.push([pop(), b]); break } // TUPLE2
      case 0x87: { const c = pop(); const b = pop(); stack.push([pop(), b, c]); break } // TUPLE3
      case 0x61: { const value = pop(); append(top(), [value]); break } // APPEND
      case 0x65: { const items = popToMark(); append(top(), items); break } // APPENDS
      case 0x51: stack.push(storageOf(pop())); break // BINPERSID
      case 0x52: { const args = pop(); stack.push(reduce(pop(), args)); break } // REDUCE
      case 0x73: { const value = pop(); const key = pop(); setItems(top(), [key, value]); break } // SETITEM
      case 0x75: { const items = popToMark(); setItems(top(), items); break } // SETITEMS
      case 0x62: pop(); break // BUILD: an OrderedDict's _metadata, which holds no tensor
      case 0x2e: return { value: pop(), end: at } // STOP
      default: throw new PickleError(detail('pickle-opcode', { opcode: `0x${opcode.toString(16)}`, offset: at - 1 }))
    }
  }
}

function text(value: Value): string {
  if (typeof value !== 'string') throw new PickleError(detail('pickle-arguments'))
  return value
}

function globalOf(module: string, name: string): Global {
  const full = `${module} ${name}`
  if (GLOBALS.has(full) || STORAGE.test(full)) return new Global(full)
  const what = `${module}.${name}`
  throw new PickleError(
    /^torch\.nn\b(?!\.parameter)/.test(module)
      ? detail('pickle-module', { name: what })
      : detail('pickle-global', { name: what }),
  )
}

function long(view: DataView, need: (bytes: number) => number, bytes: number): number {
  if (bytes > 6) throw new PickleError(detail('pickle-number'))
  const start = need(bytes)
  let value = 0
  for (let i = 0; i < bytes; i++) value += view.getUint8(start + i) * 2 ** (8 * i)
  const isNegative = bytes > 0 && view.getUint8(start + bytes - 1) >= 128
  return isNegative ? value - 2 ** (8 * bytes) : value
}

/** ("storage", type, key, place, elements) and, in files before PyTorch 1.6, None or a part of another storage. */
function storageOf(value: Value): Storage {
  const [kind, type, key, , , part] = Array.isArray(value) ? (value as Value[]) : []
  if (kind !== 'storage' || !(type instanceof Global) || !STORAGE.test(type.name) || typeof key !== 'string')
    throw new PickleError(detail('pickle-storage'))
  if (part !== undefined && part !== null) throw new PickleError(detail('pickle-storage'))
  return new Storage(type.name.slice('torch '.length), key)
}

function reduce(callable: Value, args: Value): Value {
  if (!Array.isArray(args)) throw new PickleError(detail('pickle-arguments'))
  if (!(callable instanceof Global)) throw new PickleError(detail('pickle-calls-unknown'))
  const { name } = callable
  const [first, offset, shape, strides] = args as Value[]
  if (name === DICT) return new Map()
  if (name === SIZE) return first
  if (name === PARAMETER) {
    if (!(first instanceof Tensor)) throw new PickleError(detail('pickle-arguments'))
    return first
  }
  if (!TENSORS.includes(name)) throw new PickleError(detail('pickle-calls', { name }))
  if (!(first instanceof Storage)) throw new PickleError(detail('pickle-storage'))
  if (!isSizes(shape) || !isSizes(strides) || shape.length !== strides.length || !isCount(offset))
    throw new PickleError(detail('pickle-shape'))
  return new Tensor(first.type, first.key, offset, shape, strides)
}

const isSizes = (value: Value): value is number[] => Array.isArray(value) && value.every(isCount)

/**
 * Tensors by name: those of dicts in dicts as "outer.inner", a tensor by itself is called "weight".
 * @throws PickleError
 */
export function tensorsOf(value: unknown): Map<string, TensorRecord> {
  const tensors = new Map<string, TensorRecord>()
  if (value instanceof Tensor) return tensors.set('weight', value)
  if (!(value instanceof Map)) throw new PickleError(detail('pickle-no-dict'))
  let seen = 0
  const collect = (dict: Map<Value, Value>, prefix: string, depth: number) => {
    for (const [key, item] of dict) {
      if (++seen > MOST_VALUES) throw new PickleError(detail('pickle-many', { limit: MOST_VALUES }))
      if (typeof key !== 'string') continue
      if (item instanceof Tensor) tensors.set(prefix + key, item)
      else if (item instanceof Map && depth < DEEPEST)
        collect(item as Map<Value, Value>, `${prefix}${key}.`, depth + 1)
    }
  }
  collect(value as Map<Value, Value>, '', 1)
  return tensors
}
