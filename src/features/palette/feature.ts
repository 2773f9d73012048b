import type { Feature } from '../../core/feature'
import { LazyPalette } from './LazyPalette'
import { PaletteButton } from './PaletteButton'
import { paletteSlice } from './slice'
import type { palette } from './words/en'

declare module '../../i18n' {
  interface Words {
    palette: typeof palette
  }
}

export const paletteFeature: Feature = {
  name: 'palette',
  slice: paletteSlice,
  slots: { header: PaletteButton, page: LazyPalette },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
