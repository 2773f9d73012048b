import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { vectorsSlice } from './slice'
import type { vectors } from './words/en'

declare module '../../i18n' {
  interface Words {
    vectors: typeof vectors
  }
}

const VectorsPanel = lazy(async () => ({ default: (await import('./VectorsPanel')).VectorsPanel }))

export const vectorsFeature: Feature = {
  name: 'vectors',
  slice: vectorsSlice,
  tab: { name: 'vectors', title: { en: 'Vectors', 'zh-CN': '向量' }, Panel: VectorsPanel },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
