import type { ErrorData } from '../../engine/errors'
import type { TextJob, WorkedText } from '../../engine/text/work'
import type { Side } from '../side'

/** The work on the text of one side, if the text is long. */
export interface SideWork {
  readonly run:
    | { readonly phase: 'idle' }
    | { readonly phase: 'working' }
    /** By the user. The text stays; what is derived from it is not available. */
    | { readonly phase: 'cancelled' }
    | { readonly phase: 'failed'; readonly error: ErrorData }
  /** The last work that was finished. It may be of an earlier text, earlier rules, an earlier split. */
  readonly done: (WorkedText & { readonly job: TextJob }) | null
}

export interface LongTexts extends Readonly<Record<Side, SideWork>> {
  /** False: there is no worker for texts, and long ones are worked on where they are read. */
  readonly inWorker: boolean
}

export interface TextWorkActions {
  /** Starts the work on a long text, also after it was cancelled or failed. What is running for this side is superseded. */
  workOnText(side: Side): void
  cancelTextWork(side: Side): void
  /** Ends the work on a text that is no longer long, or that is known. */
  forgetTextWork(side: Side): void
  /**
   * Resolves when what is derived from the present texts is available; starts work that was cancelled or failed.
   * @throws EngineError run/cancelled if the user cancels it, or the error of the work
   */
  textsReady(signal?: AbortSignal): Promise<void>
}
