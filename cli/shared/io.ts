/** What a command uses of the process that runs it. Tests pass their own. */
import type { Readable } from 'node:stream'
import type { EngineError } from '../../src/engine/errors'
import type { Engine } from '../../src/engine/encoder/state'
import type { LoadProgress, ModelInfo, NamedOutputs } from '../../src/engine/model/types'
import type { TextSide } from '../../src/engine/model/load-text'
import type { EngineClient, EngineWatch } from '../../src/host/calls'
import type { Messages } from './messages'

export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  /** Writes to standard output. The promise waits while the reader is slower than the command. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>
  /** Writes to standard error. */
  readonly messages: Messages
  readonly env: Readonly<Record<string, string | undefined>>
  /**
   * SIGINT and SIGTERM abort this signal. They end the process as usual until this function is called, so only a
   * command that handles them may call it.
   */
  readonly stopSignal: () => AbortSignal
  /** Loads the modules that read models. Commands without a model never call it. */
  readonly models: () => Promise<Models>
}

/** A model to load, from a folder on disk. */
export interface ModelRequest {
  readonly folder: string
  /** Relative to the folder. Null: the engine chooses among the graphs of the folder. */
  readonly graphFile: string | null
  readonly isDemo: boolean
  /** Null: as the names or shapes of the outputs say. */
  readonly outputs: NamedOutputs | null
  readonly threads: number
  /** True: one session for the whole graph, although it could run layer by layer. */
  readonly whole: boolean
  readonly encoder: Engine
}

export interface LoadedModel {
  readonly engine: EngineClient
  readonly info: ModelInfo
}

export interface LoadHooks {
  readonly onProgress?: (progress: LoadProgress) => void
}

export interface ThreadHooks extends LoadHooks {
  /** The thread has ended by itself: no call will be answered any more. */
  readonly onCrash?: (error: EngineError) => void
  /** Hears of the engine's work. */
  readonly watch?: EngineWatch | undefined
}

/** A model's tokenizers and limits, without its graph. */
export interface TextModel extends TextSide {
  /** The name of the folder. */
  readonly id: string
}

export interface Models {
  /** @throws EngineError model/…, onnx/…, tokenizer/… */
  readonly open: (request: ModelRequest, hooks: LoadHooks) => Promise<LoadedModel>
  /**
   * The same in a thread of its own, so that this one stays free.
   * @throws EngineError model/…, onnx/…, tokenizer/…, worker/crashed
   */
  readonly openInThread: (request: ModelRequest, hooks: ThreadHooks) => Promise<LoadedModel>
  /** @throws EngineError model/…, tokenizer/… */
  readonly openText: (folder: string) => Promise<TextModel>
}
