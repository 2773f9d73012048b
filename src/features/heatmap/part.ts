/** The heatmap as a part of the analysis. */
import type { RunPart } from '../../core/run/part'
import { splitNow } from '../../core/units'
import type { AppState } from '../../core/state'
import { SIDES } from '../../core/side'
import { CELL_LIMIT } from './limits'
import { isHeatmapStale, optionsNow, unitsNow } from './selectors'

export const HEATMAP = 'heatmap'

/** From so many sentences on, one score of the whole text says too little: the heatmap comes with the scores. */
export const MANY_SENTENCES = 8

export const heatmapPart: RunPart = {
  name: HEATMAP,
  title: { en: 'Heatmap', 'zh-CN': '热力图' },
  view: 'heatmap',
  sides: (state) => (optionsNow(state).against === 'self' ? ['a'] : SIDES),
  suits(state) {
    const { a, b } = unitsNow(state)
    if (a.length * b.length > CELL_LIMIT) return false
    if (state.b.text === '') return true // there is no score of one text
    const isLong = SIDES.some((side) => splitNow(state, side).sentences.length >= MANY_SENTENCES)
    return isLong || SIDES.some((side) => splitNow(state, side).dialogue !== null)
  },
  isCurrent: (state: AppState) => state.heatmap.result?.done != null && !isHeatmapStale(state),
  size(state) {
    const { a, b } = unitsNow(state)
    return optionsNow(state).against === 'self' ? a.length : a.length + b.length
  },
  progress: ({ heatmap: { run } }) => (run.phase === 'running' ? run : null),
  run: (actions, { confirmed }) => actions.computeHeatmap(confirmed),
  cancel: (actions) => actions.stopHeatmap(),
}
