/**
 * Stores the parts of the state that slices declare as persisted. Each part is validated when it is read. A record
 * that is damaged, or that another version wrote, loses only its invalid fields.
 */
import type { PersistStorage, StorageValue } from 'zustand/middleware'
import { shallow } from 'zustand/shallow'
import type { Persisted, Slice } from '../core/feature'
import type { AppState } from '../core/state'

export const STORE_KEY = 'm3scope'
export const STORE_VERSION = 1

/**
 * Total UTF-16 units of both texts from which writes are debounced. A write at each keystroke would make typing slow.
 */
const LONG_TEXTS = 200_000
/** Debounce in milliseconds. `flush` writes earlier, when the page is closed. */
const WRITE_PAUSE = 400

/** The stored record: one entry for each persisted part of the state. */
export type Kept = Readonly<Record<string, unknown>>

export interface Persistence {
  readonly write: (state: AppState) => Kept
  /** Null: the stored value is not a record. */
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
 * A storage that writes only if a persisted part has changed (the state also changes with every progress message).
 * Short texts are written at once, so that an immediate reload loses nothing.
 * @param onFull called when the browser's storage becomes full
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
        // Stores the settings without the texts. Otherwise the next visit would show outdated texts.
        const bare = Object.fromEntries(Object.entries(value.state).filter(([key]) => !TEXTS.includes(key)))
        port.setItem(name, JSON.stringify({ ...value, state: bare }))
      } catch {
        // Storage is full or switched off. The page works without it.
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

/** Null: the browser refuses access. In some privacy modes, reading the property localStorage throws an error. */
export function browserStorage(): Port | null {
  try {
    return globalThis.localStorage
  } catch {
    return null
  }
}
