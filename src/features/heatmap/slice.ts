/** The heatmap's part of the page. */
import { z } from 'zod'
import { AGGREGATIONS } from '../../engine/heatmap/aggregate'
import { slice } from '../../core/feature'
import { MIN_MAX_LENGTH } from '../../core/limits'
import { heatmapActions } from './actions'
import type { Heatmap, HeatmapActions, HeatmapLook, HeatmapOptions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly heatmap: Heatmap
  }
}
declare module '../../core/actions' {
  interface Actions extends HeatmapActions {}
}

const defaultOptions: HeatmapOptions = {
  against: 'b',
  way: 'isolated',
  unit: 'sentence',
  chunk: { size: 256, overlap: 32, by: 'paragraph' },
}

const defaultLook: HeatmapLook = {
  sort: 'text',
  threshold: null,
  range: 'auto',
  fixed: [0, 1],
  seed: 7,
  aggregation: 'mean',
  table: false,
}

const noHeatmap: Heatmap = {
  options: defaultOptions,
  look: defaultLook,
  run: { phase: 'idle' },
  result: null,
}

const optionsSchema = z
  .object({
    against: z.enum(['b', 'self']).catch(defaultOptions.against),
    way: z.enum(['isolated', 'context']).catch(defaultOptions.way),
    unit: z.enum(['sentence', 'chunk']).catch(defaultOptions.unit),
    chunk: z
      .object({
        size: z.number().int().min(MIN_MAX_LENGTH),
        overlap: z.number().int().nonnegative(),
        by: z.enum(['paragraph', 'semantic']),
      })
      .catch(defaultOptions.chunk),
  })
  .catch(defaultOptions)
const lookSchema = z
  .object({
    sort: z.enum(['text', 'best']).catch(defaultLook.sort),
    threshold: z.number().nullable().catch(defaultLook.threshold),
    range: z.enum(['auto', 'fixed', 'calibrated']).catch(defaultLook.range),
    fixed: z.tuple([z.number(), z.number()]).catch([0, 1]),
    seed: z.number().int().catch(defaultLook.seed),
    aggregation: z.enum(AGGREGATIONS).catch(defaultLook.aggregation),
    table: z.boolean().catch(defaultLook.table),
  })
  .catch({ ...defaultLook, fixed: [0, 1] })
const keptSchema = z
  .object({ options: optionsSchema, look: lookSchema })
  .catch({ options: defaultOptions, look: { ...defaultLook, fixed: [0, 1] } })

export const heatmapSlice = slice<'heatmap'>({
  state: { heatmap: noHeatmap },
  actions: heatmapActions,
  persisted: {
    heatmap: {
      write: ({ options, look }) => ({ options, look }),
      read: (stored) => ({ ...noHeatmap, ...keptSchema.parse(stored) }),
    },
  },
})
