import { z } from '../../engine/zod'
import { slice } from '../../core/feature'
import { forwarded } from '../../core/forward'
import { SCORE_NAMES } from '../../engine/score/types'
import { CRITERIA } from '../../engine/validate/answer-types'
import { noAnswer, SIDES } from './answer/types'
import { noData } from './data/types'
import { noLive } from './live/types'
import { noReport } from './report/types'
import { noRun } from './run/types'
import { noTriage } from './triage/types'
import type { Validate, ValidateActions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly validate: Validate
  }
}
declare module '../../core/actions' {
  interface Actions extends ValidateActions {}
}

const nothing: Validate = {
  data: noData,
  run: noRun,
  answer: noAnswer,
  triage: noTriage,
  live: noLive,
  report: noReport,
}

const NAMES = [
  'readValidation',
  'mapValidation',
  'setValidation',
  'cancelReading',
  'forgetValidation',
  'countValidation',
  'runValidation',
  'pauseValidation',
  'cancelValidation',
  'clearVectorCache',
  'restoreValidation',
  'deleteValidationRun',
  'setAnswer',
  'refreshAnswer',
  'tryFusion',
  'findWeights',
  'applyWeights',
  'labelPairs',
  'notePair',
  'undoLabel',
  'redoLabel',
  'toggleFilter',
  'replaceFilter',
  'undoFilter',
  'clearFilters',
  'sortRows',
  'refreshRows',
  'selectPair',
  'openPair',
  'backToRow',
  'explainRank',
  'tryChanges',
  'cancelTries',
  'applyChange',
  'undoChange',
  'exportRows',
  'cancelRowsFile',
  'listRuns',
  'compareRun',
  'setLive',
  'testLive',
  'searchLive',
  'cancelLive',
  'saveReport',
] as const satisfies readonly (keyof ValidateActions)[]

const share = z.number().check(z.gt(0), z.lt(1))
const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))
const { options, look, score, direction } = noAnswer

const bandsSchema = z
  .array(z.array(z.nullable(z.number())).check(z.length(2)))
  .check(z.maxLength(6)) as unknown as z.ZodMiniType<typeof options.bands>

const optionsSchema = z.object({
  k: z.catch(whole(1, 1000), options.k),
  beta: z.catch(z.number().check(z.gt(0), z.lte(10)), options.beta),
  criterion: z.catch(z.enum(CRITERIA), options.criterion),
  atLeast: z.catch(z.number().check(z.gt(0), z.lte(1)), options.atLeast),
  alpha: z.catch(share, options.alpha),
  confidence: z.catch(share, options.confidence),
  bands: z.catch(bandsSchema, options.bands),
  bins: z.catch(whole(2, 200), options.bins),
  resamples: z.catch(whole(100, 10_000), options.resamples),
  seed: z.catch(whole(0, 2 ** 31), options.seed),
})

const lookSchema = z.object({
  folded: z.catch(z.boolean(), look.folded),
  side: z.catch(z.enum(SIDES), look.side),
  chart: z.catch(z.enum(['histogram', 'ecdf']), look.chart),
  // A column belongs to its file.
  by: z.catch(z.enum(['label', 'none']), 'label'),
  curve: z.catch(z.enum(['pr', 'roc']), look.curve),
  cells: z.catch(z.enum(['value', 'delta']), look.cells),
})

/** What is not possible is the default again. */
const keptSchema = z.object({
  mappings: z.catch(z.record(z.string(), z.record(z.string(), z.string())), {}),
  form: z.catch(z.enum(['pairs', 'corpus']), noData.form),
  formOf: z.catch(z.nullable(z.string()), null),
  k: z.catch(whole(1, 1000), noData.k),
  options: z.catch(optionsSchema, options),
  look: z.catch(lookSchema, { ...look, by: 'label' }),
  score: z.catch(z.enum([...SCORE_NAMES, 'production']), score),
  direction: z.catch(z.nullable(z.enum(['larger-is-closer', 'smaller-is-closer'])), direction),
})

function read(stored: unknown): Validate {
  const kept = keptSchema.safeParse(stored)
  if (!kept.success) return nothing
  const { mappings, form, formOf, k, ...answer } = kept.data
  return { ...nothing, data: { ...noData, mappings, form, formOf, k }, answer: { ...noAnswer, ...answer } }
}

export const validateSlice = slice<'validate'>({
  state: { validate: nothing },
  actions: (context) =>
    forwarded<ValidateActions, (typeof NAMES)[number]>(
      async () => (await import('./actions')).validateActions(context),
      NAMES,
      () => undefined,
    ),
  persisted: {
    validate: {
      // Flat: what did not change is recognised field by field.
      write: ({ data: { mappings, form, formOf, k }, answer }) => ({
        mappings,
        form,
        formOf,
        k,
        options: answer.options,
        look: answer.look,
        score: answer.score,
        direction: answer.direction,
      }),
      read,
    },
  },
})
