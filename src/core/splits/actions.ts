/** Edits of the split into sentences. When the text changes, the edits move with it. */
import { cutAt, joinAt, moveEdits } from '../../engine/text/sentences/edits'
import { NO_EDITS, type SplitEdits } from '../../engine/text/sentences/types'
import type { Context } from '../context'
import type { SplitActions } from './types'
import { SIDES, type AppState, type Side } from '../state'

export function splitActions({ store }: Context): SplitActions {
  const edit = (side: Side, change: (edits: SplitEdits) => SplitEdits) =>
    store.setState(({ splits }) => ({ splits: { ...splits, [side]: change(splits[side]) } }))

  store.subscribe((state, before) => {
    const changed = SIDES.filter((side) => state[side].text !== before[side].text)
    if (changed.length === 0 || SIDES.every((side) => isEmpty(before.splits[side]))) return
    const splits = wereSwapped(state, before)
      ? { a: before.splits.b, b: before.splits.a }
      : {
          a: moveEdits(before.splits.a, before.a.text, state.a.text),
          b: moveEdits(before.splits.b, before.b.text, state.b.text),
        }
    store.setState({ splits })
  })

  return {
    joinSentence: (side, start) => edit(side, (edits) => joinAt(edits, start)),
    cutSentence: (side, at) => edit(side, (edits) => cutAt(edits, at)),
    resetSplit: (side) => edit(side, () => NO_EDITS),
  }
}

const isEmpty = ({ joined, cut }: SplitEdits): boolean => joined.length + cut.length === 0

/** True after a swap: each editor has the text that the other had before. */
const wereSwapped = (state: AppState, before: AppState): boolean =>
  state.a.text !== state.b.text && state.a.text === before.b.text && state.b.text === before.a.text
