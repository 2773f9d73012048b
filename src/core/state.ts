/**
 * The part of the page's state that several features share, as data. What changes it is in the actions beside it, what is derived
 * from it in selectors.ts. A feature adds its own part to AppState in its slice.ts (`declare module`).
 */
import type { ErrorData } from '../engine/errors'
import type { Activations } from '../engine/model/ports'
import type { ModelInfo, Pooling } from '../engine/model/types'
import type { ScoreName } from '../engine/score/types'
import type { DecodedText } from '../engine/text/decode'
import type { TextEncoding } from '../engine/text/encodings'
import type { RuleSet } from '../engine/text/preprocess/types'
import type { TokenizerMode } from '../engine/tokenizer/types'
import type { Milliseconds } from '../engine/units'
import type {
  AnalyzeProgress,
  AnalyzeReply,
  HubModel,
  ModelRef,
  Provider,
  SiteModel,
  TokenCount,
  UrlModel,
} from '../host/calls'
import type { LoadState, LoadStep } from './model/load-types'
import type { Settings } from './settings/table'
import { SIDES, type Side } from './side'
import type { Splits } from './splits/types'

export type { Settings }

export { SIDES, type Side }

export type Mode = Settings['mode']

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
  readonly what: 'swap' | 'clear' | 'example' | 'case' | 'paste'
  /** The editor that shows the button. */
  readonly at: Side
  readonly a: Pick<TextState, 'text' | 'file'>
  readonly b: Pick<TextState, 'text' | 'file'>
  readonly splits: Splits
  /** Where they were replaced too. */
  readonly settings?: Partial<Settings>
  readonly rules?: RuleSet
  /** What else goes back, made from the state of the moment: the slice of the feature that replaced the texts. */
  readonly also?: (now: AppState) => Partial<AppState>
}

/** A chosen model as it survives a reload: no files, no token. */
export type KeptModel =
  | { readonly kind: 'site'; readonly id: string }
  | { readonly kind: 'remote'; readonly ref: HubModel | UrlModel }
  /** `handle`: of a remembered folder; null: the files must be picked again. */
  | {
      readonly kind: 'local'
      readonly handle: string | null
      readonly name: string
      readonly graphFile: string | null
      readonly pooling: Pooling | null
    }

/** What is to be loaded, with how it survives a reload. */
export interface Picked {
  readonly ref: ModelRef
  readonly kept: KeptModel
  /** Bytes that will be read, where they are known. */
  readonly bytes: number | null
  readonly notes: string | null
}

/** The page's model, before and while it is loaded. */
export interface ChosenModel {
  /** `?model=`: wins over what is kept until another choice is made. */
  readonly asked: string | null
  /** What loads when the page opens; null: the first of the site's list. */
  readonly kept: KeptModel | null
  /** What is loaded or about to be; null before anything was. */
  readonly picked: Picked | null
}

export type ModelPhase =
  | { readonly phase: 'idle' }
  | ({ readonly phase: 'loading' } & LoadState)
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
  /** The enabled preprocessing rules as JSON; "[]": none. */
  readonly rules: string
  /** Timestamps and speakers of conversations are left out of the whole text. */
  readonly leaveOutMetadata: boolean
  readonly maxLength: number
  readonly tokenizerMode: TokenizerMode
  readonly normalize: boolean
  readonly truncateDim: number | null
  readonly activations: Activations
  /** ModelInfo.hash; before the model is loaded again, of the result's model. */
  readonly modelHash: string
  readonly provider: Provider
}

export interface Result {
  readonly inputs: RunInputs
  readonly reply: AnalyzeReply
  readonly info: ModelInfo
  /** Wall time of the run as the page saw it, without a load before it. */
  readonly time: Milliseconds
}

/** Known before a model is loaded. */
export interface ModelChoice {
  readonly id: string
  readonly name: string
  /** Null where nothing says it. */
  readonly bytes: number | null
  readonly isDemo: boolean
  readonly notes: string | null
}

export interface AppState {
  readonly a: TextState
  readonly b: TextState
  readonly undo: Undo | null
  readonly settings: Settings
  /** Preprocessing, as production has it. */
  readonly rules: RuleSet
  /** What the user changed of the automatic split into sentences. */
  readonly splits: Splits
  /** What the site offers; empty before its list has been read. */
  readonly models: readonly SiteModel[]
  readonly chosenModel: ChosenModel
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
