/** The exports of the heatmap for other features. */
export { columnSide, heatmapStaleness, isHeatmapStale } from './selectors'
export type { Heatmap, HeatmapResult, HeatmapRun, Target } from './types'
