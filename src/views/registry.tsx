/** The views below the scores, in the order of their tabs. A new view is one line here and a word in the dictionaries. */
import type { ComponentType } from 'react'
import type { Capabilities } from '../platform/web/capabilities'
import { EnvironmentPanel } from './panels/EnvironmentPanel'
import { ScoresPanel } from './panels/ScoresPanel'

export interface ViewProps {
  readonly capabilities: Capabilities
}

export const VIEWS = [
  { name: 'scores', Panel: ScoresPanel },
  { name: 'environment', Panel: EnvironmentPanel },
] as const satisfies readonly { name: string; Panel: ComponentType<ViewProps> }[]

export type ViewName = (typeof VIEWS)[number]['name']

export const isViewName = (name: string | null): name is ViewName => VIEWS.some((view) => view.name === name)
