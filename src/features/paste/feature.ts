import type { Feature } from '../../core/feature'
import { pasteSlice } from './slice'
import type { paste } from './words/en'

declare module '../../i18n' {
  interface Words {
    paste: typeof paste
  }
}

export const pasteFeature: Feature = {
  name: 'paste',
  slice: pasteSlice,
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
