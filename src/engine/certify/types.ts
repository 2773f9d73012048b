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
  /** Where the values come from: library and version, call, who measured them. */
  readonly origin: string
  /** Of the arithmetic that made them: "fp32", "fp16", "int8", "q4", … */
  readonly precision: string
  /** Digits after the decimal point, if the values were rounded when they were published. */
  readonly decimals?: number
  /** SHA-256 of the graph whose weights made the values: that very file must give the same numbers. */
  readonly graph_sha256?: string
  readonly texts: readonly ReferenceText[]
  readonly pairs: readonly ReferencePair[]
}

/** Every value except the text is optional. A missing value is not compared, and the certificate says so. */
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
 * are then those of the text that is worst in relation to its tolerance.
 */
export interface Check {
  readonly name: CheckName
  /** Number of texts or pairs that were compared. 0: the reference has none, or the model lacks the head. */
  readonly compared: number
  /** Shares are 0 to 1. Null if nothing was compared, and if sizes differ (the check then fails without a number). */
  readonly value: number | null
  /** What is expected for this dtype: a lower bound for cosines and agreement, an upper bound for differences. */
  readonly expected: number
  readonly bound: 'at-least' | 'at-most'
  readonly verdict: 'pass' | 'fail' | 'not-compared'
  /** The id of the worst text or pair. Null for shares where all texts agree. */
  readonly worst: string | null
}

export interface Certificate {
  readonly reference: string
  readonly origin: string
  readonly precision: string
  readonly identity: Identity
  readonly checks: readonly Check[]
  /** 'fail' if one check fails; 'nothing-compared' if no value was compared. */
  readonly verdict: 'pass' | 'fail' | 'nothing-compared'
  /** Why the tolerances are what they are: "int8 against fp32". */
  readonly tolerance: string
  /** ISO 8601 */
  readonly at: string
  /**
   * The certificate of the model's other form of activations; identity.activations says which form this one is. Null: the
   * model has one form.
   */
  readonly other: Certificate | null
}

/** Reference files that come with the page: public/references/index.json. */
export interface ReferenceIndex {
  readonly version: 1
  readonly references: readonly IndexedReference[]
}

export interface IndexedReference {
  /** Address, relative to the index. */
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
  /** The structure that the model must have. A fine-tuned model has the same. */
  readonly structure?: {
    readonly hidden_size: number
    readonly layers: number
    readonly vocabulary: number
  }
}

/** Why a reference is offered for a model, the best reason first. */
export const REFERENCE_REASONS = [
  'file', // the user opened it
  'site', // the site's list names it for this model
  'folder', // it lies in the model's folder
  'graph', // it was made from this very graph
  'repository',
  'structure', // it could be the same model
  'other',
] as const
export type ReferenceReason = (typeof REFERENCE_REASONS)[number]

export interface ReferenceOffer {
  /** The file's address, as the index writes it. */
  readonly id: string
  readonly name: string
  readonly why: ReferenceReason
}
