/** The heatmap's slice of the page's state. */
import { z } from '../../engine/zod'
import { AGGREGATIONS } from '../../engine/heatmap/aggregate'
import { CHUNK_BOUNDARIES } from '../../engine/text/chunks/types'
import { CONTEXT_MODES } from '../../engine/heatmap/types'
import { slice } from '../../core/feature'
import { MIN_MAX_LENGTH } from '../../core/limits'
import { heatmapActions } from './actions'
import { heatmapPart } from './part'
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
  contextMode: 'isolated',
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
  lists: null,
}

const noHeatmap: Heatmap = {
  options: defaultOptions,
  look: defaultLook,
  run: { phase: 'idle' },
  result: null,
}

/** An earlier version stored `contextMode` under the name `way`. */
const withContextMode = (stored: unknown): unknown =>
  typeof stored === 'object' && stored !== null && 'way' in stored
    ? { contextMode: stored.way, ...stored }
    : stored

const knownOptions = z.catch(
  z.object({
    against: z.catch(z.enum(['b', 'self']), defaultOptions.against),
    contextMode: z.catch(z.enum(CONTEXT_MODES), defaultOptions.contextMode),
    unit: z.catch(z.enum(['sentence', 'chunk']), defaultOptions.unit),
    chunk: z.catch(
      z.object({
        size: z.int().check(z.gte(MIN_MAX_LENGTH)),
        overlap: z.int().check(z.nonnegative()),
        by: z.enum(CHUNK_BOUNDARIES),
      }),
      defaultOptions.chunk,
    ),
  }),
  defaultOptions,
)
const optionsSchema = z.pipe(z.transform(withContextMode), knownOptions)
const lookSchema = z.catch(
  z.object({
    sort: z.catch(z.enum(['text', 'best', 'speaker']), defaultLook.sort),
    threshold: z.catch(z.nullable(z.number()), defaultLook.threshold),
    range: z.catch(z.enum(['auto', 'fixed', 'calibrated']), defaultLook.range),
    fixed: z.catch(z.tuple([z.number(), z.number()]), [0, 1]),
    seed: z.catch(z.int(), defaultLook.seed),
    aggregation: z.catch(z.enum(AGGREGATIONS), defaultLook.aggregation),
    table: z.catch(z.boolean(), defaultLook.table),
    lists: z.catch(z.nullable(z.boolean()), defaultLook.lists),
  }),
  { ...defaultLook, fixed: [0, 1] },
)
const keptSchema = z.catch(z.object({ options: optionsSchema, look: lookSchema }), {
  options: defaultOptions,
  look: { ...defaultLook, fixed: [0, 1] },
})

export const heatmapSlice = slice<'heatmap'>({
  state: { heatmap: noHeatmap },
  actions: heatmapActions,
  parts: [heatmapPart],
  persisted: {
    heatmap: {
      write: ({ options, look }) => ({ options, look }),
      read: (stored) => ({ ...noHeatmap, ...keptSchema.parse(stored) }),
    },
  },
})
