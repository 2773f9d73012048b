/** The core slice: state and actions that several features share. */
import { z } from '../engine/zod'
import { TEXT_ENCODINGS } from '../engine/text/encodings'
import { DEFAULT_RULES } from '../engine/text/preprocess/defaults'
import { parseRules, rulesToJson } from '../engine/text/preprocess/json'
import type { RuleSet } from '../engine/text/preprocess/types'
import { NO_EDITS } from '../engine/text/sentences/types'
import { slice, type Persisted } from './feature'
import { TEXT_LIMIT } from './limits'
import { memoizeByObject } from './memoize'
import { modelActions, type ModelActions } from './model/actions'
import { keptSchema as keptModelSchema } from './model/model-ref'
import { runActions, type RunActions } from './run/actions'
import { scoresPart } from './run/scores'
import { settingsActions, type SettingsActions } from './settings/actions'
import { defaultSettings, readSettings } from './settings/schema'
import { splitActions } from './splits/actions'
import type { SplitActions } from './splits/types'
import type { ChosenModel, TextState } from './state'
import { textActions } from './text/actions'
import { textWorkActions } from './text/text-work'
import type { TextActions } from './text/types'
import type { SideWork, TextWorkActions } from './text/work-types'

declare module './actions' {
  interface Actions
    extends TextActions, TextWorkActions, ModelActions, RunActions, SettingsActions, SplitActions {}
}

export const emptyText: TextState = { text: '', file: null, notice: null, count: null }

const noWork: SideWork = { run: { phase: 'idle' }, done: null }

const textSchema = z.catch(
  z.pipe(
    z.object({
      text: z.string().check(z.maxLength(TEXT_LIMIT)),
      file: z.catch(z.nullable(z.object({ name: z.string(), encoding: z.enum(TEXT_ENCODINGS) })), null),
    }),
    z.transform(({ text, file }): TextState => ({
      ...emptyText,
      text,
      file: file && { ...file, how: 'chosen', lossy: 0, doubtful: false, bytes: null, original: null },
    })),
  ),
  emptyText,
)

const persistedText: Persisted<TextState> = {
  write: memoizeByObject(({ text, file }: TextState) => ({
    text,
    file: file && { name: file.name, encoding: file.encoding },
  })),
  read: (stored) => textSchema.parse(stored),
}

const offsets = z.array(z.int().check(z.nonnegative())).check(z.maxLength(TEXT_LIMIT))
const editsSchema = z.catch(z.object({ joined: offsets, cut: offsets }), () => ({ joined: [], cut: [] }))
const noEdits = { joined: [], cut: [] }
const splitsSchema = z.catch(z.object({ a: editsSchema, b: editsSchema }), { a: noEdits, b: noEdits })

const defaultRules: RuleSet = { rules: DEFAULT_RULES, examples: [] }

/** The stored form is the same as that of a file with rules. */
const persistedRules: Persisted<RuleSet> = {
  write: memoizeByObject(rulesToJson),
  read(stored) {
    try {
      return typeof stored === 'string' ? parseRules(stored, 'm3scope') : defaultRules
    } catch {
      return defaultRules
    }
  },
}

/**
 * The stored form of the chosen model. Earlier versions stored it in the settings, as `model`, and before that as
 * `modelId`.
 */
const persistedModel: Persisted<ChosenModel> = {
  write: ({ kept }) => kept,
  read(stored, all) {
    const kept = z.catch(z.nullable(keptModelSchema), null).parse(stored ?? modelOfSettings(all['settings']))
    return { asked: null, kept, picked: null }
  },
}

function modelOfSettings(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return null
  if ('model' in settings) return settings.model
  return 'modelId' in settings && typeof settings.modelId === 'string'
    ? { kind: 'site', id: settings.modelId }
    : null
}

export const coreSlice = slice({
  state: {
    a: emptyText,
    b: emptyText,
    undo: null,
    settings: defaultSettings,
    rules: defaultRules,
    splits: { a: NO_EDITS, b: NO_EDITS },
    longTexts: { inWorker: false, a: noWork, b: noWork },
    models: [],
    chosenModel: { asked: null, kept: null, picked: null },
    model: { phase: 'idle' },
    switchError: null,
    loadSteps: [],
    run: { phase: 'idle' },
    result: null,
    selectedScore: 'sparse+dense',
    view: 'scores',
    viewChosen: false,
    storageFull: false,
    recognises: false,
    focus: null,
  },
  parts: [scoresPart],
  actions: (context) => ({
    ...textActions(context),
    ...textWorkActions(context),
    ...modelActions(context),
    ...runActions(context),
    ...settingsActions(context),
    ...splitActions(context),
  }),
  persisted: {
    a: persistedText,
    b: persistedText,
    settings: { write: (settings) => settings, read: (stored) => readSettings(stored) },
    chosenModel: persistedModel,
    rules: persistedRules,
    splits: { write: (splits) => splits, read: (stored) => splitsSchema.parse(stored) },
  },
})
