import { createElement, lazy } from 'react'
import type { Feature } from '../../core/feature'
import { useAppState } from '../../core/react'
import { validateSlice } from './slice'
import type { validate } from './words/en'

declare module '../../i18n' {
  interface Words {
    validate: typeof validate
  }
}

const ValidatePanel = lazy(async () => ({ default: (await import('./ValidatePanel')).ValidatePanel }))

const BackToRow = lazy(async () => ({ default: (await import('./triage/BackToRow')).BackToRow }))

/** Its code is fetched when a pair was opened from the table. */
function Back() {
  const isOpened = useAppState(({ validate, view }) => validate.triage.opened !== null && view !== 'validate')
  return isOpened ? createElement(BackToRow) : null
}

export const validateFeature: Feature = {
  name: 'validate',
  slice: validateSlice,
  slots: { 'tab-actions': Back },
  tab: {
    name: 'validate',
    title: { en: 'Validate', 'zh-CN': '验证' },
    Panel: ValidatePanel,
    takesRoom: true,
  },
  words: { en: () => import('./words/en'), 'zh-CN': () => import('./words/zh-CN') },
}
