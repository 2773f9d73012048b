/** The keys of the table. */
import type { KeyboardEvent } from 'react'
import { useActions, useApp } from '../../../core/react'
import { isTyping } from '../../../ui/keys'
import { markedPairs } from './marked'
import type { Label } from './types'

interface Walk {
  /** Positions of pairs in the order of the table. */
  readonly rows: Int32Array
  readonly selected: number | null
  readonly marked: readonly number[]
  readonly graded: boolean
  /** Rows that a page holds. */
  readonly page: () => number
  readonly onNote: () => void
}

/** Grades of the keys; null: unsure. */
const YES_NO: Readonly<Record<string, number | null>> = { 1: 1, 2: 0, 3: null }
const GRADES: Readonly<Record<string, number | null>> = { 0: 0, 1: 1, 2: 2, 3: 3, 4: null }

export const gradesOf = (graded: boolean) => (graded ? GRADES : YES_NO)

export function useKeys({
  rows,
  selected,
  marked,
  graded,
  page,
  onNote,
}: Walk): (event: KeyboardEvent) => void {
  const actions = useActions()
  const { store } = useApp()
  const at = selected === null ? -1 : rows.indexOf(selected)

  /** With Shift the rows from the first marked one to this one are marked. */
  const go = (place: number, extend: boolean) => {
    const to = rows[Math.max(0, Math.min(rows.length - 1, place))]
    if (to === undefined) return
    void actions.selectPair(to, extend ? rangeTo(rows, marked[0] ?? selected ?? to, to) : [])
  }
  const step = stepOf(page, at, rows.length)

  return (event) => {
    if (isTyping(event.target) || event.altKey || event.nativeEvent.isComposing) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const done = () => event.preventDefault()
    if (event.ctrlKey || event.metaKey) {
      if (key === 'z') {
        // The latest act is undone: a label if there is one, else a filter.
        const { past, future } = store.getState().validate.triage
        if (event.shiftKey) void actions.redoLabel()
        else if (past.length > 0) void actions.undoLabel()
        else void actions.undoFilter()
        if (event.shiftKey && future.length === 0) return
        done()
      } else if (key === 'y') {
        void actions.redoLabel()
        done()
      } else if (key === 'a' && rows.length > 0) {
        void actions.selectPair(selected ?? rows[0]!, [...rows])
        done()
      }
      return
    }
    // A button inside of the row has the keys of a button.
    if (event.target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) return
    const place = step(key)
    if (place !== null) {
      go(place, event.shiftKey)
      return done()
    }
    if (selected === null) return
    const grades = gradesOf(graded)
    const give = (label: Label | null) => void actions.labelPairs(markedPairs(selected, marked), label)
    if (Object.hasOwn(grades, key)) give({ grade: grades[key]!, note: '' })
    else if (key === 'Backspace' || key === 'Delete') give(null)
    else if (key === 'n') onNote()
    else if (key === 'Enter') void actions.openPair(selected)
    else if (key === 'u') void actions.undoLabel()
    else if (key === 'Escape' && marked.length > 0) void actions.selectPair(selected)
    else if (key === 'Escape') void actions.undoFilter()
    else return
    done()
  }
}

const stepOf =
  (page: () => number, at: number, count: number) =>
  (key: string): number | null => {
    switch (key) {
      case 'j':
      case 'ArrowDown':
        return at + 1
      case 'k':
      case 'ArrowUp':
        return at - 1
      case 'PageDown':
        return at + page()
      case 'PageUp':
        return at - page()
      case 'Home':
        return 0
      case 'End':
        return count - 1
      default:
        return null
    }
  }

/** Pairs between two rows, both of them included; the first one comes first. */
export function rangeTo(rows: Int32Array, from: number, to: number): readonly number[] {
  const a = rows.indexOf(from)
  const b = rows.indexOf(to)
  if (a < 0 || b < 0) return [to]
  const range = [...rows.subarray(Math.min(a, b), Math.max(a, b) + 1)]
  return a <= b ? range : range.reverse()
}
