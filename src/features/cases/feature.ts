import type { Feature } from '../../core/feature'
import { CasesButton } from './CasesButton'
import { CaseStrip } from './CaseStrip'
import { CaseActions } from './CaseActions'
import { CaseListener } from './CaseListener'
import { casesSlice } from './slice'
import type { cases } from './words/en'

declare module '../../i18n' {
  interface Words {
    cases: typeof cases
  }
}

export const casesFeature: Feature = {
  name: 'cases',
  slice: casesSlice,
  slots: { header: CasesButton, strip: CaseStrip, 'tab-actions': CaseActions, page: CaseListener },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
