/**
 * Texts and settings survive a reload. What is read back is checked field by field: a store that is broken, or from
 * another version, costs its bad fields and nothing else.
 */
import { z } from '../engine/zod'
import type { PersistStorage, StorageValue } from 'zustand/middleware'
import { TEXT_ENCODINGS } from '../engine/text/decode'
import { LANGUAGES } from '../i18n'
import { AGGREGATIONS } from '../engine/heatmap/aggregate'
import { ACTIVATIONS, PROVIDERS } from '../engine/model/ports'
import { HEAD_NAMES } from '../engine/model/types'
import { CHUNK_BOUNDARIES } from '../engine/text/chunks/types'
import { TOKENIZER_MODES } from '../engine/tokenizer/types'
import { TARGET_NAMES } from '../formats/export/types'
import { parseRules, rulesToJson } from '../engine/text/preprocess/json'
import type { RuleSet } from '../engine/text/preprocess/types'
import {
  defaultExport,
  defaultHeatmap,
  defaultLook,
  defaultSettings,
  emptyText,
  initialState,
} from './defaults'
import { EXPORT_UNITS, type ExportOptions } from './exports-types'
import type { Heatmap } from './heatmap-types'
import { hostSchema, keptSchema as keptModelSchema } from './model-ref'
import { MIN_MAX_LENGTH, TEXT_LIMIT } from './limits'
import { weightsProblem } from './selectors'
import { keptRequests, requestsSchema } from './requests'
import type { RequestsState } from './requests-types'
import { METADATA_CHOICES, type Splits } from './split-types'
import { MODES, THEMES, type AppState, type Settings, type TextState } from './types'

export const STORE_KEY = 'm3scope'
export const STORE_VERSION = 1

/** From here on a write per keystroke would be felt: it waits for a pause, or for the page to go away. */
const LONG_TEXTS = 200_000
const WRITE_PAUSE = 400

interface KeptText {
  readonly text: string
  readonly file: { readonly name: string; readonly encoding: string } | null
}
export interface Kept {
  readonly a: KeptText
  readonly b: KeptText
  readonly settings: Settings
  /** The text of rulesToJson: one format for storage and for files. */
  readonly rules: string
  readonly splits: Splits
  readonly heatmap: Pick<Heatmap, 'options' | 'look'>
  readonly exports: ExportOptions
  readonly requests: RequestsState
}

const keepText = ({ text, file }: TextState): KeptText => ({
  text,
  file: file && { name: file.name, encoding: file.encoding },
})

const written = new WeakMap<RuleSet, string>()

/** The state is kept at every change of it: the rules are written when they have changed. */
function keepRules(rules: RuleSet): string {
  const known = written.get(rules)
  if (known !== undefined) return known
  const json = rulesToJson(rules)
  written.set(rules, json)
  return json
}

export const keep = ({
  a,
  b,
  settings,
  rules,
  splits,
  heatmap: { options, look },
  exports,
  requests,
}: AppState): Kept => ({
  a: keepText(a),
  b: keepText(b),
  settings,
  rules: keepRules(rules),
  splits,
  heatmap: { options, look },
  exports: exports.options,
  requests: keptRequests(requests),
})

const weight = z.number().check(z.nonnegative())
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

/** Before models of other sources there were, the choice was an id of the site's list. */
const withModel = (stored: unknown): unknown =>
  typeof stored === 'object' && stored !== null && 'modelId' in stored && typeof stored.modelId === 'string'
    ? { model: { kind: 'site', id: stored.modelId }, ...stored }
    : stored

const settingsObject = z.catch(
  z.object({
    mode: z.catch(z.enum(MODES), defaultSettings.mode),
    weights: z.catch(
      z
        .object({ dense: weight, sparse: weight, colbert: weight })
        .check(z.refine((w) => weightsProblem(w) === null)),
      defaultSettings.weights,
    ),
    maxLength: z.catch(z.int().check(z.gte(MIN_MAX_LENGTH)), defaultSettings.maxLength),
    tokenizerMode: z.catch(z.enum(TOKENIZER_MODES), defaultSettings.tokenizerMode),
    prefix: z.catch(z.string().check(z.maxLength(TEXT_LIMIT)), defaultSettings.prefix),
    normalize: z.catch(z.boolean(), defaultSettings.normalize),
    model: z.catch(z.nullable(keptModelSchema), defaultSettings.model),
    hubHost: z.catch(hostSchema, defaultSettings.hubHost),
    provider: z.catch(z.enum(PROVIDERS), defaultSettings.provider),
    truncateDim: z.catch(z.nullable(z.int().check(z.positive())), defaultSettings.truncateDim),
    activations: z.catch(z.enum(ACTIVATIONS), defaultSettings.activations),
    threads: z.catch(z.nullable(z.int().check(z.positive())), defaultSettings.threads),
    whole: z.catch(z.boolean(), defaultSettings.whole),
    metadata: z.catch(z.enum(METADATA_CHOICES), defaultSettings.metadata),
    debug: z.catch(z.boolean(), defaultSettings.debug),
    language: z.catch(z.nullable(z.enum(LANGUAGES)), defaultSettings.language),
    theme: z.catch(z.enum(THEMES), defaultSettings.theme),
  }),
  defaultSettings,
)
const settingsSchema = z.pipe(z.transform(withModel), settingsObject)

const offsets = z.array(z.int().check(z.nonnegative())).check(z.maxLength(TEXT_LIMIT))
const editsSchema = z.catch(z.object({ joined: offsets, cut: offsets }), () => ({ joined: [], cut: [] }))
const noEdits = { joined: [], cut: [] }
const splitsSchema = z.catch(z.object({ a: editsSchema, b: editsSchema }), { a: noEdits, b: noEdits })

