/** The views below the scores, in the order of their tabs. A new view is one line here and a word in the dictionaries. */
import { lazy, type ComponentType } from 'react'
import type { Capabilities } from '../platform/web/capabilities'

export interface ViewProps {
  readonly capabilities: Capabilities
}

// Loaded when first shown: charts and tables are half of the page's code.
const ScoresPanel = lazy(async () => ({
  default: (await import('../features/scores/ScoresPanel')).ScoresPanel,
}))
const HeatmapPanel = lazy(async () => ({
  default: (await import('../features/heatmap/HeatmapPanel')).HeatmapPanel,
}))
const TokensPanel = lazy(async () => ({
  default: (await import('../features/tokens/TokensPanel')).TokensPanel,
}))
const AttentionPanel = lazy(async () => ({
  default: (await import('../features/attention/AttentionPanel')).AttentionPanel,
}))
const VectorsPanel = lazy(async () => ({
  default: (await import('../features/vectors/VectorsPanel')).VectorsPanel,
}))
const ComparePanel = lazy(async () => ({
  default: (await import('../features/compare/ComparePanel')).ComparePanel,
}))
const EnvironmentPanel = lazy(async () => ({
  default: (await import('../features/environment/EnvironmentPanel')).EnvironmentPanel,
}))

export const VIEWS = [
  { name: 'scores', Panel: ScoresPanel, debug: false },
  { name: 'heatmap', Panel: HeatmapPanel, debug: false },
  { name: 'tokens', Panel: TokensPanel, debug: true },
  { name: 'attention', Panel: AttentionPanel, debug: true },
  { name: 'vectors', Panel: VectorsPanel, debug: false },
  { name: 'compare', Panel: ComparePanel, debug: false },
  { name: 'environment', Panel: EnvironmentPanel, debug: false },
] as const satisfies readonly {
  name: string
  Panel: ComponentType<ViewProps>
  /** Only with the debug switch on. */
  debug: boolean
}[]

export type ViewName = (typeof VIEWS)[number]['name']

export const isViewName = (name: string | null): name is ViewName => VIEWS.some((view) => view.name === name)
