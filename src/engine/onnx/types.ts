/**
 * An ONNX model as data, without its weights: the parts of onnx.proto3 (ONNX 1.17) that m3scope reads, changes
 * and writes. Weights stay in their files; a TensorRef gives their place.
 */

/** A file, or something like a file, that can be read in parts. */
export interface ByteRanges {
  /** As the model's folder names it; for errors. */
  readonly name: string
  readonly bytes: number
  /**
   * [start, end) of it, whole: a copy or a view that the caller does not change. May wait for a download.
   * @throws EngineError as the source's read does; model/truncated when the file ends before `end`
   */
  read(start: number, end: number): Promise<Uint8Array>
}

/** A file that holds tensors of a graph, beside the graph's own file. */
export interface ExternalFile {
  /** As the graph's `external_data` location names it. */
  readonly path: string
  readonly data: Uint8Array
}

/** TensorProto.DataType */
export const ELEMENT = {
  float: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  double: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
  uint4: 21,
  int4: 22,
} as const

/** ONNX element type → bytes of an element as it lies in raw_data; 4 bits are half a byte. */
export const ELEMENT_BYTES: Readonly<Record<number, number>> = {
  1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 12: 4, 13: 8, 16: 2, 21: 0.5, 22: 0.5,
} // oxfmt-ignore

/** Elements of a tensor of this shape. */
export const elementsIn = (dims: readonly number[]): number => dims.reduce((count, dim) => count * dim, 1)

/** Where a tensor's values are. */
export type TensorData =
  /** Little-endian values in the graph's own file (raw_data, or packed float_data). */
  | { readonly kind: 'inline'; readonly start: number; readonly end: number }
  /** Little-endian values in a file beside the graph; `location` as the graph gives it. Length: as dims say. */
  | { readonly kind: 'external'; readonly location: string; readonly offset: number; readonly length: number }
  /** Values that m3scope does not lay out (strings, unknown types): the whole TensorProto, to be copied as it is. */
  | { readonly kind: 'proto'; readonly proto: Uint8Array }
  /** The same of a large tensor: where the TensorProto lies in the graph's own file. */
  | { readonly kind: 'proto-range'; readonly start: number; readonly end: number }
  /** Little-endian values in memory: small tensors, and those that a rewrite makes. */
  | { readonly kind: 'bytes'; readonly data: Uint8Array }

/** An initialiser, or the value of a Constant node. */
export interface TensorRef {
  readonly name: string
  /** ELEMENT */
  readonly type: number
  readonly dims: readonly number[]
  readonly data: TensorData
}

/** An attribute that m3scope does not look into keeps its bytes; `value` is what it reads of the others. */
export interface OnnxAttribute {
  readonly name: string
  /** The AttributeProto, to be copied as it is. Empty for an attribute that a rewrite makes: then `value` is written. */
  readonly proto: Uint8Array | null
  readonly value:
    | { readonly kind: 'int'; readonly int: number }
    | { readonly kind: 'float'; readonly float: number }
    | { readonly kind: 'string'; readonly string: string }
    | { readonly kind: 'ints'; readonly ints: readonly number[] }
    | { readonly kind: 'tensor'; readonly tensor: TensorRef }
    | { readonly kind: 'graph'; readonly graph: OnnxGraph }
    | { readonly kind: 'other' }
}

export interface OnnxNode {
  readonly operator: string
  /** "" is ONNX's own. */
  readonly domain: string
  /** May be empty. */
  readonly name: string
  /** An input that is left out is "". */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: readonly OnnxAttribute[]
}

/** An input or output. */
export interface ValueInfo {
  readonly name: string
  /** ELEMENT; null where the graph does not say, or for what is not a tensor. */
  readonly type: number | null
  /** Null: of unknown rank. A dimension is a number, a name, or null. */
  readonly dims: readonly (number | string | null)[] | null
}

export interface OnnxGraph {
  readonly name: string
  /** In the file's order, which ONNX requires to be an order of evaluation. */
  readonly nodes: readonly OnnxNode[]
  /** Constant nodes with a tensor are among them, under their output's name, and no longer among `nodes`. */
  readonly initializers: ReadonlyMap<string, TensorRef>
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  /** Types and shapes of tensors inside the graph. */
  readonly valueInfo: ReadonlyMap<string, ValueInfo>
}

export interface OnnxModel {
  readonly irVersion: number
  readonly opsets: readonly { readonly domain: string; readonly version: number }[]
  readonly graph: OnnxGraph
  /** Model-local functions: a graph that calls them cannot be cut. */
  readonly functions: number
  /** Sparse initialisers, which are not among `initializers`: a graph that has them cannot be cut. */
  readonly sparse: number
}
