/** What other features may use of the heatmap. */
export { columnSide, heatmapStale } from './selectors'
export type { Heatmap, HeatmapResult, HeatmapRun, Target } from './types'
