import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { pasteSlice } from './slice'
import type { paste } from './words/en'

declare module '../../i18n' {
  interface Words {
    paste: typeof paste
  }
}

const PasteSection = lazy(async () => ({ default: (await import('./PasteSection')).PasteSection }))

export const pasteFeature: Feature = {
  name: 'paste',
  slice: pasteSlice,
  section: {
    name: 'paste',
    tab: 'diagnose',
    title: { en: 'Paste a request', 'zh-CN': '粘贴请求' },
    View: PasteSection,
  },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
