/** Vectors on their way out: what a target is given, what it refuses, what it writes. */
import type { Encoded } from '../../engine/encode/types'
import type { Identity } from '../../engine/model/identity'
import type { HeadName } from '../../engine/model/types'
import type { Rule } from '../../engine/text/preprocess/types'

/** One text, or one sentence of it, with its vectors. */
export interface VectorRecord {
  /** Unique in an export: "A", "B", "A1" (first sentence); in the terminal the line's own id. */
  readonly id: string | number
  readonly side: 'a' | 'b' | null
  readonly unit: 'text' | 'sentence'
  /** UTF-16 range of the text as given; null in the terminal. */
  readonly range: readonly [start: number, end: number] | null
  readonly speaker: string | null
  readonly timestamp: string | null
  /** As given, before rules. */
  readonly text: string
  /** The model's exact input: rules applied, prefix before it. Equals encoded.tokenized.text. */
  readonly input: string
  readonly encoded: Encoded
}

/** How the inputs were made from the texts. */
export interface PreprocessingFacts {
  /** Before text A. */
  readonly prefix: string
  /** The enabled ones, in order. */
  readonly rules: readonly Rule[]
  /** Timestamps and speakers of conversations are left out of the whole text. */
  readonly leaveOutMetadata: boolean
}

export interface ExportSettings {
  /** In this order; ColBERT is large and off by default. */
  readonly heads: readonly HeadName[]
  /** dense_vecs cut to this many dimensions, then normalised; null: whole. The same cut as FlagEmbedding's truncate_dim. */
  readonly dimension: number | null
  /** Collection, index, table or class. */
  readonly name: string
}

/** Everything about an export besides its records. */
export interface ExportJob {
  readonly settings: ExportSettings
  readonly identity: Identity
  readonly isDemo: boolean
  readonly preprocessing: PreprocessingFacts
  /** How many records will come: some formats begin with it. */
  readonly count: number
  /** Of the vectors as they will be written; null: the model lacks the head, or it was not asked for. */
  readonly dimensions: { readonly dense: number | null; readonly colbert: number | null }
  /** Rows of the embedding table: the dimension of a sparse vector where a database wants one. */
  readonly vocabulary: number
  /** ISO 8601, of the export. */
  readonly created: string
}

/** What stands in the way, or will surprise. An error stops the export before anything is written. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  /** The dictionaries (namespace exports, group finding) have what it means and what to do. */
  readonly code: string
  /** The record; null: the export as a whole. */
  readonly record: string | number | null
  readonly values: Readonly<Record<string, string | number>>
  /** English, for the terminal. */
  readonly message: string
}

/**
 * A format or a database. Records come one by one and are written as they come, so that the size of an export is
 * not bounded by memory.
 */
export interface ExportTarget {
  readonly name: string
  readonly extension: string
  readonly mediaType: string
  /** Heads that it cannot hold, with the reason (namespace exports, group cannot). */
  readonly cannot: Partial<Readonly<Record<HeadName, string>>>
  /** Of the job, before any record. */
  checkJob(job: ExportJob): readonly Finding[]
  checkRecord(record: VectorRecord, job: ExportJob): readonly Finding[]
  /** Strings are UTF-8. */
  write(job: ExportJob, records: AsyncIterable<VectorRecord>): AsyncIterable<string | Uint8Array>
}
