import { z } from 'zod'
import { HEAD_NAMES } from '../../engine/model/types'
import { DEFAULT_COLLECTION, TARGET_NAMES } from '../../formats/export/types'
import { slice } from '../../core/feature'
import { exportActions } from './actions'
import { EXPORT_UNITS, type ExportActions, type ExportOptions, type Exports } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly exports: Exports
  }
}
declare module '../../core/actions' {
  interface Actions extends ExportActions {}
}

const defaultOptions: ExportOptions = {
  target: 'json',
  units: 'texts',
  heads: ['dense', 'sparse'],
  dimension: 'page',
  name: DEFAULT_COLLECTION,
}
const noExports: Exports = { options: defaultOptions, run: { phase: 'idle' }, findings: null, preview: null }

const optionsSchema = z
  .object({
    target: z.enum(TARGET_NAMES).catch(defaultOptions.target),
    units: z.enum(EXPORT_UNITS).catch(defaultOptions.units),
    heads: z
      .array(z.string())
      .transform((heads) => HEAD_NAMES.filter((head) => heads.includes(head)))
      .catch([...defaultOptions.heads]),
    dimension: z
      .union([z.enum(['page', 'whole']), z.number().int().positive()])
      .catch(defaultOptions.dimension),
    name: z.string().catch(defaultOptions.name),
  })
  .catch({ ...defaultOptions, heads: [...defaultOptions.heads] })

export const exportsSlice = slice<'exports'>({
  state: { exports: noExports },
  actions: exportActions,
  persisted: {
    exports: {
      write: ({ options }) => options,
      read: (stored) => ({ ...noExports, options: optionsSchema.parse(stored) }),
    },
  },
})
