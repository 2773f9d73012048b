/** Features without their components: state and actions need neither React nor antd. */
import { initialStateOf, slicesOf } from '../../../src/app/create-app'
import type { Feature } from '../../../src/core/feature'
import { anatomySlice } from '../../../src/features/anatomy/slice'
import { attentionSlice } from '../../../src/features/attention/slice'
import { casesSlice } from '../../../src/features/cases/slice'
import { certificateSlice } from '../../../src/features/certificate/slice'
import { compareSlice } from '../../../src/features/compare/slice'
import { endpointSlice } from '../../../src/features/endpoint/slice'
import { exportsSlice } from '../../../src/features/exports/slice'
import { heatmapSlice } from '../../../src/features/heatmap/slice'
import { modelsSlice } from '../../../src/features/models/slice'
import { pasteSlice } from '../../../src/features/paste/slice'
import { requestsSlice } from '../../../src/features/requests/slice'
import { rulesSlice } from '../../../src/features/rules/slice'
import { tokensSlice } from '../../../src/features/tokens/slice'
import { vectorsSlice } from '../../../src/features/vectors/slice'
import { whySlice } from '../../../src/features/why/slice'

const slices = {
  anatomy: anatomySlice,
  attention: attentionSlice,
  cases: casesSlice,
  certificate: certificateSlice,
  compare: compareSlice,
  endpoint: endpointSlice,
  exports: exportsSlice,
  heatmap: heatmapSlice,
  models: modelsSlice,
  paste: pasteSlice,
  requests: requestsSlice,
  rules: rulesSlice,
  tokens: tokensSlice,
  vectors: vectorsSlice,
  why: whySlice,
}

export const SLICES_ONLY: readonly Feature[] = Object.entries(slices).map(([name, slice]) => ({
  name,
  slice,
  words: { en: () => Promise.resolve({}), 'zh-CN': () => Promise.resolve({}) },
}))

export const initialState = initialStateOf(slicesOf(SLICES_ONLY))
