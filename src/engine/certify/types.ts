/**
 * Reference values and the certificate that compares a model with them. The file format is public: docs/CONTRACT.md.
 */
import type { Identity } from '../model/identity'
import type { ScoreName } from '../score/types'

export const REFERENCE_FORMAT = 'm3scope/reference'
export const REFERENCE_VERSION = 1

export interface Reference {
  readonly format: typeof REFERENCE_FORMAT
  readonly version: typeof REFERENCE_VERSION
  /** For people: "BAAI/bge-m3". */
  readonly name: string
  /** Where the values are from: library and version, call, who measured. */
  readonly origin: string
  /** Of the arithmetic that made them: "fp32", "fp16", "int8", "q4", … */
  readonly precision: string
  /** Digits after the point, where the values were published rounded. */
  readonly decimals?: number
  /** SHA-256 of the graph whose weights made the values: that very file must give the same numbers. */
  readonly graph_sha256?: string
  readonly texts: readonly ReferenceText[]
  readonly pairs: readonly ReferencePair[]
}

/** Every value but the text is optional: what is not there is not compared, and the certificate says so. */
export interface ReferenceText {
  readonly id: string
  readonly text: string
  readonly max_length?: number
  readonly input_ids?: readonly number[]
  readonly dense_vecs?: readonly number[]
  readonly lexical_weights?: Readonly<Record<string, number>>
  readonly colbert_vecs?: readonly (readonly number[])[]
  /** Overrides the file's. */
  readonly origin?: string
  readonly precision?: string
  readonly decimals?: number
}

export interface ReferencePair {
  readonly id: string
  readonly a: string
  readonly b: string
  readonly max_length?: number
  /** [dense, sparse, colbert] for the fused scores; default [1, 1, 1]. */
  readonly weights?: readonly [number, number, number]
  readonly scores: Readonly<Partial<Record<ScoreName, number>>>
  readonly origin?: string
  readonly precision?: string
  readonly decimals?: number
}

export const CHECK_NAMES = [
  'input_ids', // share of the texts whose ids are equal
  'dense_cosine', // smallest
  'sparse_top5', // share of the texts whose five heaviest tokens are the same set
  'sparse_weights', // largest |difference|
  'colbert_rows', // largest |difference|
  'colbert_cosine', // smallest over rows
  'scores', // largest |difference| over the three heads' scores and their fusions
] as const
export type CheckName = (typeof CHECK_NAMES)[number]

/**
 * One line of a certificate. Where a file mixes precisions, each text has its own tolerance; `value` and `expected`
 * are then those of the text that is farthest off for its tolerance.
 */
export interface Check {
  readonly name: CheckName
  /** Texts or pairs that were compared; 0: the reference has none, or the model lacks the head. */
  readonly compared: number
  /** Shares are 0 to 1. Null when nothing was compared, and where sizes differ (a fail: no number says how far). */
  readonly value: number | null
  /** What is expected for this dtype; for cosines and agreement a lower bound, else an upper one. */
  readonly expected: number
  readonly bound: 'at-least' | 'at-most'
  readonly verdict: 'pass' | 'fail' | 'not-compared'
  /** Where it is worst: the text's or pair's id. Null when all are equal, of shares. */
  readonly worst: string | null
}

export interface Certificate {
  readonly reference: string
  readonly origin: string
  readonly precision: string
  readonly identity: Identity
  readonly checks: readonly Check[]
  /** Fails when one check fails; 'nothing-compared' when none was. */
  readonly verdict: 'pass' | 'fail' | 'nothing-compared'
  /** Why the tolerances are what they are: "int8 against fp32". */
  readonly tolerance: string
  /** ISO 8601 */
  readonly at: string
  /**
   * The same comparison with the model's other form of activations (identity.activations says which one this is);
   * null where it has one form.
   */
  readonly other: Certificate | null
}

/** Reference files that come with the page: public/references/index.json. */
export interface ReferenceIndex {
  readonly version: 1
  readonly references: readonly IndexedReference[]
}

export interface IndexedReference {
  /** Relative to the index. */
  readonly file: string
  readonly name: string
  readonly match: ReferenceMatch
}

/** Which models the values are for. */
export interface ReferenceMatch {
  /** SHA-256 of graphs. */
  readonly graphs?: readonly string[]
  /** Repository ids with the same weights: the original, its exports and mirrors. */
  readonly repositories?: readonly string[]
  /** What a model that could be it looks like; a fine-tuned one looks the same. */
  readonly structure?: {
    readonly hidden_size: number
    readonly layers: number
    readonly vocabulary: number
  }
}

/** Why a reference is offered for a model; the first are the better reasons. */
export const REFERENCE_REASONS = [
  'file', // the user opened it
  'site', // the site's list names it for this model
  'folder', // lies in the model's folder
  'graph', // made from this very graph
  'repository',
  'structure', // could be the same model
  'other',
] as const
export type ReferenceReason = (typeof REFERENCE_REASONS)[number]

export interface ReferenceOffer {
  /** The file's address; for files of the index as the index has it. */
  readonly id: string
  readonly name: string
  readonly why: ReferenceReason
}
