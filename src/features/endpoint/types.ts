/** The state and the actions of the endpoint section. Nothing is sent before a click. */
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
  /** The API key. It is only in the memory of this tab: it is never stored, and never part of an export. */
  readonly key: string
  /** Seconds to wait for a reply. */
  readonly timeout: number
  /** How many times each text is sent. The page shows the median of the latencies. */
  readonly repeat: number
  readonly run: EndpointRun
  readonly result: EndpointResult | null
  readonly sweep: EndpointSweep
  readonly detected: Detected | null
}

/** `asking`: the server computes the vectors. `encoding`: our model encodes the same texts. */
export type EndpointRun =
  | { readonly phase: 'idle' | 'done' | 'cancelled' }
  | {
      readonly phase: 'running'
      readonly step: 'detecting' | 'loading' | 'encoding' | 'asking'
      readonly side: Side
    }
  | { readonly phase: 'failed'; readonly error: ErrorData }

/** The server that was asked. It never contains the key. */
export interface AskedServer {
  readonly dialect: DialectName
  readonly baseUrl: string
  readonly model: string
}

export interface EndpointSide extends TextResult {
  /** The exact input of the model, which was also sent: with the rules applied, and the prefix before A. */
  readonly input: string
  /** Number of tokens, counted by our tokenizer. */
  readonly tokens: number
  /** Whether our tokenizer cut the text at max_length. */
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
  /** Null without text B. The fused scores use `weights`; the view fuses them again with the present weights. */
  readonly scores: ScorePair | null
  readonly weights: Weights
}

export interface EndpointSweep {
  readonly run:
    | { readonly phase: 'idle' | 'done' | 'cancelled' }
    | { readonly phase: 'running'; readonly progress: SweepProgress | null }
    | { readonly phase: 'failed'; readonly error: ErrorData }
  /** The results so far, while it runs and after a cancel. */
  readonly result: SweepResult | null
  readonly server: AskedServer | null
  readonly time: Milliseconds | null
}

export interface EndpointActions {
  setEndpoint(change: Partial<Pick<Endpoint, 'key' | 'timeout' | 'repeat'>>): void
  /** Sends texts A and B, as the model gets them, to the server and to our model. */
  runEndpoint(): Promise<void>
  /** Finds out which dialect the server uses, and chooses it. */
  detectEndpoint(): Promise<void>
  sweepEndpoint(): Promise<void>
  /** Cancels the run, the detection or the sweep. Results so far stay. */
  cancelEndpoint(): void
}
