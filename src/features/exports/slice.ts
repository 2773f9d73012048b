import { z } from '../../engine/zod'
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

const optionsSchema = z.catch(
  z.object({
    target: z.catch(z.enum(TARGET_NAMES), defaultOptions.target),
    units: z.catch(z.enum(EXPORT_UNITS), defaultOptions.units),
    heads: z.catch(
      z.pipe(
        z.array(z.string()),
        z.transform((heads) => HEAD_NAMES.filter((head) => heads.includes(head))),
      ),
      [...defaultOptions.heads],
    ),
    dimension: z.catch(
      z.union([z.enum(['page', 'whole']), z.int().check(z.positive())]),
      defaultOptions.dimension,
    ),
    name: z.catch(z.string(), defaultOptions.name),
  }),
  { ...defaultOptions, heads: [...defaultOptions.heads] },
)

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
