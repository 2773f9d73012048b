import type { Feature } from '../../core/feature'
import { DiagnosisPlace } from './DiagnosisPlace'
import { onDemand } from '../../ui/on-demand'
import { diagnosisSlice } from './slice'
import type { diagnosis } from './words/en'

declare module '../../i18n' {
  interface Words {
    diagnosis: typeof diagnosis
  }
}

const StandingLine = onDemand(async () => (await import('./StandingLine')).StandingLine, 'diagnosis')

export const diagnosisFeature: Feature = {
  name: 'diagnosis',
  slice: diagnosisSlice,
  slots: { 'under-scores': DiagnosisPlace, 'strip-facts': StandingLine },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
