/** Cases: a list that stays in the browser, the one that was opened, and the list as a regression suite. */
import type { ErrorData } from '../../engine/errors'
import type { TextProgress } from '../../engine/model/ports'
import type { ScoreName } from '../../engine/score/types'
import type { CaseDiff, Judgement } from '../../formats/case/diff-types'
import type { Expected } from '../../formats/case/schema'

/** What the list shows of a case; its vectors lie elsewhere. */
export interface CaseHead {
  readonly id: string
  readonly name: string
  readonly notes: string
  readonly expected: Expected
  /** ISO 8601 */
  readonly created: string
  readonly modified: string
  /** How the texts begin. */
  readonly a: string
  readonly b: string
  /** Null: the model of the case gives none. */
  readonly scores: Readonly<Record<ScoreName, number | null>>
  readonly model: string
  readonly modelHash: string
  readonly dtype: string
  /** CaseFile.sha256 */
  readonly sha256: string
}

/** What a run of one case under the loaded model came to. */
export type CaseOutcome =
  | {
      readonly state: 'done'
      readonly diff: CaseDiff
      readonly judgement: Judgement
      /** Under the loaded model. */
      readonly scores: Readonly<Record<ScoreName, number | null>>
    }
  | { readonly state: 'failed'; readonly error: ErrorData }

/**
 * In one word. pass, fail: against what is expected. same, changed: nothing is judged; changed is beyond the tolerance. error:
 * could not be run. none: was not run.
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
  /** By the case's id; those of an earlier model are gone. */
  readonly outcomes: Readonly<Record<string, CaseOutcome>>
  /** Identity of what they were run with, in one line; null: nothing was run. */
  readonly made: string | null
}

/** A case that came from a file, the list or a link. */
export interface OpenedCase {
  readonly from: 'file' | 'list' | 'link'
  readonly id: string | null
  /** Its texts: what is said here is about them alone. */
  readonly a: string
  readonly b: string
  readonly name: string
  readonly notes: string
  readonly expected: Expected
  /** What does not fit: the file was edited by hand, and was opened all the same. */
  readonly altered: ErrorData | null
  /** Of the replay: null before it has ended, and for a link, which has no results. */
  readonly diff: CaseDiff | null
  readonly judgement: Judgement | null
  /** Whether a replay is awaited. */
  readonly replaying: boolean
}

/** A file or a link that was not opened. */
export interface RefusedCase {
  readonly error: ErrorData
  readonly from: 'file' | 'link' | 'list'
  /** What can be opened of it all the same. */
  readonly offer: 'case' | 'texts' | null
}

export interface ImportedCases {
  readonly file: string
  readonly added: number
  /** Were there already, the same in every part. */
  readonly same: number
  /** Had the id of another case and were kept beside it. */
  readonly copies: number
}

export interface Cases {
  /** Newest first; null before it was read. */
  readonly list: readonly CaseHead[] | null
  /** Why the browser keeps none: they are gone with the page. Null: it does. */
  readonly unkept: ErrorData | null
  readonly drawer: boolean
  readonly opened: OpenedCase | null
  readonly refused: RefusedCase | null
  /** A write that failed; said in the list. */
  readonly error: ErrorData | null
  readonly imported: ImportedCases | null
  /** The name of what was deleted last, as long as it can come back. */
  readonly deleted: string | null
  readonly saving: boolean
  readonly suite: CaseSuite
  /** Another model than that of the cases was loaded: the suite is offered. */
  readonly offered: boolean
}

/** A case as a file to save. */
export interface SavedCase {
  readonly fileName: string
  readonly json: string
}

export type ShareLink =
  | { readonly state: 'ready'; readonly url: string }
  | { readonly state: 'too-long'; readonly length: number }
  | { readonly state: 'failed'; readonly error: ErrorData }

export interface CasesActions {
  /** Reads the list; shows none where the browser keeps nothing. */
  loadCases(): Promise<void>
  showCases(open: boolean): void
  /** Keeps the pair with its results, which it runs first where there are none for it. Null: it could not be run; said where it is wrong. */
  saveCase(): Promise<SavedCase | null>
  /** A case of the list as a file. Null: it is gone. */
  caseAsFile(id: string): Promise<SavedCase | null>
  editCase(id: string, change: Partial<Pick<CaseHead, 'name' | 'notes' | 'expected'>>): Promise<void>
  duplicateCase(id: string): Promise<void>
  deleteCase(id: string): Promise<void>
  undeleteCase(): Promise<void>
  /** All of them as one file, in pieces. */
  exportCases(): Promise<readonly string[]>
  /** Those among these files that hold cases are opened or imported. @returns the others */
  takeCaseFiles(files: readonly File[]): Promise<readonly File[]>
  /** The same for files that were chosen as cases: what is none is refused. @param how import: into the list, even one */
  openCaseFiles(files: readonly File[], how?: 'open' | 'import'): Promise<void>
  openCase(id: string): Promise<void>
  openCaseLink(fragment: string): Promise<void>
  /** What was refused, as far as it goes. */
  openAllTheSame(): Promise<void>
  dismissCase(): void
  dismissRefused(): void
  /** Clears what is said in the list. */
  dismissCasesSaid(): void
  /** @param address of the page: its language, view and model stay */
  shareLink(address: string): Promise<ShareLink>
  runCases(): Promise<void>
  cancelCases(): void
  dismissOffer(): void
}
