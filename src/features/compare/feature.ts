import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { compareSlice } from './slice'
import type { compare } from './words/en'

declare module '../../i18n' {
  interface Words {
    compare: typeof compare
  }
}

const ComparePanel = lazy(async () => ({ default: (await import('./ComparePanel')).ComparePanel }))

export const compareFeature: Feature = {
  name: 'compare',
  slice: compareSlice,
  tab: { name: 'compare', title: { en: 'Compare', 'zh-CN': '对比' }, Panel: ComparePanel },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
