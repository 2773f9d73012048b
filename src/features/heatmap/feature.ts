import { lazy } from 'react'
import type { Feature } from '../../core/feature'
import { heatmapSlice } from './slice'
import type { heatmap } from './words/en'

declare module '../../i18n' {
  interface Words {
    heatmap: typeof heatmap
  }
}

const HeatmapPanel = lazy(async () => ({ default: (await import('./HeatmapPanel')).HeatmapPanel }))

export const heatmapFeature: Feature = {
  name: 'heatmap',
  slice: heatmapSlice,
  tab: { name: 'heatmap', title: { en: 'Heatmap', 'zh-CN': '热力图' }, Panel: HeatmapPanel },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
