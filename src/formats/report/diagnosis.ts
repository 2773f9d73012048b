/** The facts that explain the scores of two texts, for a ticket. */
import type { Fact } from '../../engine/diagnose/types'
import type { EncodeSettings } from '../../engine/encode/types'
import { identityOf } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'
import { stamp } from './names'
import type { DiagnosisReport } from './schemas/diagnosis'

/** @param stale the texts, rules or settings of the page have changed since */
export const diagnosisReport = (
  facts: readonly Fact[],
  info: ModelInfo,
  settings: EncodeSettings,
  stale: boolean,
): DiagnosisReport => ({
  ...stamp('m3scope/diagnosis'),
  identity: identityOf(info, settings),
  stale,
  facts,
})
