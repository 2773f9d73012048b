/** A pasted request becomes the case. */
import type { Context } from './context'
import type { PasteActions } from './paste-types'

export function pasteActions({ store }: Context): Pick<PasteActions, 'setForeign' | 'dropForeign'> {
  return {
    setForeign: (reply, from) => store.setState({ foreign: { reply, from } }),
    dropForeign: () => store.setState({ foreign: null }),
  }
}
