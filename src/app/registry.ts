/** The features of the page. Their order is the order of tabs, of sections, and of components in one slot. */
import { scoresFeature } from '../features/scores/feature'
import { diagnosisFeature } from '../features/diagnosis/feature'
import { heatmapFeature } from '../features/heatmap/feature'
import { anatomyFeature } from '../features/anatomy/feature'
import { tokensFeature } from '../features/tokens/feature'
import { attentionFeature } from '../features/attention/feature'
import { diagnoseFeature, exportFeature } from '../features/sections/feature'
import { dialogueFeature } from '../features/dialogue/feature'
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
import { validateFeature } from '../features/validate/feature'
import { certificateFeature } from '../features/certificate/feature'
import { monitorFeature } from '../features/monitor/feature'
import { environmentFeature } from '../features/environment/feature'
import { helpFeature } from '../features/help/feature'
import { paletteFeature } from '../features/palette/feature'
import type { Feature } from '../core/feature'
import type { WordLoaders } from '../i18n'

export const FEATURES: readonly Feature[] = [
  scoresFeature,
  diagnosisFeature,
  heatmapFeature,
  anatomyFeature,
  tokensFeature,
  attentionFeature,
  diagnoseFeature,
  exportFeature,
  dialogueFeature,
  rulesFeature,
  modelsFeature,
  whyFeature,
  endpointFeature,
  pasteFeature,
  pasteButtonFeature,
  exportsFeature,
  requestsFeature,
  casesFeature,
  compareFeature,
  validateFeature,
  certificateFeature,
  monitorFeature,
  environmentFeature,
  paletteFeature,
  helpFeature,
]

/** The loaders of the features' dictionaries, by namespace. */
export const WORDS: Readonly<Record<string, WordLoaders>> = Object.fromEntries(
  FEATURES.flatMap(({ name, words }) => (words ? [[name, words]] : [])),
)
