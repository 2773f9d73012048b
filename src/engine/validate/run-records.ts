/** Vectors of a text as bytes, and the key under which they are kept: everything that makes them, and nothing else. */
import { createSHA256, createXXHash64, type IHasher } from 'hash-wasm'
import type { Identity } from '../model/identity'
import type { ModelInfo, Unavailable } from '../model/types'
import { available, unavailable, type Available } from '../model/types'
import type { Matrix } from '../matrix'
import type { LexicalWeights } from '../score/sparse'
import type { TextVectors } from './run-vectors'

/** Raise it when a change of the engine changes vectors or their bytes: records of before are then never found. */
const VERSION = 1

/**
 * What makes the numbers of any text, apart from the text. Threads and runtime are in it: the order of sums may depend on them.
 * The name of the model and its place are not.
 */
export const numbersKey = (identity: Identity, info: Pick<ModelInfo, 'pooling'>): string =>
  JSON.stringify([
    VERSION,
    identity.model_hash,
    identity.graph,
    identity.graph_sha256,
    identity.outputs ?? null,
    identity.dtype,
    identity.activations,
    identity.execution,
    identity.runtime,
    identity.provider,
    identity.threads,
    identity.tokenizer,
    identity.tokenizer_mode,
    identity.max_length,
    identity.truncate_dim,
    identity.normalize,
    info.pooling?.value ?? null,
    ...(identity.encoder === undefined ? [] : [identity.encoder]),
    ...(identity.endpoint === undefined ? [] : [identity.endpoint]),
    // Exact sums have the key that they had before there was a choice.
    ...(identity.arithmetic === 'avx2' ? [{ arithmetic: identity.arithmetic }] : []),
  ])

/** SHA-256 of texts as hex. One hasher for many texts: making it costs more than a text. */
export async function textHasher(): Promise<(...parts: readonly string[]) => string> {
  const sha256 = await createSHA256()
  return (...parts) => {
    sha256.init()
    for (const part of parts) sha256.update(`${part.length}:`).update(utf16(part))
    return sha256.digest('hex')
  }
}

/** UTF-8 has one form for all lone surrogates; these bytes differ where the texts differ. */
function utf16(text: string): Uint8Array {
  const units = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
  return new Uint8Array(units.buffer)
}

/** Dense and sparse are some kilobytes, ColBERT rows megabytes: they are two records, and one can be read without the other. */
export const smallKey = (key: string): string => `${key}.s`
export const rowsKey = (key: string): string => `${key}.c`

interface Header {
  readonly dense: number | Unavailable
  readonly sparse: number | Unavailable
}

type RowsHeader = readonly [rows: number, dimension: number] | Unavailable

const HASH_BYTES = 8

export class RecordCodec {
  private constructor(private readonly hasher: IHasher) {}

  static async open(): Promise<RecordCodec> {
    return new RecordCodec(await createXXHash64())
  }

  small({ dense, sparse }: TextVectors): Uint8Array<ArrayBuffer> {
    const header: Header = {
      dense: sizeOf(dense, (vector) => vector.length),
      sparse: sizeOf(sparse, (weights) => weights.size),
    }
    const parts: Float32Array[] = []
    if (dense.state === 'available') parts.push(dense.value)
    if (sparse.state === 'available') {
      const ids = Int32Array.from(sparse.value.keys())
      parts.push(new Float32Array(ids.buffer), Float32Array.from(sparse.value.values()))
    }
    return this.packed(header, parts)
  }

  rows(colbert: Available<Matrix>): Uint8Array<ArrayBuffer> {
    const header: RowsHeader =
      colbert.state === 'available' ? [colbert.value.rows, colbert.value.dimension] : colbert.reason
    return this.packed(header, colbert.state === 'available' ? [colbert.value.data] : [])
  }

  /** Null: the record is damaged. */
  readSmall(bytes: Uint8Array): Pick<TextVectors, 'dense' | 'sparse'> | null {
    return this.unpacked<Header, Pick<TextVectors, 'dense' | 'sparse'>>(bytes, (header, _floats, take) => ({
      dense: typeof header.dense === 'number' ? available(take(header.dense)) : unavailable(header.dense),
      sparse:
        typeof header.sparse === 'number'
          ? available(weightsOf(take(header.sparse), take(header.sparse)))
          : unavailable(header.sparse),
    }))
  }

  /** Null: the record is damaged. */
  readRows(bytes: Uint8Array): Available<Matrix> | null {
    return this.unpacked<RowsHeader, Available<Matrix>>(bytes, (header, floats) => {
      if (typeof header === 'string') return unavailable(header)
      const [rows, dimension] = header
      return rows * dimension === floats.length ? available({ rows, dimension, data: floats }) : null
    })
  }

  /** Length of the header, header, padding to four bytes, floats, hash of all of it. */
  private packed(header: unknown, parts: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
    const json = new TextEncoder().encode(JSON.stringify(header))
    const start = 4 + Math.ceil(json.length / 4) * 4
    const floats = parts.reduce((sum, { length }) => sum + length, 0)
    const bytes = new Uint8Array(start + floats * 4 + HASH_BYTES)
    new DataView(bytes.buffer).setUint32(0, json.length, true)
    bytes.set(json, 4)
    let at = start
    for (const part of parts) {
      bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
      at += part.byteLength
    }
    bytes.set(this.hashOf(bytes.subarray(0, at)), at)
    return bytes
  }

  private unpacked<H, T>(
    bytes: Uint8Array,
    read: (header: H, floats: Float32Array<ArrayBuffer>, take: (count: number) => Float32Array) => T | null,
  ): T | null {
    const end = bytes.length - HASH_BYTES
    if (end < 4) return null
    const hash = this.hashOf(bytes.subarray(0, end))
    if (hash.some((value, at) => value !== bytes[end + at])) return null
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as H
    // A copy: the floats need a place that is a multiple of four, and the vector lives longer than the record. Node's Buffer has a
    // slice of its own, which copies nothing.
    const copy = Uint8Array.from(bytes.subarray(4 + Math.ceil(length / 4) * 4, end))
    const floats = new Float32Array(copy.buffer)
    let at = 0
    return read(header, floats, (count) => floats.subarray(at, (at += count)))
  }

  private hashOf(bytes: Uint8Array): Uint8Array {
    return this.hasher.init().update(bytes).digest('binary')
  }
}

const sizeOf = <T>(part: Available<T>, size: (value: T) => number): number | Unavailable =>
  part.state === 'available' ? size(part.value) : part.reason

/** In the order of the text, in which sums are taken. */
function weightsOf(ids: Float32Array, weights: Float32Array): LexicalWeights {
  const integers = new Int32Array(ids.buffer, ids.byteOffset, ids.length)
  return new Map(Array.from(integers, (id, at) => [id, weights[at]!]))
}
