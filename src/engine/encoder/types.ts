/** What one layer of the encoder computes, read from its graph, whatever export it came from. */
import type { TensorRef } from '../onnx/types'

/** Columns [from, to) of a matrix that holds several (fused Q, K, V). */
export interface Columns {
  readonly from: number
  readonly to: number
}

interface Stored {
  readonly tensor: TensorRef
  /** kn: [inputs, outputs], as MatMul takes it. nk: [outputs, inputs]. */
  readonly layout: 'kn' | 'nk'
  /** Along the axis of outputs. Null: all. */
  readonly columns: Columns | null
}

/** One value, or one for each output (of the whole tensor: `columns` applies to it too). */
interface Coded extends Stored {
  /** int8 or uint8 */
  readonly scale: TensorRef
  readonly zeroPoint: TensorRef | null
}

export type Weights =
  /** float32 or float16, multiplied as floats. */
  | ({ readonly kind: 'float' } & Stored)
  /** Integer product: activations are quantised dynamically to uint8 (DynamicQuantizeLinear). */
  | ({ readonly kind: 'integer' } & Coded)
  /** The same codes, dequantised and multiplied as floats. */
  | ({ readonly kind: 'dequantised' } & Coded)
  /** com.microsoft MatMulNBits: [outputs][blocks][blockSize * bits / 8], low bits first. Zero point null: 2^(bits - 1). */
  | {
      readonly kind: 'blocks'
      readonly tensor: TensorRef
      readonly scales: TensorRef
      readonly zeroPoints: TensorRef | null
      readonly blockSize: number
      readonly bits: 4 | 8
      /** True: the operator quantises activations too (accuracy_level 4). */
      readonly quantisesActivations: boolean
      readonly columns: Columns | null
    }
  /** com.microsoft MatMulBnb4: codes through a table of 16 values, one absmax for each block. */
  | {
      readonly kind: 'bnb4'
      readonly tensor: TensorRef
      readonly absmax: TensorRef
      readonly blockSize: number
      /** 0: fp4, 1: nf4 */
      readonly quantType: 0 | 1
      readonly columns: Columns | null
    }

/** y = x · W + bias */
export interface Linear {
  readonly inputs: number
  readonly outputs: number
  readonly weights: Weights
  readonly bias: { readonly tensor: TensorRef; readonly columns: Columns | null } | null
}

export interface Norm {
  readonly gamma: TensorRef
  readonly beta: TensorRef
  readonly epsilon: number
}

export interface LayerPlan {
  readonly index: number
  readonly hiddenSize: number
  readonly heads: number
  readonly headSize: number
  readonly feedForward: number
  readonly query: Linear
  readonly key: Linear
  readonly value: Linear
  readonly attentionOutput: Linear
  readonly attentionNorm: Norm
  readonly intermediate: Linear
  readonly output: Linear
  readonly outputNorm: Norm
  /** Factor of Q Kᵀ. */
  readonly scale: number
  readonly gelu: 'erf' | 'tanh'
  /** Hidden states leave the layer as float16. */
  readonly isHalf: boolean
  /** Names of the layer's inputs besides the hidden states: masks that hide nothing, and lengths. */
  readonly others: readonly string[]
}

/** Why a layer runs in onnxruntime-web. The dictionaries have a sentence for each. */
export interface Unrecognised {
  readonly state: 'unrecognised'
  /** Number of the first such layer. */
  readonly layer: number
  /** In English: what was found where something else was expected, with the tensor's or operator's name. */
  readonly detail: string
}

export type RecognisedLayers =
  | { readonly state: 'recognised'; readonly layers: readonly LayerPlan[] }
  | Unrecognised
