/** What every action gets: the store, and ports to the world outside. Tests bring fakes. */
import type { StoreApi } from 'zustand/vanilla'
import type { EngineError } from '../engine/errors'
import type { EngineClient, SiteModel } from '../host/calls'
import type { AppState, Side, TextState } from './types'

export type PageClient = EngineClient & { restart(): void }

export interface Ports {
  /** Starts nothing yet: the worker starts with the first call. */
  readonly createClient: (options: { onCrash: (error: EngineError) => void }) => PageClient
  readonly fetchModels: () => Promise<readonly SiteModel[]>
  /** Absolute URL of the folder with ort-wasm-simd-threaded.{mjs,wasm}. */
  readonly wasmBaseUrl: string
  /** Milliseconds; monotonic. */
  readonly now: () => number
}

export interface Context {
  readonly store: StoreApi<AppState>
  readonly client: PageClient
  readonly ports: Ports
}

export function patchText(store: StoreApi<AppState>, side: Side, patch: Partial<TextState>): void {
  store.setState((state) => ({ [side]: { ...state[side], ...patch } }))
}

let focusRequests = 0
export const focusOn = (store: StoreApi<AppState>, side: Side): void =>
  store.setState({ focus: { side, n: ++focusRequests } })
