import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import type { environment } from './words/en'

declare module '../../i18n' {
  interface Words {
    environment: typeof environment
  }
}

const EnvironmentPanel = lazy(async () => ({
  default: (await import('./EnvironmentPanel')).EnvironmentPanel,
}))

export const environmentFeature: Feature = {
  name: 'environment',
  tab: { name: 'environment', title: { en: 'Environment', 'zh-CN': '环境' }, Panel: EnvironmentPanel },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
