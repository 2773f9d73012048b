/** Types of an export: the input of a target, its limits and its output. */
import type { Encoded } from '../../engine/encode/types'
import type { Matrix } from '../../engine/matrix'
import type { Identity } from '../../engine/model/identity'
import type { Available, HeadName, ModelInfo } from '../../engine/model/types'
import type { Rule } from '../../engine/text/preprocess/types'

/** What an export keeps of an encoded text. */
export interface RecordVectors extends Pick<
  Encoded,
  'tokenized' | 'denseVecs' | 'denseVecsFull' | 'lexicalWeights'
> {
  /** Null: not asked for. ColBERT rows are large, so they are kept only when needed. */
  readonly colbertVecs: Available<Matrix> | null
}

/** One text, or one sentence of it, before it is encoded. */
export interface RecordText {
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
}

export interface VectorRecord extends RecordText {
  readonly encoded: RecordVectors
}

/** How the inputs were made from the texts. */
export interface PreprocessingFacts {
  /** Before text A. */
  readonly prefix: string
  /** The enabled rules, in order. */
  readonly rules: readonly Rule[]
  /** Timestamps and speakers of conversations are left out of the whole text. */
  readonly leaveOutMetadata: boolean
}

interface ExportSettings {
  /** In this order; ColBERT is large and off by default. */
  readonly heads: readonly HeadName[]
  /** dense_vecs cut to this many dimensions, then normalised; null: whole. FlagEmbedding's truncate_dim. */
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
  /** What the model has of each head. */
  readonly heads: ModelInfo['heads']
  /** The number of records; some formats begin with it. */
  readonly count: number
  /** All ids are whole numbers, so a database can store them as numbers. */
  readonly integerIds: boolean
  /** Dimensions of the written vectors; null: the model lacks the head, or it was not asked for. */
  readonly dimensions: { readonly dense: number | null; readonly colbert: number | null }
  /** Size of the vocabulary: the dimension of a sparse vector for databases that need one. */
  readonly vocabulary: number
  /** ISO 8601, of the export. */
  readonly created: string
}

/** The default name of a collection. */
export const DEFAULT_COLLECTION = 'm3scope'

/** Codes of findings, with their values. The dictionaries (namespace exports, group finding) have the texts. */
export const FINDING_VALUES = {
  'no-records': [],
  'no-heads': ['title'],
  'demo-model': ['model'],
  'head-unavailable': ['head', 'reason'],
  'cannot-hold': ['head', 'title', 'reason'],
  'name-invalid': ['name', 'title', 'rule'],
  'duplicate-id': ['id'],
  'id-too-long': ['bytes', 'limit', 'title'],
  'dimension-above': ['head', 'dimension', 'limit', 'title'],
  'not-finite': ['head', 'index', 'found'],
  'zero-vector': ['title'],
  'sparse-empty': ['title'],
  'sparse-empty-refused': ['title'],
  'sparse-too-many': ['count', 'limit', 'title'],
  'colbert-too-many': ['rows', 'limit', 'title'],
  'text-too-long': ['bytes', 'limit', 'title'],
  'text-forbidden': ['at', 'found', 'title'],
  'lone-surrogate': ['at', 'title'],
  truncated: ['tokens', 'limit'],
} as const satisfies Record<string, readonly string[]>

export type FindingCode = keyof typeof FINDING_VALUES

/** A problem of an export. An error stops the export before anything is written. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  readonly code: FindingCode
  /** The record's id; null: the whole export. */
  readonly record: string | number | null
  readonly values: Readonly<Record<string, string | number>>
  /** English, for the terminal: what is wrong and what to do. */
  readonly message: string
}

/** The limits of a target. A limit that is left out does not exist, or no text can reach it. */
export interface Limits {
  /** Two records with one id are an error where the id is a key, else a warning. */
  readonly uniqueIds: boolean
  readonly denseDimension?: number
  readonly colbertDimension?: number
  /** Rows of one record. */
  readonly colbertRows?: number
  /** Numbers of all rows of one record. */
  readonly colbertNumbers?: number
  readonly sparseNonZero?: number
  /** What happens to an empty sparse vector: it is stored and never found, or some servers refuse it. */
  readonly sparseEmpty?: 'sparse-empty' | 'sparse-empty-refused'
  /** How a vector of length 0 is reported, which has no cosine. Left out: not at all. */
  readonly zeroVector?: 'error' | 'warning'
  readonly textBytes?: number
  readonly idBytes?: number
  /** Characters that cannot be stored. */
  readonly forbidden?: RegExp
  readonly name?: { readonly valid: (name: string) => boolean; readonly rule: NameRule }
}

/** A second file, for targets that need something before the records: a mapping, a schema, a collection. */
export interface Setup {
  readonly extension: string
  readonly mediaType: string
  text(job: ExportJob): string
}

/**
 * A file format or a database. It writes each record as it arrives, so that memory does not limit the size of an
 * export.
 */
export interface ExportTarget {
  readonly name: TargetName
  /** Its product name; not translated. */
  readonly title: string
  readonly extension: string
  readonly mediaType: string
  /** Bytes of one float: 4 in a binary format; a text format writes about 21 (measured). */
  readonly binary: boolean
  /** Heads that the target cannot hold, with the reason (namespace exports, group cannot). */
  readonly cannot: Partial<Readonly<Record<HeadName, CannotReason>>>
  readonly limits: Limits
  readonly setup: Setup | null
  /** Commands that load the file, for people: shell, or a few lines of Python. */
  load(file: string, setupFile: string, name: string): string
  /** Strings are UTF-8. */
  write(job: ExportJob, records: AsyncIterable<VectorRecord>): AsyncIterable<string | Uint8Array>
}

/** What a name may consist of (namespace exports, group rule). */
export type NameRule = 'milvus' | 'qdrant' | 'index' | 'postgres' | 'weaviate' | 'vespa'

/** Why a target has no place for a head. */
export type CannotReason = 'no-given-sparse' | 'one-matrix'

export const TARGET_NAMES = [
  'json',
  'milvus',
  'milvus-rest',
  'qdrant',
  'elasticsearch',
  'opensearch',
  'pgvector',
  'weaviate',
  'vespa',
  'jsonl',
  'csv',
  'npy',
] as const
export type TargetName = (typeof TARGET_NAMES)[number]

/** The targets' own names, the same in every language. */
export const TARGET_TITLES: Readonly<Record<TargetName, string>> = {
  json: 'JSON',
  milvus: 'Milvus',
  'milvus-rest': 'Milvus REST',
  qdrant: 'Qdrant',
  elasticsearch: 'Elasticsearch',
  opensearch: 'OpenSearch',
  pgvector: 'pgvector',
  weaviate: 'Weaviate',
  vespa: 'Vespa',
  jsonl: 'JSON Lines',
  csv: 'CSV',
  npy: 'NumPy',
}
