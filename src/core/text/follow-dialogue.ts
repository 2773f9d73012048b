/** The conversation in a text, for views that show it while the text is being edited. */
import type { StoreApi } from 'zustand/vanilla'
import { findDialogue, mayBeDialogue } from '../../engine/text/sentences/dialogue'
import type { Dialogue } from '../../engine/text/sentences/types'
import type { AppState, Side } from '../state'
import { splitNow } from '../units'
import { isLong, isPending } from './long-texts'

export interface FoundDialogue {
  /** The text that it was found in; the editor may have changed since. */
  readonly text: string
  readonly dialogue: Dialogue
}

/** In milliseconds. No key waits for the recogniser: it looks when the user pauses. */
const PAUSE = 150

/**
 * Tells what is recognised in the text of a side, now and whenever the text has changed. A long text is read by its worker.
 * While the user types, what was told last holds.
 * @param show null: the text is no conversation
 * @returns stops it
 */
export function followDialogue(
  store: StoreApi<AppState>,
  side: Side,
  show: (found: FoundDialogue | null) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let told: FoundDialogue | null = null

  const tell = (text: string, dialogue: Dialogue | null) => {
    if (told?.dialogue === dialogue && told?.text === text) return
    if (told === null && dialogue === null) return
    told = dialogue && { text, dialogue }
    show(told)
  }
  const find = () => {
    const { text } = store.getState()[side]
    tell(text, findDialogue(text))
  }
  const look = (isFirst: boolean) => {
    clearTimeout(timer)
    const state = store.getState()
    const { text } = state[side]
    if (isLong(state, side)) {
      const { dialogue } = splitNow(state, side)
      const waits = isPending(state, side) && state.longTexts[side].run.phase === 'working'
      if (dialogue !== null || !waits) tell(text, dialogue)
    } else if (!mayBeDialogue(text)) tell(text, null)
    else if (isFirst) find()
    else timer = setTimeout(find, PAUSE)
  }

  const stop = store.subscribe((state, before) => {
    const isSame =
      state[side].text === before[side].text &&
      state.longTexts[side] === before.longTexts[side] &&
      state.recognises === before.recognises
    if (!isSame) look(false)
  })
  look(true)
  return () => {
    clearTimeout(timer)
    stop()
  }
}
