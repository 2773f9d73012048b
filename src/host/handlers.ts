/** The types of the engine's end of the wire: what it needs from its host, and what each handler gets. */
import type { Send } from '../engine/endpoint/ports'
import type { EncoderPort } from '../engine/encoder/open'
import type { CancelSignal } from '../engine/errors'
import type { ModelSource, Runtime } from '../engine/model/ports'
import type { VectorStore } from '../engine/validate/run-cache'
import type { Bytes } from '../engine/units'
import type { Recorder } from '../engine/monitor/recorder'
import type { OrtModule } from '../platform/ort'
import type { CallName, Calls, LoadRequest, ModelRef, Provider } from './calls'

/** What differs between the worker and Node. */
export interface EnginePorts {
  readonly createRuntime: (request: LoadRequest & { readonly provider: Provider }) => Promise<Runtime>
  /** Our own encoder on this host. */
  readonly createKernels: (request: Pick<LoadRequest, 'threads'>) => Promise<EncoderPort | null>
  /** The runtime's module, set up for a library that runs sessions of its own in it. */
  readonly openOrt: (request: Pick<LoadRequest, 'threads' | 'wasmBaseUrl'>) => OrtModule
  readonly openModel: (model: ModelRef, signal: CancelSignal) => Promise<ModelSource>
  /**
   * Where vectors survive a run. Null: nowhere.
   * @param folder in Node
   */
  readonly openVectors: (limit: Bytes, folder?: string) => Promise<VectorStore | null>
  /** Notes what the engine does, where somebody asks for it. */
  readonly recorder?: Recorder
  /** Sends requests to a live server that gives the vectors of a run. */
  readonly send: Send
  /** Lets the host deliver waiting messages, for example a cancel. */
  readonly yieldToEvents: () => Promise<void>
}

export interface CallContext<K extends CallName> {
  readonly signal: AbortSignal
  readonly progress: (progress: Calls[K]['progress']) => void
}

export type Handler<K extends CallName> = (
  input: Calls[K]['in'],
  context: CallContext<K>,
) => Promise<Calls[K]['out']>

export type Handlers = { readonly [K in CallName]: Handler<K> }
