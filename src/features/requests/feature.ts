import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { CopyCurl } from './CopyCurl'
import { requestsSlice } from './slice'
import type { requests } from './words/en'

declare module '../../i18n' {
  interface Words {
    requests: typeof requests
  }
}

const RequestSection = lazy(async () => ({ default: (await import('./RequestSection')).RequestSection }))

export const requestsFeature: Feature = {
  name: 'requests',
  slice: requestsSlice,
  section: {
    name: 'request',
    tab: 'export',
    title: { en: 'Request', 'zh-CN': '请求' },
    View: RequestSection,
  },
  slots: { 'tab-actions': CopyCurl },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
