/** The shape of the page's state. Data only: what changes it is in actions-*.ts, what is derived in selectors.ts. */
import type { ErrorData } from '../engine/errors'
import type { LoadProgress, ModelInfo } from '../engine/model/types'
import type { ScoreName, Weights } from '../engine/score/types'
import type { DecodedText, TextEncoding } from '../engine/text/decode'
import type { TokenizerMode } from '../engine/tokenizer/types'
import type { Milliseconds } from '../engine/units'
import type { AnalyzeProgress, AnalyzeReply, TokenCount } from '../host/calls'
import type { Language } from '../i18n'

export type Side = 'a' | 'b'
export const SIDES: readonly Side[] = ['a', 'b']

export type Mode = 'hybrid' | 'dense' | 'sparse' | 'colbert' | 'all'
export const MODES: readonly Mode[] = ['hybrid', 'dense', 'sparse', 'colbert', 'all']

export type Theme = 'system' | 'light' | 'dark'
export const THEMES: readonly Theme[] = ['system', 'light', 'dark']

/** Where a text came from. The bytes stay in memory only, so that another encoding can be tried. */
export interface TextFile {
  readonly name: string
  readonly encoding: TextEncoding
  readonly how: DecodedText['how']
  /** Number of byte sequences that became U+FFFD. */
  readonly lossy: number
  readonly doubtful: boolean
  /** Null after a reload: bytes are not kept in the browser's storage. */
  readonly bytes: Uint8Array | null
  /** The text as it was opened, to tell whether it has been edited since. Null after a reload. */
  readonly original: string | null
}

/** What stands at the foot of an editor. One at a time: the newest. */
export type Notice =
  /** `file`: what could not be decoded, so that it can be opened in an encoding chosen by hand. */
  | {
      readonly kind: 'error'
      readonly error: ErrorData
      readonly file?: { readonly name: string; readonly bytes: Uint8Array }
    }
  | {
      readonly kind: 'too-long'
      readonly name: string | null
      readonly size: number
      readonly text: string
      readonly file: TextFile | null
    }
  | { readonly kind: 'converted'; readonly plain: string }
  | { readonly kind: 'reading'; readonly name: string }

export interface TextState {
  readonly text: string
  readonly file: TextFile | null
  readonly notice: Notice | null
  /** Of the model's input (prefix included); null before the model is ready or while it is out of date. */
  readonly count: TokenCount | null
}

export interface Undo {
  readonly what: 'swap' | 'clear' | 'example'
  /** The editor that shows the button. */
  readonly at: Side
  readonly a: Pick<TextState, 'text' | 'file'>
  readonly b: Pick<TextState, 'text' | 'file'>
}

export interface Settings {
  readonly mode: Mode
  readonly weights: Weights
  /** As chosen; what a model can take of it is selectors' effectiveMaxLength. */
  readonly maxLength: number
  readonly tokenizerMode: TokenizerMode
  /** Put before text A, which is the query. */
  readonly prefix: string
  readonly normalize: boolean
  /** Of the site's list; null: its first. */
  readonly modelId: string | null
  /** Null: what the hardware offers. */
  readonly threads: number | null
  readonly language: Language | null
  readonly theme: Theme
}

export interface LoadStep {
  readonly stage: LoadProgress['stage']
  /** Bytes that were read, for files. */
  readonly bytes: number | null
  readonly time: Milliseconds
}

export type ModelPhase =
  | { readonly phase: 'idle' }
  | { readonly phase: 'loading'; readonly progress: LoadProgress | null }
  | { readonly phase: 'ready'; readonly info: ModelInfo; readonly time: Milliseconds }
  | { readonly phase: 'failed'; readonly error: ErrorData }

export type RunPhase =
  | { readonly phase: 'idle' }
  /** Null: waits for the model. */
  | { readonly phase: 'running'; readonly progress: AnalyzeProgress | null }
  | { readonly phase: 'done'; readonly time: Milliseconds }
  /** `at`: the editor that shows the error; null: the run bar does. */
  | { readonly phase: 'failed'; readonly error: ErrorData; readonly at: Side | null }
  | { readonly phase: 'cancelled' }

/** Everything that a result depends on. Weights and mode are not among it: they only re-fuse. */
export interface RunInputs {
  readonly textA: string
  readonly textB: string
  readonly prefix: string
  readonly maxLength: number
  readonly tokenizerMode: TokenizerMode
  readonly normalize: boolean
  readonly modelId: string
}

export interface Result {
  readonly inputs: RunInputs
  readonly reply: AnalyzeReply
  readonly info: ModelInfo
  /** Wall time of the run as the page saw it, without a load before it. */
  readonly time: Milliseconds
}

/** Known before a model is loaded: from the site's list. */
export interface ModelChoice {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly isDemo: boolean
}

export interface AppState {
  readonly a: TextState
  readonly b: TextState
  readonly undo: Undo | null
  readonly settings: Settings
  /** What the site offers; empty before its list has been read. */
  readonly models: readonly ModelChoice[]
  /** `?model=`: wins over the saved choice until another one is made. */
  readonly modelAsked: string | null
  readonly choice: ModelChoice | null
  readonly model: ModelPhase
  /** Why another model could not take the place of the one that is still loaded. */
  readonly switchError: ErrorData | null
  readonly loadSteps: readonly LoadStep[]
  readonly run: RunPhase
  readonly result: Result | null
  readonly selectedScore: ScoreName
  readonly view: string
  /** The browser refused to keep the texts; said once. */
  readonly storageFull: boolean
  /** An editor that should take the focus; `n` makes each request a new one. */
  readonly focus: { readonly side: Side; readonly n: number } | null
}
