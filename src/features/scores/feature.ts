import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import type { scores } from './words/en'

declare module '../../i18n' {
  interface Words {
    scores: typeof scores
  }
}

const ScoresPanel = lazy(async () => ({ default: (await import('./ScoresPanel')).ScoresPanel }))

export const scoresFeature: Feature = {
  name: 'scores',
  tab: { name: 'scores', title: { en: 'Scores', 'zh-CN': '分数' }, Panel: ScoresPanel },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
