import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { sectionsSlice } from './slice'
import type { sections } from './words/en'

declare module '../../i18n' {
  interface Words {
    sections: typeof sections
  }
}

const panelOf = (tab: string) =>
  lazy(async () => {
    const { SectionsPanel } = await import('./SectionsPanel')
    return { default: () => <SectionsPanel tab={tab} /> }
  })

/** What explains a vector: the features why, endpoint and paste have their sections here. */
export const diagnoseFeature: Feature = {
  name: 'sections',
  slice: sectionsSlice,
  tab: { name: 'diagnose', title: { en: 'Diagnose', 'zh-CN': '诊断' }, Panel: panelOf('diagnose') },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}

/** What leaves the page: the features exports and requests have their sections here. */
export const exportFeature: Feature = {
  name: 'export',
  tab: {
    name: 'export',
    formerly: 'vectors',
    title: { en: 'Export', 'zh-CN': '导出' },
    Panel: panelOf('export'),
  },
}
