/** Vectors as bytes: float32, little-endian on every machine. */

export function floatBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < values.length; at++) view.setFloat32(at * 4, values[at]!, true)
  return bytes
}

/** Bytes after the last whole value do not count. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.byteLength >> 2 }, (_, at) => view.getFloat32(at * 4, true))
}
