/** The diagnosis of the page's scores, and the remedies that were taken. */
import type { DiagnosisSide, Fact, FactCode, Remedy } from '../../engine/diagnose/types'
import type { ErrorData } from '../../engine/errors'
import type { AppState, Result } from '../../core/state'

/** What is diagnosed: the scores of two texts, or the heatmap of A alone. */
export type Source = Result | NonNullable<AppState['heatmap']['result']>

/** A remedy that was taken, until it is undone. */
export interface Taken {
  readonly id: number
  readonly code: FactCode
  readonly side: DiagnosisSide | null
  readonly remedy: Remedy
  /** False: the user has chosen something else since, and there is nothing to undo. */
  readonly holds: (state: AppState) => boolean
  /** Gives back only what the remedy changed. */
  readonly undo: () => void
}

export interface Diagnosis {
  /** Null: nothing was diagnosed yet. */
  readonly made: { readonly source: Source; readonly facts: readonly Fact[] } | null
  readonly error: ErrorData | null
  readonly taken: readonly Taken[]
}

export interface DiagnosisActions {
  /** Diagnoses what the page shows. */
  diagnose(): Promise<void>
  /** Changes settings or rules, and runs again what depends on them. Texts stay as they are. */
  takeRemedy(fact: Fact, remedy: Remedy): Promise<void>
  undoRemedy(id: number): Promise<void>
  /** Computes the heatmap A × B, whose pairs the scores are compared with. The tab stays. */
  compareWithPairs(): Promise<void>
}
