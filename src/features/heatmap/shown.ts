/** The picture that the page shows of its heatmap, as selectors. */
import type { Available } from '../../engine/model/types'
import type { ScoreName, Weights } from '../../engine/score/types'
import { memoize } from '../../core/memoize'
import { HEADLINE } from '../../core/selectors'
import type { AppState } from '../../core/state'
import { pictureOf, type HeatmapPicture } from './picture'
import { steadyResult } from './selectors'
import type { HeatmapLook, SteadyResult } from './types'

type Shown = Available<HeatmapPicture>

const made = memoize(
  1,
  (result: SteadyResult, rowsDone: number, score: ScoreName, weights: Weights, look: HeatmapLook): Shown =>
    pictureOf({ ...result, rowsDone }, score, weights, look),
)

/** The picture with every row that has arrived. */
export function pictureNow(state: AppState): Shown | null {
  const result = steadyResult(state)
  if (result === null) return null
  const { heatmap, settings } = state
  return made(result, heatmap.result!.rowsDone, HEADLINE[settings.mode], settings.weights, heatmap.look)
}

let shown: Shown | null = null

/**
 * The picture for components. While rows arrive it stays the same object, as long as neither the colours nor the order of
 * the other rows change: the canvas follows `pictureNow` by itself.
 */
export function pictureToRender(state: AppState): Shown | null {
  const now = pictureNow(state)
  const isGrowing = state.heatmap.run.phase === 'running'
  if (!isGrowing || shown === null || now === null || !looksAs(shown, now)) shown = now
  return shown
}

function looksAs(before: Shown, now: Shown): boolean {
  if (before.state !== 'available' || now.state !== 'available') return before === now
  const [x, y] = [before.value, now.value]
  return (
    x.data === y.data &&
    x.low === y.low &&
    x.high === y.high &&
    x.sample === y.sample &&
    x.calibrated === y.calibrated &&
    x.threshold === y.threshold &&
    x.rowOrder === y.rowOrder &&
    x.colOrder === y.colOrder
  )
}
