import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { attentionSlice } from './slice'
import type { attention } from './words/en'

declare module '../../i18n' {
  interface Words {
    attention: typeof attention
  }
}

const AttentionPanel = lazy(async () => ({ default: (await import('./AttentionPanel')).AttentionPanel }))

export const attentionFeature: Feature = {
  name: 'attention',
  slice: attentionSlice,
  tab: {
    name: 'attention',
    title: { en: 'Attention', 'zh-CN': '注意力' },
    Panel: AttentionPanel,
  },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
