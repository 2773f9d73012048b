import type { Feature } from '../../core/feature'
import { LazyHelp } from './LazyHelp'
import { helpSlice } from './slice'
import type { help } from './words/en'

declare module '../../i18n' {
  interface Words {
    help: typeof help
  }
}

export const helpFeature: Feature = {
  name: 'help',
  slice: helpSlice,
  commands: () => import('./commands'),
  slots: { page: LazyHelp },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
