/** What every action gets: the store, and ports to the world outside. Tests bring fakes. */
import type { StoreApi } from 'zustand/vanilla'
import type { Send } from '../engine/endpoint/ports'
import type { EngineError } from '../engine/errors'
import type { EngineClient, SiteModel } from '../host/calls'
import type { Capabilities } from '../platform/web/capabilities'
import type { StoredModel, StoreSpace } from '../platform/web/store/types'
import type { PickedFiles } from '../platform/web/local/types'
import type { Actions } from './actions'
import type { AppState, Side, TextState } from './state'

export type PageClient = EngineClient & { restart(): void }

/** The browser's copies of models. */
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

/** Folders of this disk that the browser remembers. Without the API: none. */
export interface FoldersPort {
  list(): Promise<readonly RememberedFolder[]>
  save(handle: FileSystemDirectoryHandle): Promise<string>
  /** @param ask true only from a click: the browser asks the user @throws EngineError local/permission */
  open(key: string, ask: boolean): Promise<PickedFiles>
  forget(key: string): Promise<void>
}

/** What the browser keeps of cases. All of it rejects where it keeps nothing. */
export interface CasesPort {
  /** What is shown of each. */
  summaries(): Promise<readonly unknown[]>
  /** Undefined: there is none. */
  get(id: string): Promise<unknown>
  put(summary: { readonly id: string }, file: { readonly id: string }): Promise<void>
  remove(id: string): Promise<void>
}

/** Of the page, for what says where it was made. */
export interface PageFacts extends Pick<
  Capabilities,
  'userAgent' | 'crossOriginIsolated' | 'secureContext' | 'hardwareThreads'
> {
  /** "m3scope 0.1.0" */
  readonly app: string
}

export interface Ports {
  /** Starts nothing yet: the worker starts with the first call. */
  readonly createClient: (options: { onCrash: (error: EngineError) => void }) => PageClient
  readonly fetchModels: () => Promise<readonly SiteModel[]>
  /** A small file of the page's own server. @throws EngineError network/failed */
  readonly fetchText: (url: string) => Promise<string>
  readonly store: StorePort
  readonly folders: FoldersPort
  readonly cases: CasesPort
  /** Carries requests to the user's own servers; only after a click. */
  readonly send: Send
  readonly pageFacts: () => PageFacts
  /** Of the page, for addresses relative to it. */
  readonly pageUrl: string
  /** Absolute URL of the folder with ort-wasm-simd-threaded*.{mjs,wasm}. */
  readonly wasmBaseUrl: string
  /** Milliseconds; monotonic. */
  readonly now: () => number
}

/** Opens those among dropped files that it knows, and returns the others. */
export type FileTaker = (files: readonly File[]) => Promise<readonly File[]>

export interface Context {
  readonly store: StoreApi<AppState>
  readonly client: PageClient
  readonly ports: Ports
  /** Of the whole page. Complete once the page is made: for use inside of actions, not while they are made. */
  readonly actions: Actions
  /** The features' file takers, one after the other. */
  readonly takeFiles: FileTaker
}

export function patchText(store: StoreApi<AppState>, side: Side, patch: Partial<TextState>): void {
  store.setState((state) => ({ [side]: { ...state[side], ...patch } }))
}

let focusRequests = 0
export const focusOn = (store: StoreApi<AppState>, side: Side): void =>
  store.setState({ focus: { side, n: ++focusRequests } })
