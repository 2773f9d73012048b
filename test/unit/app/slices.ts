/// <reference types="vite/client" />
/** Features without their components: state and actions need neither React nor antd. */
import { initialStateOf, slicesOf } from '../../../src/app/create-app'
import type { Feature, Slice } from '../../../src/core/feature'
// Only for the types that they add to the state and the actions. The test of a new feature imports its slice by itself.
import type {} from '../../../src/core/slice'
import type {} from '../../../src/features/anatomy/slice'
import type {} from '../../../src/features/attention/slice'
import type {} from '../../../src/features/cases/slice'
import type {} from '../../../src/features/certificate/slice'
import type {} from '../../../src/features/compare/slice'
import type {} from '../../../src/features/diagnosis/slice'
import type {} from '../../../src/features/endpoint/slice'
import type {} from '../../../src/features/exports/slice'
import type {} from '../../../src/features/heatmap/slice'
import type {} from '../../../src/features/models/slice'
import type {} from '../../../src/features/paste/slice'
import type {} from '../../../src/features/requests/slice'
import type {} from '../../../src/features/rules/slice'
import type {} from '../../../src/features/tokens/slice'
import type {} from '../../../src/features/sections/slice'
import type {} from '../../../src/features/help/slice'
import type {} from '../../../src/features/palette/slice'
import type {} from '../../../src/features/why/slice'

const modules = import.meta.glob<Readonly<Record<string, Slice>>>('../../../src/features/*/slice.ts', {
  eager: true,
})

/** Every feature that has a slice. */
export const SLICES_ONLY: readonly Feature[] = Object.entries(modules).map(([path, exports]) => ({
  name: path.split('/').at(-2)!,
  slice: Object.values(exports)[0]!,
  words: { en: () => Promise.resolve({}), 'zh-CN': () => Promise.resolve({}) },
}))

export const initialState = initialStateOf(slicesOf(SLICES_ONLY))
