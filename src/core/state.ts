/**
 * The part of the state that several features share, as plain data. The actions beside this file change it;
 * selectors.ts derives values from it. A feature adds its own part to AppState in its slice.ts (`declare module`).
 */
import type { ErrorData } from '../engine/errors'
import type { Arithmetic } from '../engine/encoder/ports'
import type { Activations } from '../engine/model/ports'
import type { ModelInfo, ChosenPooling, NamedOutputs } from '../engine/model/types'
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
import type { LongTexts } from './text/work-types'
import type { Title } from './title'

export type { Settings }

export { SIDES, type Side }

export type Mode = Settings['mode']

/** The file that a text was read from. The bytes are kept in memory only, so that the user can try another encoding. */
export interface TextFile {
  readonly name: string
  readonly encoding: TextEncoding
  readonly how: DecodedText['how']
  /** Number of invalid byte sequences that were decoded as U+FFFD. */
  readonly lossy: number
  readonly doubtful: boolean
  /** Null after a reload, because bytes are not stored in the browser. */
  readonly bytes: Uint8Array | null
  /** The text right after decoding, to detect later edits. Null after a reload. */
  readonly original: string | null
}

/** The message below an editor. Only the newest message is shown. */
export type Notice =
  /** `file`: the bytes that could not be decoded, so that the user can open them with an encoding of their choice. */
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
  /**
   * Token count of the model input, including the prefix. Null: the model is not ready, or the count is not up to
   * date.
   */
  readonly count: TokenCount | null
}

export interface Undo {
  readonly what: 'swap' | 'clear' | 'example' | 'case' | 'paste' | 'pair' | 'row' | 'headers'
  /** The editor that shows the undo button. */
  readonly at: Side
  readonly a: Pick<TextState, 'text' | 'file'>
  readonly b: Pick<TextState, 'text' | 'file'>
  readonly splits: Splits
  /** The old settings and rules, if the change replaced them too. */
  readonly settings?: Partial<Settings>
  readonly rules?: RuleSet
  /** Restores the state of the feature that replaced the texts. Gets the present state. */
  readonly also?: (now: AppState) => Partial<AppState>
}

/** A chosen model as the browser stores it: without files and without a token. */
export type KeptModel =
  | { readonly kind: 'site'; readonly id: string }
  | { readonly kind: 'remote'; readonly ref: HubModel | UrlModel }
  /** `handle`: key of the remembered folder; null: the user must pick the files again. */
  | {
      readonly kind: 'local'
      readonly handle: string | null
      readonly name: string
      readonly graphFile: string | null
      readonly pooling: ChosenPooling | null
      readonly outputs?: NamedOutputs
    }

/** A model to load, with its stored form. */
export interface Picked {
  readonly ref: ModelRef
  readonly kept: KeptModel
  /** Total bytes of the model's files; null: unknown. */
  readonly bytes: number | null
  readonly notes: string | null
}

/** The choice of the page's model. ModelPhase says whether it is loaded. */
export interface ChosenModel {
  /** The value of `?model=`. It has priority over `kept` until the user chooses another model. */
  readonly asked: string | null
  /** The model that is loaded when the page is opened; null: the first one of the site's list. */
  readonly kept: KeptModel | null
  /** The model that is loaded or will be loaded; null: none was determined yet. */
  readonly picked: Picked | null
}

export type ModelPhase =
  | { readonly phase: 'idle' }
  | ({ readonly phase: 'loading' } & LoadState)
  | { readonly phase: 'ready'; readonly info: ModelInfo; readonly time: Milliseconds }
  | { readonly phase: 'failed'; readonly error: ErrorData }

/** A part of an analysis that has ended. `time` null: it waits in its tab for the user's answer. */
export interface EndedPart {
  readonly title: Title
  readonly time: Milliseconds | null
}

/** An analysis: the scores, and what the open tab and the texts ask for. */
export type RunPhase =
  | { readonly phase: 'idle' }
  /**
   * `part`: the name of the part that runs; null: the run waits for the model or for a text. `progress`: of the scores;
   * the other parts keep their own. `share`: the part's place in the whole run, from 0 to 1.
   */
  | {
      readonly phase: 'running'
      readonly part: string | null
      readonly progress: AnalyzeProgress | null
      readonly share: { readonly from: number; readonly to: number }
    }
  | { readonly phase: 'done'; readonly time: Milliseconds; readonly parts: readonly EndedPart[] }
  /** Every part waits for the user's answer. */
  | { readonly phase: 'asking'; readonly parts: readonly EndedPart[] }
  /** `at`: the editor that shows the error, "view": a tab shows it; null: the page shows it. */
  | {
      readonly phase: 'failed'
      readonly error: ErrorData
      readonly at: Side | 'view' | null
      /** The part that failed; null: none had begun. */
      readonly title: Title | null
    }
  | { readonly phase: 'cancelled' }

/**
 * Everything that a result depends on. Weights and mode are not among the inputs, because they only change how the
 * scores are fused and shown.
 */
export interface RunInputs {
  readonly textA: string
  readonly textB: string
  readonly prefix: string
  /** The enabled preprocessing rules as JSON; "[]": no rule is enabled. */
  readonly rules: string
  /** Whether timestamps and speakers of conversations are removed from the whole text. */
  readonly leaveOutMetadata: boolean
  readonly maxLength: number
  readonly tokenizerMode: TokenizerMode
  readonly normalize: boolean
  readonly truncateDim: number | null
  readonly activations: Activations
  readonly arithmetic: Arithmetic
  /** ModelInfo.hash. Before the model is loaded again: the hash of the result's model. */
  readonly modelHash: string
  readonly provider: Provider
}

export interface Result {
  readonly inputs: RunInputs
  readonly reply: AnalyzeReply
  readonly info: ModelInfo
  /** Wall time of the run, measured by the page, without the time of loading the model. */
  readonly time: Milliseconds
}

/** What is known about a model before it is loaded. */
export interface ModelChoice {
  readonly id: string
  readonly name: string
  /** Null: unknown. */
  readonly bytes: number | null
  readonly isDemo: boolean
  readonly notes: string | null
}

export interface AppState {
  readonly a: TextState
  readonly b: TextState
  readonly undo: Undo | null
  readonly settings: Settings
  /** Preprocessing rules. They should match those of the user's production system. */
  readonly rules: RuleSet
  /** The user's edits of the automatic split into sentences. */
  readonly splits: Splits
  /** What a worker does with long texts. */
  readonly longTexts: LongTexts
  /** The site's list of models; empty until it has been read. */
  readonly models: readonly SiteModel[]
  readonly chosenModel: ChosenModel
  readonly model: ModelPhase
  /** Why another model could not be loaded, while the previous model is still loaded. */
  readonly switchError: ErrorData | null
  readonly loadSteps: readonly LoadStep[]
  readonly run: RunPhase
  readonly result: Result | null
  readonly selectedScore: ScoreName
  readonly view: string
  /** The user has opened a tab: an analysis does not open another one, unless that one has nothing to show. */
  readonly viewChosen: boolean
  /** The browser's storage is full, so the texts were not stored. Shown once. */
  /** The recogniser of conversations has arrived; only so that views are drawn again. */
  readonly recognises: boolean
  readonly storageFull: boolean
  /**
   * The editor that should get the focus. `n` differs in each request, so that two requests for one editor are two
   * changes.
   */
  readonly focus: { readonly side: Side; readonly n: number } | null
}
