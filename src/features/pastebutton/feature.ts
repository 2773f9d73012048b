import type { Feature } from '../../core/feature'
import { PasteButton } from './PasteButton'
import type { pastebutton } from './words/en'

declare module '../../i18n' {
  interface Words {
    pastebutton: typeof pastebutton
  }
}

export const pasteButtonFeature: Feature = {
  name: 'pastebutton',
  slots: { 'tab-actions': PasteButton },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
