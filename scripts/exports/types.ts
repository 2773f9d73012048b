/** What scripts/exports hands from the Python side to the table. */
import type { Unavailable } from '../../src/engine/model/types'

export interface HeadReference {
  /** [n] ReLU'd weight of every token */
  readonly sparse: readonly number[]
  /** [dimension] ColBERT row of the first token after `<s>` */
  readonly colbert: readonly number[]
}

/** A line of manifest.jsonl. */
export interface Export {
  readonly name: string
  readonly tool: string
  readonly version: string
  readonly options: string
  readonly texts: readonly string[]
  /** What the large products multiply, and the heads that the folder holds. */
  readonly expect: { readonly dtype: string; readonly heads: readonly string[] }
  /** Dense vectors of `texts`; null for a text that does not fit. Absent where `failed` or `no_reference`. */
  readonly reference?: readonly (readonly number[] | null)[] | null
  /** Where native onnxruntime gave `reference`: what it gives when it optimises the graph at load, as by default. */
  readonly optimised?: Export['reference']
  readonly heads?: readonly HeadReference[] | null
  /** The tool refused. */
  readonly failed?: string
  /** The tool's own runtime refuses the tool's file. */
  readonly no_reference?: string
}

/** What the engine made of an export. */
export interface Tried {
  readonly name: string
  readonly error?: { readonly code: string; readonly message: string }
  readonly dtype?: string
  /** Null: in layers. */
  readonly whole?: string | null
  /** Tokens from which attention runs in blocks of queries; null where it cannot. */
  readonly blockedFrom?: number | null
  /** Why the table of word embeddings lies in the runtime's heap; null where it does not. */
  readonly tableReason?: string | null
  readonly attention?: 'available' | Unavailable
  readonly heads?: readonly string[]
  /** Why the other heads are not there. */
  readonly missing?: Readonly<Partial<Record<string, Unavailable>>>
  readonly warnings?: readonly string[]
  /** Greatest difference of a number of the dense vectors; null where there is nothing to compare with. */
  readonly difference?: number | null
  /** `difference` of the same graph in one session, if it runs in layers and `difference` is not tiny. */
  readonly wholeDifference?: number | null
  readonly headDifference?: number | null
  /** What cannot be compared at all. */
  readonly problems?: readonly string[]
}
