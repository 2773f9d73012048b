import { useEffect, type RefObject } from 'react'
import type { EditorView } from '@codemirror/view'
import { useApp, useAppState } from '../../core/react'
import type { Side } from '../../core/state'

/** Greys what is left out of a conversation. Its code is fetched when that is first so. */
export function useLeftOut(editor: RefObject<EditorView | null>, side: Side): void {
  const { store } = useApp()
  const isOut = useAppState(
    (state) => state.recognises && state.settings.metadata === 'out' && state[side].text !== '',
  )
  useEffect(() => {
    if (!isOut) return
    let stop: (() => void) | null = null
    let isWanted = true
    void import('./left-out')
      .then(({ greyLeftOut }) => {
        if (isWanted && editor.current) stop = greyLeftOut(editor.current, store, side)
      })
      .catch(() => undefined) // the text stays as it is
    return () => {
      isWanted = false
      stop?.()
    }
  }, [isOut, editor, store, side])
}
