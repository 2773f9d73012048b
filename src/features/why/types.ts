/** The section "why does my vector differ?": one vector from elsewhere, and what explains it. */
import type { ErrorData } from '../../engine/errors'
import type { HeadName, ModelInfo } from '../../engine/model/types'
import type { WhyProgress, WhyResult, WhyRow, WhyTarget } from '../../engine/why/types'
import type { RunInputs, Side } from '../../core/state'

/** One vector of what was read. */
export interface WhyChoice {
  readonly target: WhyTarget
  readonly head: HeadName
  /** What the place calls it, or its number, from 1. */
  readonly label: string
  /** Dimensions, ids, or rows × dimensions. */
  readonly size: string
}

export type WhyRead =
  | { readonly phase: 'empty' }
  /** Never empty. `from`: an endpoint, a pasted reply; null: the box. */
  | { readonly phase: 'read'; readonly choices: readonly WhyChoice[]; readonly from: string | null }
  | { readonly phase: 'failed'; readonly error: ErrorData }

export type WhyRun =
  | { readonly phase: 'idle' }
  /** Null: waits for the model. */
  | { readonly phase: 'running'; readonly progress: WhyProgress | null }
  | { readonly phase: 'done' }
  /** `best`: of what was compared before. */
  | { readonly phase: 'cancelled'; readonly best: WhyRow | null }
  | { readonly phase: 'failed'; readonly error: ErrorData }

/** With what it was made from. */
export interface WhyOutcome {
  readonly side: Side
  readonly inputs: RunInputs
  readonly title: string
  readonly choice: WhyChoice
  readonly info: ModelInfo
  readonly value: WhyResult
}

export interface Why {
  /** The text that the vector should be of. */
  readonly side: Side
  /** As pasted. */
  readonly vector: string
  readonly read: WhyRead
  /** Which of `read.choices`. */
  readonly chosen: number
  readonly title: string
  readonly run: WhyRun
  readonly result: WhyOutcome | null
}

export interface WhyActions {
  setWhy(change: Partial<Pick<Why, 'side' | 'title' | 'chosen'>>): void
  setWhyVector(text: string): Promise<void>
  /** Takes the vectors of `foreign`; the box is emptied. */
  takeForeign(): void
  runWhy(): Promise<void>
  cancelWhy(): void
  /** Fills the box with a vector of text A as a server with a prefix would give it, and explains that. */
  exampleWhy(): Promise<void>
}
