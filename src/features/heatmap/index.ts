/** What other features may use of the heatmap. */
export { columnSide, heatmapStaleness, isHeatmapStale } from './selectors'
export type { Heatmap, HeatmapResult, HeatmapRun, Target } from './types'
