/** The dialog in which the user pastes a request. take.ts reads it, load.ts loads it into the page. */
import type { Context } from '../../core/context'
import { loadPaste } from './load'
import { chosenCase } from './proposals'
import { pairOf, pastePatch, readFile, readText } from './take'
import type { PasteActions } from './types'

export function pasteActions(context: Context): PasteActions {
  const { store, actions } = context
  const get = store.getState
  const patch = pastePatch(context)

  return {
    openPaste: (open) => patch({ open }),
    setPaste: (text) => readText(context, text),
    async readRequest(side) {
      patch({ open: true })
      await readText(context, get()[side].text)
    },
    openPasteFile: (file) => readFile(context, file),
    choosePasted(choice) {
      const { paste } = get()
      const other = choice.chosen !== undefined && choice.chosen !== paste.chosen
      const cases = paste.read.phase === 'read' ? paste.read.cases : []
      patch({ ...(other && { ...pairOf(cases[choice.chosen!] ?? null), changes: {} }), ...choice })
    },
    setPasteChange: (change, on) =>
      store.setState(({ paste }) => ({ paste: { ...paste, changes: { ...paste.changes, [change]: on } } })),
    loadPaste: () => loadPaste(context),
    comparePasted() {
      const { paste } = get()
      const found = chosenCase(paste)
      const reply = paste.read.phase === 'vectors' ? paste.read.reply : found?.reply
      if (!reply) return
      store.setState({
        foreign: { reply, from: found?.url ?? paste.file ?? '' },
        paste: { ...paste, open: false },
      })
      actions.showSection('diagnose', 'why')
    },
    setForeign: (reply, from) => store.setState({ foreign: { reply, from } }),
    dropForeign: () => store.setState({ foreign: null }),
  }
}
