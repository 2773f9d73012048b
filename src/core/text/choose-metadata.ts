/** The choice of what happens to timestamps and speakers of conversations, as one step that `undo` takes back. */
import type { StoreApi } from 'zustand/vanilla'
import type { Settings } from '../settings/table'
import type { AppState, Side } from '../state'

/** @param at the editor that shows the undo button */
export function chooseMetadata(store: StoreApi<AppState>, at: Side, metadata: Settings['metadata']): void {
  const { settings, splits, a, b } = store.getState()
  if (settings.metadata === metadata) return
  const kept = ({ text, file }: AppState[Side]) => ({ text, file })
  store.setState({
    settings: { ...settings, metadata },
    undo: { what: 'headers', at, a: kept(a), b: kept(b), splits, settings: { metadata: settings.metadata } },
  })
}
