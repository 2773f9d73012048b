import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { DownloadButton } from './DownloadButton'
import { exportsSlice } from './slice'
import type { exports } from './words/en'

declare module '../../i18n' {
  interface Words {
    exports: typeof exports
  }
}

const DownloadSection = lazy(async () => ({ default: (await import('./DownloadSection')).DownloadSection }))

export const exportsFeature: Feature = {
  name: 'exports',
  slice: exportsSlice,
  section: {
    name: 'download',
    tab: 'export',
    title: { en: 'Download', 'zh-CN': '下载' },
    View: DownloadSection,
  },
  slots: { 'tab-actions': DownloadButton },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
