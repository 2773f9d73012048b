import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { anatomySlice } from './slice'
import type { anatomy } from './words/en'

declare module '../../i18n' {
  interface Words {
    anatomy: typeof anatomy
  }
}

const AnatomyPlace = lazy(async () => ({ default: (await import('./AnatomyPlace')).AnatomyPlace }))

export const anatomyFeature: Feature = {
  name: 'anatomy',
  slice: anatomySlice,
  slots: { 'heatmap-aside': AnatomyPlace },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
