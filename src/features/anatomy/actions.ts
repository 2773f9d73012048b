/**
 * Actions that open and close a pair: a cell of the heatmap, or the two whole texts. open.ts explains the pair,
 * occlude.ts leaves out its parts.
 */
import { patchText, type Context } from '../../core/context'
import { SIDES, type TextState } from '../../core/state'
import { createTask } from '../../core/task'
import { anatomyPatch } from './anatomy-patch'
import { occlusionActions } from './occlude'
import { opener } from './open'
import type { AnatomyActions } from './types'

export function anatomyActions(context: Context): AnatomyActions {
  const { store } = context
  const opening = createTask()
  const open = opener(context)
  const patch = anatomyPatch(context)
  const { occlude, cancelOcclusion, abortOcclusion } = occlusionActions(context)

  // A new heatmap has other cells, so the opened pair is closed.
  store.subscribe(({ heatmap }, before) => {
    const { result } = heatmap
    if (result !== null && result.rowsDone === 0 && result.inputs !== before.heatmap.result?.inputs)
      store.setState({ anatomy: null })
  })

  function stop(): void {
    opening.abort()
    abortOcclusion()
  }

  return {
    async openAnatomy(target) {
      stop()
      await opening.run(
        (signal) => (target.kind === 'cell' ? open.cell(target.i, target.j, signal) : open.whole(signal)),
        (ended) => {
          if (ended.phase !== 'done') patch({ run: ended })
        },
      )
    },
    closeAnatomy() {
      stop()
      store.setState({ anatomy: null })
    },
    loadPair() {
      const { anatomy, a, b, splits } = store.getState()
      if (anatomy?.target.kind !== 'cell') return
      const content = ({ text, file }: TextState) => ({ text, file })
      store.setState({ undo: { what: 'pair', at: 'a', a: content(a), b: content(b), splits } })
      for (const side of SIDES) patchText(store, side, { text: anatomy[side].text, file: null, notice: null })
    },
    showAnatomyPart: (part) => patch({ part }),
    occlude,
    cancelOcclusion,
  }
}
