import type { Feature } from '../../core/feature'
import { DiagnosisPlace } from './DiagnosisPlace'
import { diagnosisSlice } from './slice'
import type { diagnosis } from './words/en'

declare module '../../i18n' {
  interface Words {
    diagnosis: typeof diagnosis
  }
}

export const diagnosisFeature: Feature = {
  name: 'diagnosis',
  slice: diagnosisSlice,
  slots: { 'under-scores': DiagnosisPlace },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