const rulesSchema = z.pipe(
  z.optional(z.unknown()),
  z.transform((json): RuleSet => {
    try {
      return typeof json === 'string' ? parseRules(json, STORE_KEY) : initialState.rules
    } catch {
      return initialState.rules
    }
  }),
)

const chunkSize = z.int().check(z.gte(MIN_MAX_LENGTH))
const optionsSchema = z.catch(
  z.object({
    against: z.catch(z.enum(['b', 'self']), defaultHeatmap.against),
    way: z.catch(z.enum(['isolated', 'context']), defaultHeatmap.way),
    unit: z.catch(z.enum(['sentence', 'chunk']), defaultHeatmap.unit),
    chunk: z.catch(
      z.object({
        size: chunkSize,
        overlap: z.int().check(z.nonnegative()),
        by: z.enum(CHUNK_BOUNDARIES),
      }),
      defaultHeatmap.chunk,
    ),
  }),
  defaultHeatmap,
)
const lookSchema = z.catch(
  z.object({
    sort: z.catch(z.enum(['text', 'best']), defaultLook.sort),
    threshold: z.catch(z.nullable(z.number()), defaultLook.threshold),
    range: z.catch(z.enum(['auto', 'fixed', 'calibrated']), defaultLook.range),
    fixed: z.catch(z.tuple([z.number(), z.number()]), [0, 1]),
    seed: z.catch(z.int(), defaultLook.seed),
    aggregation: z.catch(z.enum(AGGREGATIONS), defaultLook.aggregation),
    table: z.catch(z.boolean(), defaultLook.table),
  }),
  { ...defaultLook, fixed: [0, 1] },
)
const heatmapSchema = z.pipe(
  z.catch(z.object({ options: optionsSchema, look: lookSchema }), {
    options: defaultHeatmap,
    look: { ...defaultLook, fixed: [0, 1] },
  }),
  z.transform((kept) => ({ ...initialState.heatmap, ...kept })),
)

const exportsSchema = z.pipe(
  z.catch(
    z.object({
      target: z.catch(z.enum(TARGET_NAMES), defaultExport.target),
      units: z.catch(z.enum(EXPORT_UNITS), defaultExport.units),
      heads: z.catch(
        z.pipe(
          z.array(z.string()),
          z.transform((heads) => HEAD_NAMES.filter((head) => heads.includes(head))),
        ),
        [...defaultExport.heads],
      ),
      dimension: z.catch(
        z.union([z.enum(['page', 'whole']), z.int().check(z.positive())]),
        defaultExport.dimension,
      ),
      name: z.catch(z.string(), defaultExport.name),
    }),
    { ...defaultExport, heads: [...defaultExport.heads] },
  ),
  z.transform((options) => ({ ...initialState.exports, options })),
)

const keptSchema = z.object({
  a: textSchema,
  b: textSchema,
  settings: settingsSchema,
  rules: rulesSchema,
  splits: splitsSchema,
  heatmap: heatmapSchema,
  exports: exportsSchema,
  requests: requestsSchema,
})

type Restored = Pick<
  AppState,
  'a' | 'b' | 'settings' | 'rules' | 'splits' | 'heatmap' | 'exports' | 'requests'
>

/** Whatever can be trusted of what was stored. */
export function restore(stored: unknown): Restored | null {
  const parsed = keptSchema.safeParse(stored)
  return parsed.success ? parsed.data : null
}

type Port = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Writes at once, so that an immediate reload loses nothing, and only when something kept has changed (the state
 * also changes with every progress message).
 */
export function keptStorage(port: Port | null, onFull: () => void): PersistStorage<Kept> & { flush(): void } {
  let last: Kept | null = null
  let waiting: { name: string; value: StorageValue<Kept> } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let full = false

  function flush(): void {
    clearTimeout(timer)
    if (!waiting || !port) return
    const { name, value } = waiting
    waiting = null
    try {
      port.setItem(name, JSON.stringify(value))
      full = false
    } catch {
      if (!full) onFull()
      full = true
      try {
        // Better the settings alone than the texts of an hour ago.
        const bare = { ...value.state, a: keepText(emptyText), b: keepText(emptyText) }
        port.setItem(name, JSON.stringify({ ...value, state: bare }))
      } catch {
        // No room at all, or storage is switched off: the page works without.
      }
    }
  }

  return {
    getItem(name) {
      try {
        return JSON.parse(port?.getItem(name) ?? 'null') as StorageValue<Kept> | null
      } catch {
        return null
      }
    },
    setItem(name, value) {
      const { a, b, settings, rules, splits, heatmap, exports, requests } = value.state
      const unchanged =
        last?.settings === settings &&
        last.rules === rules &&
        last.splits === splits &&
        last.heatmap.options === heatmap.options &&
        last.heatmap.look === heatmap.look &&
        last.exports === exports &&
        last.requests === requests &&
        sameText(last.a, a) &&
        sameText(last.b, b)
      if (unchanged) return
      last = value.state
      waiting = { name, value }
      clearTimeout(timer)
      if (a.text.length + b.text.length < LONG_TEXTS) flush()
      else timer = setTimeout(flush, WRITE_PAUSE)
    },
    removeItem: (name) => port?.removeItem(name),
    flush,
  }
}

const sameText = (one: KeptText, other: KeptText): boolean =>
  one.text === other.text &&
  one.file?.name === other.file?.name &&
  one.file?.encoding === other.file?.encoding

/** Storage throws on mere access in some privacy modes. */
export function browserStorage(): Port | null {
  try {
    return globalThis.localStorage
  } catch {
    return null
  }
}
