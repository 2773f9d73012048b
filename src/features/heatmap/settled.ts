/**
 * What the tab shows of a long text follows when the user pauses: to split a megabyte into sentences takes longer than a key
 * press may.
 */
import { createStore, useStore, type StoreApi } from 'zustand'
import { useApp } from '../../core/react'
import type { AppState } from '../../core/state'

/** Characters of both texts. Shorter ones are split within a few milliseconds. */
const LONG = 50_000
/** Milliseconds without a change of a text. */
const PAUSE = 300

const ofStore = new WeakMap<StoreApi<AppState>, StoreApi<AppState>>()

/** The state with the texts (and their splits) as they were when the user last paused; those of short texts are the present ones. */
function settledStore(store: StoreApi<AppState>): StoreApi<AppState> {
  const known = ofStore.get(store)
  if (known !== undefined) return known
  const settled = createStore<AppState>(() => store.getState())
  ofStore.set(store, settled)
  let timer: ReturnType<typeof setTimeout> | undefined
  store.subscribe((state, before) => {
    const { a, b, splits } = settled.getState()
    if (isShort(state) || (state.a.text === a.text && state.b.text === b.text)) {
      clearTimeout(timer)
      settled.setState(state, true)
      return
    }
    settled.setState({ ...state, a, b, splits }, true)
    if (state.a.text === before.a.text && state.b.text === before.b.text) return
    clearTimeout(timer)
    timer = setTimeout(() => settled.setState(store.getState(), true), PAUSE)
  })
  return settled
}

const isShort = ({ a, b }: AppState): boolean => a.text.length + b.text.length < LONG

export const useSettled = <T>(select: (state: AppState) => T): T =>
  useStore(settledStore(useApp().store), select)

/** Whether what `useSettled` shows is of the present texts. */
export function isSettled(store: StoreApi<AppState>): boolean {
  const [now, shown] = [store.getState(), settledStore(store).getState()]
  return now.a.text === shown.a.text && now.b.text === shown.b.text
}
