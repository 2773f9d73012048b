import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { tokensSlice } from './slice'
import type { tokens } from './words/en'

declare module '../../i18n' {
  interface Words {
    tokens: typeof tokens
  }
}

const TokensPanel = lazy(async () => ({ default: (await import('./TokensPanel')).TokensPanel }))

export const tokensFeature: Feature = {
  name: 'tokens',
  slice: tokensSlice,
  tab: { name: 'tokens', title: { en: 'Tokens', 'zh-CN': 'Token' }, Panel: TokensPanel },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
