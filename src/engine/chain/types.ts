/** A graph cut into parts that run one after the other. */
import type { DetailWords } from '../detail-words'
import type { Activations } from '../model/ports'
import type { OnnxGraph, OnnxModel, TensorRef } from '../onnx/types'

/** Why a graph runs whole. The dictionaries have a sentence for each. */
export type WholeReason =
  | 'chosen' // the user asked for it
  | 'webgpu' // WebGPU runs a graph whole
  | 'fixed-shape' // the graph takes a fixed number of tokens or of texts
  | 'functions' // the graph calls functions of its own
  | 'no-attention' // no Softmax and no attention operator, so the beginning of a layer is unknown
  | 'no-chain' // no tensors that all data must pass, or the blocks between them do not repeat
  | 'types-unknown' // the element type of a tensor between two parts is unknown
  | 'rejected' // the runtime refuses a part, or its result differs from what the parts before it give

/** A tensor that crosses from one part to others. */
export interface Crossing {
  readonly name: string
  /** ELEMENT */
  readonly type: number
}

export interface Part {
  readonly role: 'embeddings' | 'layer' | 'heads'
  /** Number of the layer, from 0; 0 for other parts. */
  readonly index: number
  /**
   * Nodes in order of evaluation; all initialisers that they need; inputs: what comes from the outside or from earlier
   * parts; outputs: what later parts need, and outputs of the whole graph.
   */
  readonly graph: OnnxGraph
}

/**
 * The table of word embeddings, kept out of the runtime: m3scope reads the rows of the text's tokens and feeds them
 * under the name `output`, in place of the node that looked them up.
 */
export interface EmbeddingTable {
  /** Tensor that the rows are fed as: [1, n, hidden size] */
  readonly output: Crossing
  readonly rows: number
  readonly storage:
    /** Rows are passed on as they are stored: float, float16, int8 or uint8. */
    | { readonly kind: 'plain'; readonly table: TensorRef }
    /** DequantizeLinear before the lookup: (q - zero point) * scale; per tensor (scale of one value) or per row. */
    | {
        readonly kind: 'linear'
        readonly table: TensorRef
        readonly scale: TensorRef
        readonly zeroPoint: TensorRef | null
      }
    /** com.microsoft GatherBlockQuantized, quantised along the last axis; codes of 4 (two a byte, low first) or 8 bits. */
    | {
        readonly kind: 'blocks'
        readonly table: TensorRef
        readonly scales: TensorRef
        readonly zeroPoints: TensorRef | null
        readonly blockSize: number
        readonly bits: number
      }
}

export interface CutPlan {
  readonly model: Omit<OnnxModel, 'graph'>
  /** The `<s>`…`</s>` embeddings with position and type added, and everything that only depends on the mask. */
  readonly embeddings: Part
  readonly layers: readonly Part[]
  /** Pooling and heads; null where the last layer's result is the graph's only output. */
  readonly heads: Part | null
  /** hidden[i] goes into layer i, hidden[i + 1] comes out of it: layers + 1 names, of the same type. */
  readonly hidden: readonly Crossing[]
  /** Null: the lookup stays in the graph (`tableReason` says why), and the table in the heap. */
  readonly table: EmbeddingTable | null
  readonly tableReason: string | null
  /** What `tableReason` says, for a page in another language. */
  readonly tableWords?: DetailWords | undefined
}

export type Cut =
  | { readonly state: 'cut'; readonly plan: CutPlan }
  | {
      readonly state: 'whole'
      readonly reason: WholeReason
      /** In English; a tensor's name where that says enough. */
      readonly detail: string
      readonly words?: DetailWords | undefined
    }

/** The forms of a layer's arithmetic that a run can choose from. */
export interface Variant {
  /** plain: one score tensor heads × n × n. blocked: query rows in blocks. */
  readonly attention: 'plain' | 'blocked'
  /**
   * Scales of dynamically quantised activations: one per tensor as the file has it, or one per token.
   */
  readonly activations: Activations
}

/** A rewrite that does not fit leaves the graph as it is and says why. */
export type Rewritten =
  | { readonly state: 'rewritten'; readonly graph: OnnxGraph }
  | { readonly state: 'unfit'; readonly detail: string }

/** Attention weights of one layer. */
export interface AttentionLayer {
  readonly layer: number
  readonly heads: readonly number[]
  /** Query rows [from, to) of n. */
  readonly rows: { readonly from: number; readonly to: number }
  /** [heads][rows][n], each row sums to 1. */
  readonly data: Float32Array
}
