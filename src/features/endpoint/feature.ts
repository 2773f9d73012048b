import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { endpointSlice } from './slice'
import type { endpoint } from './words/en'

declare module '../../i18n' {
  interface Words {
    endpoint: typeof endpoint
  }
}

const EndpointSection = lazy(async () => ({ default: (await import('./EndpointSection')).EndpointSection }))

export const endpointFeature: Feature = {
  name: 'endpoint',
  slice: endpointSlice,
  section: {
    name: 'endpoint',
    tab: 'diagnose',
    title: { en: 'Live endpoint', 'zh-CN': '线上接口' },
    View: EndpointSection,
  },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
