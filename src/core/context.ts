/**
 * The context of the actions: the store, and ports, through which they reach everything outside the page's state.
 * Tests replace the ports by fakes.
 */
import type { StoreApi } from 'zustand/vanilla'
import type { Send } from '../engine/endpoint/ports'
import type { EngineError } from '../engine/errors'
import type { EngineClient, EngineWatch, SiteModel } from '../host/calls'
import type { TextClient } from '../host/text-client'
import type { Capabilities } from '../platform/web/capabilities'
import type { StoredModel, StoreSpace } from '../platform/web/store/types'
import type { PickedFiles } from '../platform/web/local/types'
import type { Actions } from './actions'
import type { RunPart } from './run/part'
import type { AppState, Side, TextState } from './state'

export type PageClient = EngineClient & { restart(): void }

/** The copies of model files that the browser stores. */
export interface StorePort {
  list(): Promise<readonly StoredModel[]>
  space(): Promise<StoreSpace>
  delete(key: string): Promise<void>
}

export interface RememberedFolder {
  readonly key: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly when: number
}

/**
 * Folders on the user's disk that the browser remembers. In a browser without the File System Access API the list is
 * empty.
 */
export interface FoldersPort {
  list(): Promise<readonly RememberedFolder[]>
  save(handle: FileSystemDirectoryHandle): Promise<string>
  /**
   * Reads the files of a remembered folder.
   * @param ask whether the browser may ask the user for permission; it may only do so in a click handler
   * @throws EngineError local/permission
   */
  open(key: string, ask: boolean): Promise<PickedFiles>
  forget(key: string): Promise<void>
}

/** The browser's storage of cases. Every method rejects if the browser cannot store anything. */
export interface CasesPort {
  /** The summaries that the list of cases shows, without texts and vectors. */
  summaries(): Promise<readonly unknown[]>
  /** Undefined: no case has this id. */
  get(id: string): Promise<unknown>
  put(summary: { readonly id: string }, file: { readonly id: string }): Promise<void>
  remove(id: string): Promise<void>
}

/** Facts about the page that exports and cases record as the origin of their numbers. */
export interface PageFacts extends Pick<
  Capabilities,
  'userAgent' | 'crossOriginIsolated' | 'secureContext' | 'hardwareThreads'
> {
  /** "m3scope 0.1.0" */
  readonly app: string
}

export interface Ports {
  /** Creates a client without starting its worker. The first call starts the worker. */
  readonly createClient: (options: {
    onCrash: (error: EngineError) => void
    watch?: EngineWatch
  }) => PageClient
  /** Creates a client of a worker for long texts. Absent: long texts are worked on where they are read. */
  readonly createTextClient?: () => Promise<TextClient>
  readonly fetchModels: () => Promise<readonly SiteModel[]>
  /**
   * Fetches a small file from the page's own server.
   * @throws EngineError network/failed
   */
  readonly fetchText: (url: string) => Promise<string>
  readonly store: StorePort
  readonly folders: FoldersPort
  readonly cases: CasesPort
  /** Sends requests to the user's own servers. It is called only after the user has clicked a button for it. */
  readonly send: Send
  readonly pageFacts: () => PageFacts
  /** The URL of the page. Relative addresses are resolved against it. */
  readonly pageUrl: string
  /** Absolute URL of the folder with ort-wasm-simd-threaded*.{mjs,wasm}. */
  readonly wasmBaseUrl: string
  /** Milliseconds; monotonic. */
  readonly now: () => number
}

/** Opens the dropped files that it recognises, and returns the others. */
export type FileTaker = (files: readonly File[]) => Promise<readonly File[]>

export interface Context {
  readonly store: StoreApi<AppState>
  readonly client: PageClient
  readonly ports: Ports
  /**
   * The actions of the whole page. The object is filled while the page is created: use it inside an action, not while
   * the actions are being created.
   */
  readonly actions: Actions
  /**
   * Passes files through the file takers of all features, one after the other. Returns the files that none of them
   * took.
   */
  readonly takeFiles: FileTaker
  /** The parts of an analysis, in the order of the features. */
  readonly parts: readonly RunPart[]
}

export function patchText(store: StoreApi<AppState>, side: Side, patch: Partial<TextState>): void {
  store.setState((state) => ({ [side]: { ...state[side], ...patch } }))
}

let focusRequests = 0
export const focusOn = (store: StoreApi<AppState>, side: Side): void =>
  store.setState({ focus: { side, n: ++focusRequests } })
