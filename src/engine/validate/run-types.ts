/** The call `validate`: encodes each distinct text once and scores pairs of them. */
import type { EncodeSettings } from '../encode/types'
import type { ErrorData } from '../errors'
import type { Identity } from '../model/identity'
import type { Available } from '../model/types'
import type { Weights } from '../score/types'
import type { Bytes, Milliseconds } from '../units'
import type { HeadName, TextFacts } from './types'

/** A live server whose vectors are taken in place of the model's. */
export interface VectorEndpoint {
  /** A name of src/formats/request/types.ts. */
  readonly dialect: string
  readonly baseUrl: string
  /** The model's name on the server. */
  readonly model: string
  /** "" where the server needs no key. Kept in memory only: it is in no identity, checkpoint or error. */
  readonly key: string
  readonly timeout: Milliseconds
  /** Requests at once. */
  readonly concurrency: number
}

/** Identity.endpoint */
export const endpointName = ({ dialect, model, baseUrl }: VectorEndpoint): string =>
  [dialect, model, baseUrl].filter((part) => part !== '').join(' ')

export interface ValidateRequest {
  /** The model's exact inputs, each once: after rules, with the query's prefix. */
  readonly texts: readonly string[]
  /** [pairs] indices into `texts`, query and document. What a checkpoint already has is left out. */
  readonly pairs: { readonly a: Int32Array; readonly b: Int32Array }
  /** Every query with every document, of which the best k of each head and of the fused score are kept. Null: given pairs only. */
  readonly search: {
    readonly queries: Int32Array
    readonly documents: Int32Array
    readonly k: number
    readonly weights: Weights
  } | null
  /** Pairs that have their scores already, from a checkpoint: a search does not report them again. Left out: none. */
  readonly known?: { readonly a: Int32Array; readonly b: Int32Array }
  /** Further documents that are compared with each other at the end, from a search of before. Left out: none. */
  readonly documents?: Int32Array
  readonly settings: EncodeSettings
  /** Vectors are kept in the browser's storage (in Node in the checkpoint's folder) up to this size. Null: not kept. */
  readonly cacheLimit: Bytes | null
  /** The model then only counts tokens. Left out: the model's own vectors. */
  readonly endpoint?: VectorEndpoint
  /** In Node: the folder in which the vectors are kept. */
  readonly cacheFolder?: string
}

/** Sent at most ten times a second. */
export interface ValidateProgress {
  /** Distinct texts: encoded or taken from the cache, of all. */
  readonly texts: {
    readonly done: number
    readonly total: number
    readonly cached: number
    /** Of `done`; with `cached` it is less where texts have failed. */
    readonly encoded?: number
  }
  readonly tokens: { readonly done: number; readonly total: number }
  readonly pairs: { readonly done: number; readonly total: number }
  /** What was scored since the message before: positions in `request.pairs` (or in `found`, for a search), and [n] scores of each head. */
  readonly scored: {
    readonly at: Int32Array
    readonly scores: Readonly<Record<HeadName, Float64Array>>
  } | null
  /** Pairs that a search found since the message before: indices into `texts`. `scored.at` counts on from request.pairs. */
  readonly found: { readonly a: Int32Array; readonly b: Int32Array } | null
}

export interface ValidateReply {
  readonly identity: Identity
  /** Whether the model has the head, with the reason where it has not. */
  readonly heads: Readonly<Record<HeadName, Available<true>>>
  readonly facts: TextFacts
  /** Documents whose dense vectors are nearly the same (cosine ≥ `from`), as indices into `texts`. Null: see `notCompared`. */
  readonly nearDuplicates: {
    readonly a: Int32Array
    readonly b: Int32Array
    readonly cosine: Float64Array
    readonly from: number
  } | null
  /** Why nearDuplicates is null. Null: it is not. */
  readonly notCompared: NotCompared | null
  /** Texts that were encoded by this call, and what was taken from the cache. */
  readonly encoded: number
  readonly cached: number
  /** Forward passes alone, without tokenising, scoring and storing. */
  readonly encodeTime: Milliseconds
  readonly time: Milliseconds
  /** Texts whose vectors hold NaN or infinity: index into `texts`. Their pairs have no score. */
  readonly notFinite: Int32Array
  /** Texts that could not be encoded, those of `notFinite` among them, each with its reason. Their pairs have no score. */
  readonly failed: readonly FailedText[]
  /** Why vectors were no longer kept, in the words of the browser or of Node; null: they were kept, or nobody asked for it. */
  readonly cacheOff: string | null
}

export interface FailedText {
  /** Index into `texts`. */
  readonly text: number
  readonly error: ErrorData
}

/**
 * 'too-many': more products than run-duplicates.ts allows. 'no-dense': the model gives no dense vector. 'not-all': some documents'
 * vectors are not at hand, because a checkpoint has their scores and the cache no longer has their vectors.
 */
export type NotCompared = 'too-many' | 'no-dense' | 'not-all'
