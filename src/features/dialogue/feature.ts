import type { Feature } from '../../core/feature'
import { DialoguePlace } from './DialoguePlace'
import type { dialogue } from './words/en'

declare module '../../i18n' {
  interface Words {
    dialogue: typeof dialogue
  }
}

export const dialogueFeature: Feature = {
  name: 'dialogue',
  slots: { editor: DialoguePlace },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
