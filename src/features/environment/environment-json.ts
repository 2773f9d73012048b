import type { ModelInfo } from '../../engine/model/types'
import type { Capabilities } from '../../platform/web/capabilities'

export const ENVIRONMENT_FORMAT = 'm3scope/environment'
export const ENVIRONMENT_VERSION = 1

/** Model, runtime and page as JSON text, for a ticket. */
export const environmentJson = (capabilities: Capabilities, info: ModelInfo | null): string =>
  JSON.stringify(
    { format: ENVIRONMENT_FORMAT, version: ENVIRONMENT_VERSION, model: info, page: capabilities },
    null,
    1,
  )
