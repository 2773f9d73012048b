import type { Feature } from '../../core/feature'
import { certificateSlice } from './slice'
import type { certificate } from './words/en'

declare module '../../i18n' {
  interface Words {
    certificate: typeof certificate
  }
}

export const certificateFeature: Feature = {
  name: 'certificate',
  slice: certificateSlice,
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
