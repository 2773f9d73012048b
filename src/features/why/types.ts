/** State and actions of the section "why does my vector differ?", which explains one vector from elsewhere. */
import type { ErrorData } from '../../engine/errors'
import type { HeadName, ModelInfo } from '../../engine/model/types'
import type { GivenTarget } from '../../engine/why/named-weights'
import type { EditSearchProgress, EditSearchResult } from '../../engine/why/edit-search-types'
import type { WhyProgress, WhyResult, WhyRow } from '../../engine/why/types'
import type { RunInputs, Side } from '../../core/state'

/** One vector of the pasted text or reply. */
export interface WhyChoice {
  readonly target: GivenTarget
  readonly head: HeadName
  /** The label that the reply gives it, or its number, from 1. */
  readonly label: string
  /** Number of dimensions (dense), number of ids (sparse), or "rows × dimensions" (colbert). */
  readonly size: string
}

export type WhyRead =
  | { readonly phase: 'empty' }
  /** `choices` is never empty. `from`: the endpoint or the pasted reply; null: the user typed the vector. */
  | { readonly phase: 'read'; readonly choices: readonly WhyChoice[]; readonly from: string | null }
  | { readonly phase: 'failed'; readonly error: ErrorData }

export type WhyRun =
  | { readonly phase: 'idle' }
  /** `progress` null: the run waits for the model. */
  | { readonly phase: 'running'; readonly progress: WhyProgress | null }
  | { readonly phase: 'done' }
  /** `best`: the best row before the cancel; null: there was none. */
  | { readonly phase: 'cancelled'; readonly best: WhyRow | null }
  | { readonly phase: 'failed'; readonly error: ErrorData }

/** The result, with the inputs from which it was computed. */
export interface WhyOutcome {
  readonly side: Side
  readonly inputs: RunInputs
  readonly title: string
  /** The user's own. */
  readonly templates: readonly string[]
  readonly choice: WhyChoice
  readonly info: ModelInfo
  readonly value: WhyResult
}

/** The search for the text that the vector of a result was made of. */
export type WhySearch =
  | { readonly phase: 'idle' }
  /** `progress` null: it has just begun. */
  | { readonly phase: 'running'; readonly of: WhyResult; readonly progress: EditSearchProgress | null }
  | { readonly phase: 'done'; readonly of: WhyResult; readonly value: EditSearchResult }
  | { readonly phase: 'cancelled'; readonly of: WhyResult }
  | { readonly phase: 'failed'; readonly of: WhyResult; readonly error: ErrorData }

export interface Why {
  /** The side whose text the vector should belong to. */
  readonly side: Side
  /** The text of the input box. */
  readonly vector: string
  readonly read: WhyRead
  /** Index of the chosen vector in `read.choices`. */
  readonly chosen: number
  readonly title: string
  readonly run: WhyRun
  readonly result: WhyOutcome | null
  readonly search: WhySearch
}

export interface WhyActions {
  setWhy(change: Partial<Pick<Why, 'side' | 'title' | 'chosen'>>): void
  setWhyVector(text: string): Promise<void>
  /** Takes the vectors of `foreign`, and clears the input box. */
  takeForeign(): void
  runWhy(): Promise<void>
  cancelWhy(): void
  /** Looks for the nearest text to the vector of the present result. */
  searchWhy(): Promise<void>
  cancelWhySearch(): void
  /**
   * Fills the input box with the vector of text A as a server that adds a prefix would return it, and explains this
   * vector.
   */
  exampleWhy(): Promise<void>
}
