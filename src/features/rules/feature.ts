import type { Feature } from '../../core/feature'
import { SideRules } from './SideRules'
import { LazyRules } from './LazyRules'
import { rulesSlice } from './slice'
import type { rules } from './words/en'

declare module '../../i18n' {
  interface Words {
    rules: typeof rules
  }
}

export const rulesFeature: Feature = {
  name: 'rules',
  slice: rulesSlice,
  slots: { editor: SideRules, page: LazyRules },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
