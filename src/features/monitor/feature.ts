import type { Feature } from '../../core/feature'
import { monitorSlice } from './slice'
import type { monitor } from './words/en'

declare module '../../i18n' {
  interface Words {
    monitor: typeof monitor
  }
}

export const monitorFeature: Feature = {
  name: 'monitor',
  slice: monitorSlice,
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
