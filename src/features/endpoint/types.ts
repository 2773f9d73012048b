/** The case on a live server: its state, and what its section can do. Nothing is sent before a click. */
import type { ScorePair } from '../../engine/endpoint/types'
import type { ErrorData } from '../../engine/errors'
import type { Identity } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'
import type { Weights } from '../../engine/score/types'
import type { Milliseconds } from '../../engine/units'
import type { Detected } from '../../formats/endpoint/detect'
import type { SweepProgress } from '../../formats/endpoint/sweep'
import type { SweepResult, TextResult } from '../../formats/endpoint/types'
import type { DialectName } from '../../formats/request/types'
import type { RunInputs, Side } from '../../core/state'

export interface Endpoint {
  /** In this tab's memory only: never stored, never in an export or a ticket. */
  readonly key: string
  /** Seconds to wait for a reply. */
  readonly timeout: number
  /** How many times each text is asked for, for the median of latencies. */
  readonly repeat: number
  readonly run: EndpointRun
  readonly result: EndpointResult | null
  readonly sweep: EndpointSweep
  readonly detected: Detected | null
}

/** Asking: the server. Encoding: our model, on the same texts. */
export type EndpointRun =
  | { readonly phase: 'idle' | 'done' | 'cancelled' }
  | {
      readonly phase: 'running'
      readonly step: 'detecting' | 'loading' | 'encoding' | 'asking'
      readonly side: Side
    }
  | { readonly phase: 'failed'; readonly error: ErrorData }

/** Which server was asked; keys are no part of it. */
export interface AskedServer {
  readonly dialect: DialectName
  readonly baseUrl: string
  readonly model: string
}

export interface EndpointSide extends TextResult {
  /** The model's exact input: rules applied, prefix before A. It is what was sent. */
  readonly input: string
  /** By our tokenizer. */
  readonly tokens: number
  /** Ours was cut at max_length. */
  readonly truncated: boolean
}

export interface EndpointResult {
  readonly inputs: RunInputs
  readonly server: AskedServer
  readonly info: ModelInfo
  readonly identity: Identity
  readonly a: EndpointSide
  /** Null: there was no text B. */
  readonly b: EndpointSide | null
  /** Null without text B. Fused scores are of these weights; the view fuses again with the present ones. */
  readonly scores: ScorePair | null
  readonly weights: Weights
}

export interface EndpointSweep {
  readonly run:
    | { readonly phase: 'idle' | 'done' | 'cancelled' }
    | { readonly phase: 'running'; readonly progress: SweepProgress | null }
    | { readonly phase: 'failed'; readonly error: ErrorData }
  /** What is known so far, while it runs and after a cancel. */
  readonly result: SweepResult | null
  readonly server: AskedServer | null
  readonly time: Milliseconds | null
}

export interface EndpointActions {
  setEndpoint(change: Partial<Pick<Endpoint, 'key' | 'timeout' | 'repeat'>>): void
  /** Texts A and B, as the model gets them, through the server and through our model. */
  runEndpoint(): Promise<void>
  /** Which dialect the address speaks; takes it where it is found. */
  detectEndpoint(): Promise<void>
  sweepEndpoint(): Promise<void>
  /** Ends the run, the detection or the sweep; what is there stays. */
  cancelEndpoint(): void
}
