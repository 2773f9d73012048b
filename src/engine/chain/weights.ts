/** Reads the values of tensors from the files that hold them. */
import { EngineError } from '../errors'
import type { ByteRanges, TensorRef } from '../onnx/types'

/** Bytes [start, end) of a tensor's values; left out: all. */
export type ReadTensor = (tensor: TensorRef, start?: number, end?: number) => Promise<Uint8Array>

/**
 * @param graph the graph's own file
 * @param external location, as the graph names it → file
 * @throws (when reading) EngineError model/external-data-missing; as ByteRanges.read
 */
export const tensorReader =
  (graph: ByteRanges, external: ReadonlyMap<string, ByteRanges>): ReadTensor =>
  async ({ name, data }, start = 0, end) => {
    switch (data.kind) {
      case 'bytes':
        return data.data.subarray(start, end)
      case 'inline':
        return graph.read(data.start + start, end === undefined ? data.end : data.start + end)
      case 'external': {
        const file = external.get(data.location)
        if (file) return file.read(data.offset + start, data.offset + (end ?? data.length))
        throw new EngineError(
          'model/external-data-missing',
          `${graph.name}: the values of ${name} are in ${data.location}, which is missing.`,
          { file: graph.name, missing: data.location },
        )
      }
      case 'proto-range': // stored in a TensorProto, which is copied as a whole
        return graph.read(data.start, data.end)
      default:
        throw new Error(`${name} is copied as it is, not read`)
    }
  }
