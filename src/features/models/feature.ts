import type { Feature } from '../../core/feature'
import { ModelPicker } from './ModelPicker'
import { modelsSlice } from './slice'
import type { models } from './words/en'

declare module '../../i18n' {
  interface Words {
    models: typeof models
  }
}

export const modelsFeature: Feature = {
  name: 'models',
  slice: modelsSlice,
  slots: { page: ModelPicker },
  commands: () => import('./commands'),
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
