/** Cases: a list that stays in the browser, the one that was opened, and the list as a regression suite. */
import type { ErrorData } from '../../engine/errors'
import type { TextProgress } from '../../engine/model/ports'
import type { ScoreName } from '../../engine/score/types'
import type { CaseDiff, Judgement } from '../../formats/case/diff-types'
import type { CaseFile, Expected } from '../../formats/case/schema'

/** What the list shows of a case. It has no vectors: the case is stored apart. */
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
      /** With the loaded model. */
      readonly scores: Readonly<Record<ScoreName, number | null>>
    }
  | { readonly state: 'failed'; readonly error: ErrorData }

/**
 * pass, fail: the result meets the user's expectation or not. same, changed: there is no expectation, and the result is within
 * the tolerance or not. error: the run failed. none: the case was not run.
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
  /** The texts of the case. The rest is valid only while the editors have these texts. */
  readonly a: string
  readonly b: string
  readonly name: string
  readonly notes: string
  readonly expected: Expected
  /** The parts of the file do not agree: somebody edited it by hand, and the user opened it anyway. */
  readonly altered: ErrorData | null
  /** The replay against the case; null until the replay has ended, and for a link, which has no results. */
  readonly diff: CaseDiff | null
  readonly judgement: Judgement | null
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
  /** Newest first; null until it has been read. */
  readonly list: readonly CaseSummary[] | null
  /** Why the browser cannot store cases, so that they are lost when the page closes. Null: it can store them. */
  readonly unkept: ErrorData | null
  readonly drawer: boolean
  readonly opened: OpenedCase | null
  readonly refused: RefusedCase | null
  /** A write that failed. The list shows it. */
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
  /** Reads the list. It is empty if the browser stores nothing. */
  loadCases(): Promise<void>
  showCases(open: boolean): void
  /** Saves the texts with their results. If there are none, it runs the texts first. Null: the run failed, and the page shows why. */
  saveCase(): Promise<SavedCase | null>
  /** A case of the list as a file. Null: the store does not have it any more. */
  caseAsFile(id: string): Promise<SavedCase | null>
  editCase(id: string, change: Partial<Pick<CaseSummary, 'name' | 'notes' | 'expected'>>): Promise<void>
  duplicateCase(id: string): Promise<void>
  deleteCase(id: string): Promise<void>
  undeleteCase(): Promise<void>
  /** The parts of one file with all cases. */
  exportCases(): Promise<readonly string[]>
  /** Opens or imports the files that hold cases. @returns the other files */
  takeCaseFiles(files: readonly File[]): Promise<readonly File[]>
  /** Does the same for files that the user chose as cases: a file without a case is an error. @param how import: into the list, even a single case */
  openCaseFiles(files: readonly File[], how?: 'open' | 'import'): Promise<void>
  openCase(id: string): Promise<void>
  openCaseLink(fragment: string): Promise<void>
  /** Opens what `refused.offer` offers. */
  openAllTheSame(): Promise<void>
  dismissCase(): void
  dismissRefused(): void
  /** Clears the messages of the list. */
  dismissCasesSaid(): void
  /** @param address the page's address, whose language, view and model the link keeps */
  shareLink(address: string): Promise<ShareLink>
  runCases(): Promise<void>
  cancelCases(): void
  dismissOffer(): void
}
