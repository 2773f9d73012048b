/** Greys what is left out of a conversation: timestamps, speakers, and what else nobody said. */
import type { StoreApi } from 'zustand/vanilla'
import { StateEffect, type ChangeDesc, type Range as At } from '@codemirror/state'
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view'
import { clsx } from 'clsx'
import type { AppState, Side } from '../../core/state'
import { followDialogue } from '../../core/text/follow-dialogue'
import type { Range } from '../../engine/text/mapped'
import { unsaidRanges } from '../../engine/text/sentences/unsaid'
import css from './left-out.module.css'

/** UTF-16 ranges of the document after the transaction, in order. */
export const setLeftOut = StateEffect.define<readonly Range[]>()

const grey = Decoration.mark({ class: clsx(css.leftOut), attributes: { 'data-testid': 'left-out' } })

/**
 * The ranges that are visible, in the present document. A document may have a hundred thousand of them: they stay as they
 * were found, and only what is visible is moved with the edits since.
 * @param since the edits since the ranges were found; null: none
 */
export function visibleOf(
  ranges: readonly Range[],
  since: ChangeDesc | null,
  visible: readonly { readonly from: number; readonly to: number }[],
): Range[] {
  const back = since?.invertedDesc ?? null
  return visible.flatMap(({ from, to }) => {
    const first = firstEndingAfter(ranges, back ? back.mapPos(from, -1) : from)
    const last = back ? back.mapPos(to, 1) : to
    const found: Range[] = []
    for (let i = first; i < ranges.length && ranges[i]![0] < last; i++) {
      const [start, end] = ranges[i]!
      const begin = Math.max(from, since ? since.mapPos(start, 1) : start)
      const stop = Math.min(to, since ? since.mapPos(end, -1) : end)
      if (begin < stop) found.push([begin, stop])
    }
    return found
  })
}

/** By binary search: ranges are in order. */
function firstEndingAfter(ranges: readonly Range[], at: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ranges[middle]![1] > at) high = middle
    else low = middle + 1
  }
  return low
}

class LeftOut {
  private ranges: readonly Range[] = []
  private since: ChangeDesc | null = null
  decorations: DecorationSet = Decoration.none

  update({ transactions, docChanged, viewportChanged, view }: ViewUpdate): void {
    let isNew = false
    for (const { changes, docChanged: edits, effects } of transactions) {
      if (edits) this.since = this.since === null ? changes.desc : this.since.composeDesc(changes.desc)
      for (const effect of effects)
        if (effect.is(setLeftOut)) {
          this.ranges = effect.value
          this.since = null
          isNew = true
        }
    }
    if (isNew || docChanged || viewportChanged) this.decorations = this.draw(view)
  }

  private draw(view: EditorView): DecorationSet {
    if (this.ranges.length === 0) return Decoration.none
    const shown = visibleOf(this.ranges, this.since, view.visibleRanges)
    return Decoration.set(shown.map(([from, to]): At<Decoration> => grey.range(from, to)))
  }
}

const plugin = ViewPlugin.fromClass(LeftOut, { decorations: ({ decorations }) => decorations })

/** @returns stops it, and takes the grey away */
export function greyLeftOut(view: EditorView, store: StoreApi<AppState>, side: Side): () => void {
  // A part of the editor that is fetched when it is first needed.
  if (view.plugin(plugin) === null) view.dispatch({ effects: StateEffect.appendConfig.of(plugin) })
  const show = (ranges: readonly Range[]) => view.dispatch({ effects: setLeftOut.of(ranges) })
  const stop = followDialogue(store, side, (found) =>
    show(found === null ? [] : unsaidRanges(found.text, found.dialogue)),
  )
  return () => {
    stop()
    show([])
  }
}
