/** The features of the page. Their order is the order of tabs, of sections, and of components in one slot. */
import { scoresFeature } from '../features/scores/feature'
import { diagnosisFeature } from '../features/diagnosis/feature'
import { heatmapFeature } from '../features/heatmap/feature'
import { anatomyFeature } from '../features/anatomy/feature'
import { tokensFeature } from '../features/tokens/feature'
import { attentionFeature } from '../features/attention/feature'
import { vectorsFeature } from '../features/vectors/feature'
import { rulesFeature } from '../features/rules/feature'
import { modelsFeature } from '../features/models/feature'
import { pasteFeature } from '../features/paste/feature'
import { pasteButtonFeature } from '../features/pastebutton/feature'
import { exportsFeature } from '../features/exports/feature'
import { requestsFeature } from '../features/requests/feature'
import { endpointFeature } from '../features/endpoint/feature'
import { whyFeature } from '../features/why/feature'
import { casesFeature } from '../features/cases/feature'
import { compareFeature } from '../features/compare/feature'
import { certificateFeature } from '../features/certificate/feature'
import { environmentFeature } from '../features/environment/feature'
import type { Feature } from '../core/feature'
import type { WordLoaders } from '../i18n'

export const FEATURES: readonly Feature[] = [
  scoresFeature,
  diagnosisFeature,
  heatmapFeature,
  anatomyFeature,
  tokensFeature,
  attentionFeature,
  vectorsFeature,
  rulesFeature,
  modelsFeature,
  pasteFeature,
  pasteButtonFeature,
  exportsFeature,
  requestsFeature,
  endpointFeature,
  whyFeature,
  casesFeature,
  compareFeature,
  certificateFeature,
  environmentFeature,
]

/** Whether this value of `?view=` names a tab. */
export const isViewName = (name: string | null): name is string =>
  name !== null && FEATURES.some(({ tab }) => tab?.name === name)

/** The loaders of the features' dictionaries, by namespace. */
export const WORDS: Readonly<Record<string, WordLoaders>> = Object.fromEntries(
  FEATURES.map(({ name, words }) => [name, words]),
)
