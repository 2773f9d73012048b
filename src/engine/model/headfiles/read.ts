import { saidBy, type Detail } from '../../detail-words'
import { detail } from '../../details'
import { unzipSync } from 'fflate'
import { EngineError } from '../../errors'
import { PickleError, readStateDict, type TensorRecord } from './pickle'
import { FORMAT_BYTES, toFloat32, type FloatFormat, type NamedTensor } from './tensors'

const STORAGE_FORMAT: Readonly<Record<string, FloatFormat>> = {
  FloatStorage: 'f32',
  HalfStorage: 'f16',
  BFloat16Storage: 'bf16',
  DoubleStorage: 'f64',
}
const SAFETENSORS_FORMAT: Readonly<Record<string, FloatFormat>> = {
  F64: 'f64',
  F32: 'f32',
  F16: 'f16',
  BF16: 'bf16',
}
const MAX_HEADER = 100_000_000 // the limit that the safetensors library itself sets

function invalid(file: string, reason: Detail): EngineError {
  return new EngineError('model/head-invalid', `${file} cannot be used: ${reason.text}.`, { file, reason })
}

/**
 * Tensors of a head file: a PyTorch zip (.pt, .bin) or .safetensors.
 * @throws EngineError model/head-invalid, naming the file
 */
export function readTensors(bytes: Uint8Array, file: string): ReadonlyMap<string, NamedTensor> {
  return file.endsWith('.safetensors') ? readSafetensors(bytes, file) : readTorchZip(bytes, file)
}

function readTorchZip(bytes: Uint8Array, file: string): ReadonlyMap<string, NamedTensor> {
  let entries: Record<string, Uint8Array>
  try {
    entries = unzipSync(bytes)
  } catch (error) {
    throw invalid(file, detail('torch-no-zip', { said: saidBy(error) }))
  }
  const pickleName = Object.keys(entries).find((name) => name.endsWith('/data.pkl'))
  if (!pickleName) throw invalid(file, detail('torch-no-pickle'))
  const folder = pickleName.slice(0, -'data.pkl'.length)
  const order = entries[`${folder}byteorder`]
  if (order && new TextDecoder().decode(order) !== 'little') throw invalid(file, detail('torch-big-endian'))
  try {
    const tensors = new Map<string, NamedTensor>()
    for (const [name, record] of readStateDict(entries[pickleName]!)) {
      const storage = entries[`${folder}data/${record.key}`]
      if (!storage) throw invalid(file, detail('torch-no-data', { key: record.key, tensor: name }))
      tensors.set(name, tensorOf(record, storage, name, file))
    }
    return tensors
  } catch (error) {
    if (error instanceof PickleError) throw invalid(file, error.what)
    throw error
  }
}

function tensorOf(record: TensorRecord, storage: Uint8Array, name: string, file: string): NamedTensor {
  const format = STORAGE_FORMAT[record.storageType]!
  const count = record.shape.reduce((product, size) => product * size, 1)
  let contiguous = 1
  for (let axis = record.shape.length - 1; axis >= 0; axis--) {
    if (record.shape[axis]! > 1 && record.strides[axis] !== contiguous)
      throw invalid(file, detail('torch-strides', { tensor: name }))
    contiguous *= record.shape[axis]!
  }
  const start = record.offset * FORMAT_BYTES[format]
  const end = start + count * FORMAT_BYTES[format]
  if (!(end <= storage.length))
    throw invalid(file, detail('torch-short', { tensor: name, needed: end, found: storage.length }))
  return { shape: record.shape, data: toFloat32(storage.subarray(start, end), format) }
}

/** https://huggingface.co/docs/safetensors: u64 header length, JSON header, data. */
function readSafetensors(bytes: Uint8Array, file: string): ReadonlyMap<string, NamedTensor> {
  if (bytes.length < 8) throw invalid(file, detail('safetensors-short'))
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  if (length > MAX_HEADER || 8 + length > bytes.length) throw invalid(file, detail('safetensors-header'))
  let header: Record<string, { dtype?: string; shape?: number[]; data_offsets?: [number, number] }>
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as typeof header
  } catch {
    throw invalid(file, detail('safetensors-header-json'))
  }
  const tensors = new Map<string, NamedTensor>()
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue
    const format = SAFETENSORS_FORMAT[entry.dtype ?? '']
    if (!format || !entry.shape || !entry.data_offsets) continue // not a float tensor: no head of ours
    const [start, end] = entry.data_offsets
    const count = entry.shape.reduce((product, size) => product * size, 1)
    if (end - start !== count * FORMAT_BYTES[format] || 8 + length + end > bytes.length)
      throw invalid(file, detail('safetensors-range', { tensor: name }))
    tensors.set(name, {
      shape: entry.shape,
      data: toFloat32(bytes.subarray(8 + length + start, 8 + length + end), format),
    })
  }
  return tensors
}
