import type { ErrorData } from '../../../engine/errors'
import type { ValidationSet } from '../../../engine/validate/types'
import type { Hit, RankerName, SearchKind, SearchedName } from '../../../formats/search/types'

/** As typed. '' where nothing is typed: the database's default, or what the collection says. */
export interface LiveForm {
  readonly database: SearchedName
  readonly baseUrl: string
  readonly collection: string
  readonly kind: SearchKind
  readonly k: number
  readonly ranker: RankerName
  readonly constant: number | null
  /** Dense, sparse. */
  readonly weights: readonly [number, number]
  readonly dense: string
  readonly sparse: string
  readonly text: string
  readonly id: string
  readonly tenant: string
  readonly inDatabase: string
  readonly pipeline: string
  readonly rest: boolean
  /** Requests at once. */
  readonly parallel: number
  /** Seconds. */
  readonly timeout: number
}

/** What each part of the form needs. */
export interface FormProps {
  readonly form: LiveForm
  readonly busy: boolean
  readonly onChange: (part: Partial<LiveForm>) => void
}

export type LiveRun =
  | { readonly phase: 'idle' | 'testing' | 'tested' | 'searched' | 'cancelled' }
  | { readonly phase: 'searching'; readonly done: number; readonly total: number; readonly failed: number }
  | { readonly phase: 'failed'; readonly error: ErrorData }

/** What one query showed. */
export interface Tried {
  readonly label: string
  readonly query: string
  /** "POST http://…" and its body, without the key. */
  readonly request: string
  readonly body: string
  /** The beginning of the reply. */
  readonly raw: string
  readonly hits: readonly Hit[]
  readonly dense: string | null
  readonly sparse: string | null
  readonly text: string | null
  readonly score: ScoreFacts
}

export interface ScoreFacts {
  readonly field: string
  /** Name and formula of a metric of src/engine/score/databases. Null: the database does not say. */
  readonly metric: { readonly name: string; readonly formula: string } | null
  readonly largerIsCloser: boolean | null
}

/** What all queries gave. */
export interface Searched {
  readonly label: string
  /** Of the set that was made. */
  readonly hash: string
  readonly queries: number
  readonly pairs: number
  readonly documents: number
  readonly withoutText: number
  /** Relevant documents of the file that did not come back. */
  readonly notFound: number
  readonly empty: number
  readonly failures: readonly { readonly id: string; readonly query: string; readonly error: ErrorData }[]
  readonly score: ScoreFacts | null
}

export interface ValidateLive {
  readonly form: LiveForm
  /** Of the database. Kept in the memory of this tab only. */
  readonly key: string
  readonly run: LiveRun
  readonly tried: Tried | null
  readonly searched: Searched | null
  /** The set whose queries were searched: what came back has taken its place. */
  readonly source: ValidationSet | null
  /** Whose vectors score the pairs, and search: the page's model, or the live endpoint that is chosen in Diagnose. */
  readonly vectors: 'model' | 'endpoint'
}

export const LIVE_LIMITS = {
  k: { least: 1, most: 1000 },
  parallel: { least: 1, most: 32 },
  timeout: { least: 1, most: 600 },
} as const

export const noLive: ValidateLive = {
  form: {
    database: 'milvus',
    baseUrl: '',
    collection: '',
    kind: 'dense',
    k: 10,
    ranker: 'rrf',
    constant: null,
    weights: [1, 1],
    dense: '',
    sparse: '',
    text: '',
    id: '',
    tenant: '',
    inDatabase: '',
    pipeline: '',
    rest: false,
    parallel: 4,
    timeout: 30,
  },
  key: '',
  run: { phase: 'idle' },
  tried: null,
  searched: null,
  source: null,
  vectors: 'model',
}

export interface LiveActions {
  setLive(change: Partial<Pick<ValidateLive, 'form' | 'key' | 'vectors'>>): Promise<void>
  /** Asks the database what the collection is, and searches for one query. */
  testLive(): Promise<void>
  /** Searches for every query of the file; what comes back becomes the data of the validation. */
  searchLive(): Promise<void>
  /** What has come back until then is kept only in full: the data stay as they were. */
  cancelLive(): Promise<void>
}
