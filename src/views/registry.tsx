/** The views below the scores, in the order of their tabs. A new view is one line here and a word in the dictionaries. */
import { lazy, type ComponentType } from 'react'
import type { Capabilities } from '../platform/web/capabilities'

export interface ViewProps {
  readonly capabilities: Capabilities
}

// Loaded when first shown: charts and tables are half of the page's code.
const ScoresPanel = lazy(async () => ({ default: (await import('./panels/ScoresPanel')).ScoresPanel }))
const ComparePanel = lazy(async () => ({ default: (await import('./panels/ComparePanel')).ComparePanel }))
const EnvironmentPanel = lazy(async () => ({
  default: (await import('./panels/EnvironmentPanel')).EnvironmentPanel,
}))

export const VIEWS = [
  { name: 'scores', Panel: ScoresPanel },
  { name: 'compare', Panel: ComparePanel },
  { name: 'environment', Panel: EnvironmentPanel },
] as const satisfies readonly { name: string; Panel: ComponentType<ViewProps> }[]

export type ViewName = (typeof VIEWS)[number]['name']

export const isViewName = (name: string | null): name is ViewName => VIEWS.some((view) => view.name === name)
