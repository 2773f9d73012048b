/** Model, runtime and page, for a ticket. */
import type { ModelInfo } from '../../engine/model/types'
import { stamp } from './names'
import { withoutWords } from './parts'
import type { EnvironmentReport } from './schemas/environment'

/** @param page what the browser and the page offer @param info null: no model is loaded */
export const environmentReport = (
  page: EnvironmentReport['page'],
  info: ModelInfo | null,
): EnvironmentReport => ({ ...stamp('m3scope/environment'), model: withoutWords(info), page })
