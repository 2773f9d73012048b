/** Actions that replace whole texts: swap, clear, examples. One undo step restores the old texts. */
import { focusOn, patchText, type Context } from '../context'
import type { Side, TextFile, TextState, Undo } from '../state'
import type { TextActions } from './types'
import { EXAMPLES } from './examples'

const content = ({ text, file }: TextState) => ({ text, file })

export function undoableActions({
  store,
  actions,
}: Pick<Context, 'store' | 'actions'>): Pick<
  TextActions,
  'swap' | 'clear' | 'example' | 'undo' | 'dismissUndo'
> {
  const get = store.getState
  const set = (side: Side, text: string, file: TextFile | null) =>
    patchText(store, side, { text, file, notice: null })

  function keepForUndo(what: Undo['what'], at: Side): void {
    const { a, b, splits } = get()
    if (a.text === '' && b.text === '') return // no text is lost
    store.setState({ undo: { what, at, a: content(a), b: content(b), splits } })
  }

  return {
    swap() {
      keepForUndo('swap', 'a')
      const { a, b } = get()
      // One change of the state, so that every subscriber sees both texts change at once.
      store.setState({
        a: { ...a, text: b.text, file: b.file, notice: null },
        b: { ...b, text: a.text, file: a.file, notice: null },
      })
    },
    clear(side) {
      keepForUndo('clear', side)
      set(side, '', null)
      focusOn(store, side)
    },
    example(id) {
      const found = EXAMPLES.find((example) => example.id === id)
      if (!found) return
      keepForUndo('example', 'a')
      set('a', found.a, null)
      set('b', found.b, null)
      void actions.analyze()
    },
    undo() {
      const { undo } = get()
      if (!undo) return
      set('a', undo.a.text, undo.a.file)
      set('b', undo.b.text, undo.b.file)
      store.setState((now) => ({
        undo: null,
        splits: undo.splits,
        settings: { ...now.settings, ...undo.settings },
        rules: undo.rules ?? now.rules,
        ...undo.also?.(now),
      }))
    },
    dismissUndo: () => store.setState({ undo: null }),
  }
}
