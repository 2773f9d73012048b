/** Small tensors of a layer as numbers. */
import type { ReadTensor } from '../../chain/weights'
import { FORMAT_BYTES, toFloat32, type FloatFormat } from '../../model/headfiles/tensors'
import { ELEMENT, elementsIn, type TensorRef } from '../../onnx/types'
import { unpackable } from './unpackable'

const FORMATS: Readonly<Record<number, FloatFormat>> = { [ELEMENT.float]: 'f32', [ELEMENT.float16]: 'f16' }

/** float32 or float16. @throws EngineError model/run-failed for another type, or too few bytes */
export async function readFloats(read: ReadTensor, tensor: TensorRef): Promise<Float32Array> {
  const format = FORMATS[tensor.type]
  const bytes = await read(tensor)
  if (!format || bytes.byteLength !== elementsIn(tensor.dims) * FORMAT_BYTES[format])
    throw unpackable(tensor.name)
  return toFloat32(bytes, format)
}

/** As readFloats. @throws EngineError model/run-failed too for NaN and infinity, which would come out of every token */
export async function readFinite(read: ReadTensor, tensor: TensorRef): Promise<Float32Array> {
  const values = await readFloats(read, tensor)
  if (!values.every(Number.isFinite)) throw unpackable(tensor.name)
  return values
}

/** int8, uint8 or int32. @throws EngineError model/run-failed for another type, or too few bytes */
export async function readIntegers(read: ReadTensor, tensor: TensorRef): Promise<Int32Array> {
  const count = elementsIn(tensor.dims)
  const bytes = await read(tensor)
  if (bytes.byteLength === count && tensor.type === ELEMENT.uint8) return Int32Array.from(bytes)
  if (bytes.byteLength === count && tensor.type === ELEMENT.int8)
    return Int32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, count))
  if (bytes.byteLength === count * 4 && tensor.type === ELEMENT.int32) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return Int32Array.from({ length: count }, (_, at) => view.getInt32(at * 4, true))
  }
  throw unpackable(tensor.name)
}

/** One value for each of `count` outputs, of a tensor with one value or with one for each column of the whole matrix. */
export function forEachOutput<T extends Float32Array | Int32Array>(
  values: T,
  columns: { readonly from: number; readonly to: number } | null,
  count: number,
  name: string,
): T {
  if (values.length === 1)
    return new (values.constructor as new (n: number) => T)(count).fill(values[0]!) as T
  const cut = columns ? values.subarray(columns.from, columns.to) : values
  if (cut.length !== count) throw unpackable(name)
  return cut as T
}
