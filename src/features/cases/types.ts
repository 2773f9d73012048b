/** Types for cases: the list that the browser stores, the case that is open, and the list as a regression suite. */
import type { RunInputs } from '../../core/state'
import type { ErrorData } from '../../engine/errors'
import type { TextProgress } from '../../engine/model/ports'
import type { ScoreName } from '../../engine/score/types'
import type { CaseDiff, Judgement } from '../../formats/case/diff-types'
import type { CaseFile, Expected } from '../../formats/case/schema'

/** A case as the list shows it, without vectors. The complete case is stored separately. */
export interface CaseSummary {
  readonly id: string
  readonly name: string
  readonly notes: string
  readonly expected: Expected
  /** ISO 8601 */
  readonly created: string
  readonly modified: string
  /** The beginnings of the two texts. */
  readonly a: string
  readonly b: string
  /** Null: the model of the case does not give this score. */
  readonly scores: Readonly<Record<ScoreName, number | null>>
  readonly model: string
  readonly modelHash: string
  readonly dtype: string
  /** CaseFile.sha256 */
  readonly sha256: string
}

/** The outcome of a run of one case with the loaded model. */
export type CaseOutcome =
  | {
      readonly state: 'done'
      readonly diff: CaseDiff
      readonly judgement: Judgement
      /** The scores that the loaded model gives. */
      readonly scores: Readonly<Record<ScoreName, number | null>>
    }
  | { readonly state: 'failed'; readonly error: ErrorData }

/**
 * `pass`, `fail`: whether the result meets the user's expectation. `same`, `changed`: there is no expectation;
 * whether the result is within the tolerance. `error`: the run failed. `none`: the case was not run.
 */
export type CaseVerdict = 'pass' | 'fail' | 'same' | 'changed' | 'error' | 'none'

export interface CaseSuite {
  readonly run:
    | { readonly phase: 'idle' }
    | { readonly phase: 'loading' }
    | ({ readonly phase: 'running'; readonly name: string } & TextProgress)
    | { readonly phase: 'done' }
    | { readonly phase: 'cancelled' }
    | { readonly phase: 'failed'; readonly error: ErrorData }
  /** By the id of the case. Outcomes of an earlier model are removed. */
  readonly outcomes: Readonly<Record<string, CaseOutcome>>
  /** The identity of the model that ran the cases, in one line; null: no case was run. */
  readonly made: string | null
}

/** A case that came from a file, the list or a link. */
export interface OpenedCase {
  readonly from: 'file' | 'list' | 'link'
  readonly id: string | null
  /** The texts of the case. The other fields are valid only while the editors have these texts. */
  readonly a: string
  readonly b: string
  readonly name: string
  readonly notes: string
  readonly expected: Expected
  /** The parts of the file do not agree: somebody edited it by hand, and the user opened it anyway. */
  readonly altered: ErrorData | null
  /**
   * The replay compared with the case. Null: the replay has not ended, or the case came from a link, which has no
   * results.
   */
  readonly diff: CaseDiff | null
  readonly judgement: Judgement | null
  /** What `diff` and `judgement` were made of; null: there is neither. */
  readonly replayed: RunInputs | null
  /** True until the replay has ended. */
  readonly replaying: boolean
}

/** A file or a link that was not opened. */
export interface RefusedCase {
  readonly error: ErrorData
  readonly from: 'file' | 'link' | 'list'
  /** What the user can open anyway: the case, although its parts do not agree, or only its texts. */
  readonly offer:
    | { readonly kind: 'case'; readonly case: CaseFile }
    | { readonly kind: 'texts'; readonly a: string; readonly b: string }
    | null
}

export interface ImportedCases {
  readonly file: string
  readonly added: number
  /** Cases that the list already had, equal in every part. */
  readonly same: number
  /** Cases with the id of another case of the list. Each got a new id. */
  readonly copies: number
}

export interface Cases {
  /** Newest first; null: the list has not been read yet. */
  readonly list: readonly CaseSummary[] | null
  /**
   * The error because of which the browser cannot store cases; they are lost when the page is closed. Null: it can
   * store them.
   */
  readonly unkept: ErrorData | null
  readonly drawer: boolean
  readonly opened: OpenedCase | null
  readonly refused: RefusedCase | null
  /** The error of a write that failed. The list shows it. */
  readonly error: ErrorData | null
  readonly imported: ImportedCases | null
  /** The case that was deleted last, while the user can undo it. */
  readonly deleted: CaseFile | null
  readonly saving: boolean
  readonly suite: CaseSuite
  /** The page offers to run the suite, because the loaded model is not the model of the cases. */
  readonly offered: boolean
}

/** A case as a file that the user can save. */
export interface SavedCase {
  readonly fileName: string
  readonly json: string
}

export type ShareLink =
  | { readonly state: 'ready'; readonly url: string }
  | { readonly state: 'too-long'; readonly length: number }
  | { readonly state: 'failed'; readonly error: ErrorData }

export interface CasesActions {
  /** Reads the list. It is empty if the browser cannot store cases. */
  loadCases(): Promise<void>
  showCases(open: boolean): void
  /**
   * Saves the texts with their results. If there are no results, runs the texts first. Null: the run failed, and the
   * page shows the error.
   */
  saveCase(): Promise<SavedCase | null>
  /** A case of the list as a file. Null: the store does not have it any more. */
  caseAsFile(id: string): Promise<SavedCase | null>
  editCase(id: string, change: Partial<Pick<CaseSummary, 'name' | 'notes' | 'expected'>>): Promise<void>
  duplicateCase(id: string): Promise<void>
  deleteCase(id: string): Promise<void>
  undeleteCase(): Promise<void>
  /** The contents of one file with all cases, in parts. */
  exportCases(): Promise<readonly string[]>
  /** Opens or imports the files that hold cases. @returns the other files */
  takeCaseFiles(files: readonly File[]): Promise<readonly File[]>
  /**
   * Does the same for files that the user chose as cases, so that a file without a case is an error.
   * @param how `import` adds the cases to the list, even if it is only one
   */
  openCaseFiles(files: readonly File[], how?: 'open' | 'import'): Promise<void>
  openCase(id: string): Promise<void>
  openCaseLink(fragment: string): Promise<void>
  /** Opens what `refused.offer` offers. */
  openAllTheSame(): Promise<void>
  dismissCase(): void
  dismissRefused(): void
  /** Clears the messages of the list. */
  dismissCasesSaid(): void
  /** @param address the page's address; the link keeps its language, view and model */
  shareLink(address: string): Promise<ShareLink>
  runCases(): Promise<void>
  cancelCases(): void
  dismissOffer(): void
}
