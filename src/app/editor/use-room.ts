/**
 * How much room the editors have in a window of medium width. Before the first run they have some lines (`rest`). A run
 * folds them to a header and two lines at its start, while the user's own key or click is what moves the page, so that
 * results find their place free. Focus in a text, a key typed in it, an error in it or the user's hand opens them.
 *
 * Nothing moves while the user types, and nothing moves under the pointer: what focus has opened folds again when the
 * focus goes on, but not for a click on the view or on the options, and not after something was typed.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useApp } from '../../core/react'
import { SIDES, type AppState } from '../../core/state'
import { isRunKey } from '../../ui/keys'

export type Room = 'rest' | 'folded' | 'open'

export interface EditorRoom {
  readonly room: Room
  /** The user has put the focus into a text. */
  readonly focused: () => void
  /** Opens folded editors for good, or folds them: the button, the splitter, a dropped file. */
  readonly choose: (room: Room) => void
}

const runs = ({ run, heatmap }: AppState) => [run, heatmap.run]

const starts = (now: AppState, before: AppState): boolean =>
  runs(now).some(
    (run, index) =>
      run.phase === 'running' && run !== runs(before)[index] && runs(before)[index]!.phase !== 'running',
  )

/** An error that stands in an editor has begun: its words need the room. */
const hasError = ({ a, b, run }: AppState): boolean =>
  (run.phase === 'failed' && run.at !== null) ||
  [a, b].some(({ notice }) => notice?.kind === 'error' || notice?.kind === 'too-long')

const isText = (element: Element | null): boolean => element?.closest('[data-text]') != null

const EDITORS = 'section[data-side]'
/** Where a click leaves opened editors as they are: what was clicked must stay under the pointer. */
const STILL = `${EDITORS}, [data-still], [role="tabpanel"]`

export function useRoom(): EditorRoom {
  const { store } = useApp()
  // A link with a case fills the texts and runs them: the editors have their final height from the start.
  const [room, setRoom] = useState<Room>(() => (location.hash.length > 1 ? 'folded' : 'rest'))
  /** What focus has opened, and can give back; null: the user's hand or typing opened it, or it is not open. */
  const lent = useRef<Room | null>(null)

  /** Something was typed since Ctrl+Enter: a run that starts now, such as that of another view, is not the text's. */
  const typing = useRef(false)

  const choose = useCallback((next: Room) => {
    lent.current = null
    setRoom(next)
  }, [])
  const focused = useCallback(
    () =>
      setRoom((now) => {
        if (now !== 'open') lent.current = now
        return 'open'
      }),
    [],
  )

  useEffect(
    () =>
      store.subscribe((now, before) => {
        const inText = isText(document.activeElement)
        if (starts(now, before)) {
          if (!(inText && typing.current)) choose('folded')
        } else if (hasError(now) && !hasError(before)) choose('open')
        else if (inText && SIDES.some((side) => now[side].text !== before[side].text)) {
          typing.current = true
          choose('open')
        }
      }),
    [store, choose],
  )

  useEffect(() => {
    const giveBack = (target: EventTarget | null, still: string) => {
      if (lent.current === null || isText(document.activeElement)) return
      if (!(target instanceof Element) || target.closest('#root') === null || target.closest(still)) return
      choose(lent.current)
    }
    // A click, not the loss of focus before it: nothing moves between press and release. And after what the click does,
    // but on its way down: components keep it from going up again.
    const clicked = ({ target }: Event) => setTimeout(() => giveBack(target, STILL))
    const moved = ({ key, target }: KeyboardEvent) => {
      if (key === 'Tab') setTimeout(() => giveBack(target, EDITORS))
    }
    const pressed = (event: KeyboardEvent) => {
      if (isRunKey(event)) typing.current = false
    }
    // On the window, as the page's own listener, and before it.
    window.addEventListener('keydown', pressed, { capture: true })
    document.addEventListener('click', clicked, { capture: true })
    document.addEventListener('keyup', moved, { capture: true })
    return () => {
      window.removeEventListener('keydown', pressed, { capture: true })
      document.removeEventListener('click', clicked, { capture: true })
      document.removeEventListener('keyup', moved, { capture: true })
    }
  }, [choose])

  return { room, focused, choose }
}
