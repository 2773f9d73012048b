/**
 * What survives a reload: the parts of the state that slices declare as persisted. What is read back is checked part by part and
 * field by field: a store that is broken, or from another version, costs its bad fields and nothing else.
 */
import type { PersistStorage, StorageValue } from 'zustand/middleware'
import { shallow } from 'zustand/shallow'
import type { Persisted, Slice } from '../core/feature'
import type { AppState } from '../core/state'

export const STORE_KEY = 'm3scope'
export const STORE_VERSION = 1

/** From here on a write per keystroke would be felt: it waits for a pause, or for the page to go away. */
const LONG_TEXTS = 200_000
const WRITE_PAUSE = 400

/** What is stored, by part of the state. */
export type Kept = Readonly<Record<string, unknown>>

export interface Persistence {
  readonly write: (state: AppState) => Kept
  /** Null: what was stored is no such record at all. */
  readonly read: (stored: unknown) => Partial<AppState> | null
}

export function persistenceOf(slices: readonly Slice[]): Persistence {
  const parts = slices.flatMap(({ persisted = {} }) => Object.entries(persisted)) as [
    keyof AppState,
    Persisted<unknown>,
  ][]
  return {
    write: (state) => Object.fromEntries(parts.map(([key, { write }]) => [key, write(state[key])])),
    read: (stored) =>
      typeof stored !== 'object' || stored === null
        ? null
        : Object.fromEntries(
            parts.map(([key, { read }]) => [key, read((stored as Kept)[key], stored as Kept)]),
          ),
  }
}

type Port = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const TEXTS = ['a', 'b']
const lengthOf = (kept: Kept): number =>
  TEXTS.reduce((sum, side) => sum + ((kept[side] as { text?: string } | undefined)?.text?.length ?? 0), 0)

const same = (one: Kept, other: Kept): boolean =>
  Object.keys(other).every((key) => shallow(one[key], other[key]))

/**
 * Writes at once, so that an immediate reload loses nothing, and only when something kept has changed (the state
 * also changes with every progress message).
 */
export function keptStorage(port: Port | null, onFull: () => void): PersistStorage<Kept> & { flush(): void } {
  let last: Kept | null = null
  let waiting: { name: string; value: StorageValue<Kept> } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let full = false

  function flush(): void {
    clearTimeout(timer)
    if (!waiting || !port) return
    const { name, value } = waiting
    waiting = null
    try {
      port.setItem(name, JSON.stringify(value))
      full = false
    } catch {
      if (!full) onFull()
      full = true
      try {
        // Better the settings alone than the texts of an hour ago.
        const bare = Object.fromEntries(Object.entries(value.state).filter(([key]) => !TEXTS.includes(key)))
        port.setItem(name, JSON.stringify({ ...value, state: bare }))
      } catch {
        // No room at all, or storage is switched off: the page works without.
      }
    }
  }

  return {
    getItem(name) {
      try {
        return JSON.parse(port?.getItem(name) ?? 'null') as StorageValue<Kept> | null
      } catch {
        return null
      }
    },
    setItem(name, value) {
      if (last !== null && same(last, value.state)) return
      last = value.state
      waiting = { name, value }
      clearTimeout(timer)
      if (lengthOf(value.state) < LONG_TEXTS) flush()
      else timer = setTimeout(flush, WRITE_PAUSE)
    },
    removeItem: (name) => port?.removeItem(name),
    flush,
  }
}

/** Storage throws on mere access in some privacy modes. */
export function browserStorage(): Port | null {
  try {
    return globalThis.localStorage
  } catch {
    return null
  }
}
