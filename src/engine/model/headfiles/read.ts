import type { ByteRanges } from '../../onnx/types'
import { openSafetensors } from './safetensors'
import type { TensorFile } from './tensors'
import { openTorch } from './torch'

/**
 * Tensors of a file that torch.save wrote (.pt, .bin) or of .safetensors. Only what is asked for is read.
 * @throws EngineError model/head-invalid naming the file; as ByteRanges.read
 */
export const openTensors = (file: ByteRanges, name: string): Promise<TensorFile> =>
  name.endsWith('.safetensors') ? openSafetensors(file, name) : openTorch(file, name)

/** The same of a file that is in memory. */
export const tensorsIn = (bytes: Uint8Array, name: string): Promise<TensorFile> =>
  openTensors(
    { name, bytes: bytes.length, read: (start, end) => Promise.resolve(bytes.subarray(start, end)) },
    name,
  )
