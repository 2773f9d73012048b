import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { whySlice } from './slice'
import type { why } from './words/en'

declare module '../../i18n' {
  interface Words {
    why: typeof why
  }
}

const WhySection = lazy(async () => ({ default: (await import('./WhySection')).WhySection }))

export const whyFeature: Feature = {
  name: 'why',
  slice: whySlice,
  section: {
    name: 'why',
    tab: 'diagnose',
    title: { en: 'Why does my vector differ?', 'zh-CN': '我的向量为什么不同？' },
    View: WhySection,
  },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
