/** https://huggingface.co/docs/safetensors: u64 header length, JSON header, data. */
import { detail } from '../../details'
import type { ByteRanges } from '../../onnx/types'
import { invalid } from './invalid'
import { countOf, FORMAT_BYTES, isCount, toFloat32, type FloatFormat, type TensorFile } from './tensors'

const FORMAT: Readonly<Record<string, FloatFormat>> = { F64: 'f64', F32: 'f32', F16: 'f16', BF16: 'bf16' }
const MAX_HEADER = 100_000_000 // the limit that the safetensors library itself sets

interface Place {
  readonly format: FloatFormat
  readonly shape: readonly number[]
  readonly start: number
  readonly end: number
}

/** @throws EngineError model/head-invalid, and as ByteRanges.read */
export async function openSafetensors(file: ByteRanges, name: string): Promise<TensorFile> {
  if (file.bytes < 8) throw invalid(name, detail('safetensors-short'))
  const head = await file.read(0, 8)
  const length = Number(new DataView(head.buffer, head.byteOffset).getBigUint64(0, true))
  if (length > MAX_HEADER || 8 + length > file.bytes) throw invalid(name, detail('safetensors-header'))
  const header = parse(new TextDecoder().decode(await file.read(8, 8 + length)))
  if (!header) throw invalid(name, detail('safetensors-header-json'))
  const places = new Map<string, Place>()
  for (const [tensor, entry] of Object.entries(header)) {
    if (tensor === '__metadata__') continue
    const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Readonly<Record<string, unknown>>
    const format = typeof dtype === 'string' && Object.hasOwn(FORMAT, dtype) ? FORMAT[dtype]! : null
    if (typeof dtype === 'string' && !format) continue // not a float tensor: no head of ours
    const [start, end] = Array.isArray(offsets) ? (offsets as unknown[]) : []
    const fits =
      format && Array.isArray(shape) && shape.every(isCount) && isCount(start) && isCount(end) && start <= end
    if (!fits || 8 + length + end > file.bytes) throw invalid(name, detail('safetensors-range', { tensor }))
    places.set(tensor, { format, shape: shape as number[], start: 8 + length + start, end: 8 + length + end })
  }
  return {
    file: name,
    shapes: new Map([...places].map(([tensor, { shape }]) => [tensor, shape])),
    async read(tensor) {
      const { format, shape, start, end } = places.get(tensor)!
      if (end - start !== (countOf(shape) ?? NaN) * FORMAT_BYTES[format])
        throw invalid(name, detail('safetensors-range', { tensor }))
      return { shape, data: toFloat32(await file.read(start, end), format) }
    },
  }
}

function parse(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
