/** "Find the k best documents of this query" in the words of each vector database. Each database has a file. */
import type { HttpRequest } from '../request/types'

export const SEARCHED_NAMES = [
  'milvus',
  'qdrant',
  'elasticsearch',
  'opensearch',
  'weaviate',
  'chroma',
] as const
export type SearchedName = (typeof SEARCHED_NAMES)[number]

/** dense, sparse: one vector field. hybrid: both, merged by the database's own ranker. */
export const SEARCH_KINDS = ['dense', 'sparse', 'hybrid'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/**
 * rrf: reciprocal rank fusion. weighted: a weighted sum, with the normalisation of the database. dbsf: Qdrant's
 * distribution-based fusion. relative: Weaviate's relativeScoreFusion.
 */
export const RANKER_NAMES = ['rrf', 'weighted', 'dbsf', 'relative'] as const
export type RankerName = (typeof RANKER_NAMES)[number]

export interface Ranker {
  readonly name: RankerName
  /** Of rrf. Null: the database's default. */
  readonly constant: number | null
  /** Of weighted and relative: dense, sparse. */
  readonly weights: readonly [dense: number, sparse: number]
}

/** Which collection is searched. */
export interface SearchPlace {
  /** "http://localhost:6333": a trailing slash does not matter. */
  readonly baseUrl: string
  /** Collection, index or class. */
  readonly collection: string
  /** Chroma's and Weaviate's tenant. Null: the default one. */
  readonly tenant: string | null
  /** Milvus's and Chroma's database. Null: the default one. */
  readonly database: string | null
}

/** Null: as the collection's description, or the first reply, says. */
export interface SearchFields {
  readonly dense: string | null
  readonly sparse: string | null
  /** "a.b" is the field b of the object a. Chroma's own documents are DOCUMENTS. */
  readonly text: string | null
  /** A field whose value is the document's id, where the database has an id of its own. */
  readonly id: string | null
}

/** Chroma keeps the text beside the metadata. */
export const DOCUMENTS = '#document'

export interface SearchPlan {
  readonly kind: SearchKind
  /** Documents for each query. */
  readonly k: number
  /** Documents that the index looks at, or that each list gives to the ranker. Null: max(10 · k, 100), at most 10,000. */
  readonly candidates: number | null
  readonly ranker: Ranker
  /** Weaviate's REST Search API in place of GraphQL. It takes own vectors for dense searches alone. */
  readonly rest: boolean
  /** OpenSearch's search pipeline. Null: one is sent with each request. */
  readonly pipeline: string | null
}

export interface VectorField {
  /** '': the database's only, unnamed vector. */
  readonly name: string
  readonly dimension: number | null
  /** The metric's name in src/engine/score/databases/table.ts. Null: unknown. */
  readonly metric: string | null
}

/** What the database says of a collection. */
export interface CollectionFacts {
  /** Chroma's id of the collection, which its paths need. */
  readonly id: string | null
  readonly dense: readonly VectorField[]
  readonly sparse: readonly VectorField[]
  /** Fields of text, the likeliest first. Empty: the database has no schema for them. */
  readonly texts: readonly string[]
  /** Where ids are in a field of the user's (Milvus's primary key). */
  readonly idField: string | null
}

export interface QueryVectors {
  /** The model's input, for the keyword side of Weaviate's hybrid search. */
  readonly text: string
  /** [dimension] */
  readonly dense: ArrayLike<number> | null
  /** Token id → weight. */
  readonly sparse: ReadonlyMap<number, number> | null
}

/** All that a request is made of; the fields are decided. */
export interface SearchAsk {
  readonly base: string
  readonly place: SearchPlace
  readonly plan: SearchPlan
  readonly facts: CollectionFacts
  readonly dense: VectorField | null
  readonly sparse: VectorField | null
  readonly text: string | null
  readonly idField: string | null
  readonly query: QueryVectors
}

/** A hit as the database gives it. */
export interface RawHit {
  readonly id: string
  readonly score: number | null
  /** What it says of the document, its text among it. */
  readonly fields: Readonly<Record<string, unknown>>
}

export interface Hit {
  readonly id: string
  /** 1 is the best. */
  readonly rank: number
  /** As the database gives it. Null: it gives none. */
  readonly score: number | null
  /** Null: the document has no text in the chosen field. */
  readonly text: string | null
}

/** What the database's score is. */
export interface ScoreMeaning {
  /** The field of the reply: "distance", "_score", "score". */
  readonly field: string
  /** Its metric in src/engine/score/databases/table.ts. Null: the database does not say. */
  readonly metric: string | null
}

export interface SearchAdapter {
  readonly name: SearchedName
  /** The product's name; not translated. */
  readonly label: string
  readonly defaultUrl: string
  readonly kinds: readonly SearchKind[]
  /** The first one is the default. Empty: it has no hybrid search. */
  readonly rankers: readonly RankerName[]
  /** The header of a key. `basic`: "user:password" is taken too, as HTTP's Basic. */
  readonly auth: { readonly header: string; readonly before: string; readonly basic: boolean }
  /** Ends of pasted addresses that are the API's own. */
  readonly paths: readonly string[]
  /** Asks what the collection is. */
  describe(base: string, place: SearchPlace): SearchRequest
  readFacts(reply: unknown): CollectionFacts
  search(ask: SearchAsk): SearchRequest
  /** What went wrong in a reply whose status says that all is well. Null: nothing. */
  problem(reply: Readonly<Record<string, unknown>>): string | null
  /** @returns null where the reply is not the database's */
  readHits(
    reply: unknown,
    ask: Pick<SearchAsk, 'plan' | 'facts' | 'place' | 'idField'>,
  ): readonly RawHit[] | null
  meaning(ask: Pick<SearchAsk, 'plan' | 'dense' | 'sparse'>): ScoreMeaning
}

/** Before the key's header is put in. */
export type SearchRequest = Pick<HttpRequest, 'method' | 'url' | 'body'>
