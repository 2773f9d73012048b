/**
 * Texts and settings survive a reload. What is read back is checked field by field: a store that is broken, or from
 * another version, costs its bad fields and nothing else.
 */
import { z } from 'zod'
import type { PersistStorage, StorageValue } from 'zustand/middleware'
import { TEXT_ENCODINGS } from '../engine/text/decode'
import { LANGUAGES } from '../i18n'
import { AGGREGATIONS } from '../engine/heatmap/aggregate'
import { HEAD_NAMES } from '../engine/model/types'
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
} from './initial-state'
import { EXPORT_UNITS, type ExportOptions } from '../features/exports/types'
import type { Heatmap } from '../features/heatmap/types'
import { hostSchema, keptSchema as keptModelSchema } from '../core/model/model-ref'
import { MIN_MAX_LENGTH, TEXT_LIMIT } from '../core/limits'
import { weightsProblem } from '../core/selectors'
import { keptRequests, requestsSchema } from '../features/requests/defaults'
import type { RequestsState } from '../features/requests/types'
import { METADATA_CHOICES, type Splits } from '../core/splits/types'
import { MODES, THEMES, type AppState, type Settings, type TextState } from '../core/state'

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

const weight = z.number().nonnegative()
const textSchema = z
  .object({
    text: z.string().max(TEXT_LIMIT),
    file: z
      .object({ name: z.string(), encoding: z.enum(TEXT_ENCODINGS) })
      .nullable()
      .catch(null),
  })
  .transform(({ text, file }): TextState => ({
    ...emptyText,
    text,
    file: file && { ...file, how: 'chosen', lossy: 0, doubtful: false, bytes: null, original: null },
  }))
  .catch(emptyText)

/** Before models of other sources there were, the choice was an id of the site's list. */
const withModel = (stored: unknown): unknown =>
  typeof stored === 'object' && stored !== null && 'modelId' in stored && typeof stored.modelId === 'string'
    ? { model: { kind: 'site', id: stored.modelId }, ...stored }
    : stored

const settingsObject = z
  .object({
    mode: z.enum(MODES).catch(defaultSettings.mode),
    weights: z
      .object({ dense: weight, sparse: weight, colbert: weight })
      .refine((w) => weightsProblem(w) === null)
      .catch(defaultSettings.weights),
    maxLength: z.number().int().min(MIN_MAX_LENGTH).catch(defaultSettings.maxLength),
    tokenizerMode: z.enum(['hf4', 'hf5']).catch(defaultSettings.tokenizerMode),
    prefix: z.string().max(TEXT_LIMIT).catch(defaultSettings.prefix),
    normalize: z.boolean().catch(defaultSettings.normalize),
    model: keptModelSchema.nullable().catch(defaultSettings.model),
    hubHost: hostSchema.catch(defaultSettings.hubHost),
    provider: z.enum(['wasm', 'webgpu']).catch(defaultSettings.provider),
    truncateDim: z.number().int().positive().nullable().catch(defaultSettings.truncateDim),
    activations: z.enum(['published', 'faithful']).catch(defaultSettings.activations),
    threads: z.number().int().positive().nullable().catch(defaultSettings.threads),
    whole: z.boolean().catch(defaultSettings.whole),
    metadata: z.enum(METADATA_CHOICES).catch(defaultSettings.metadata),
    debug: z.boolean().catch(defaultSettings.debug),
    language: z.enum(LANGUAGES).nullable().catch(defaultSettings.language),
    theme: z.enum(THEMES).catch(defaultSettings.theme),
  })
  .catch(defaultSettings)
const settingsSchema = z.preprocess(withModel, settingsObject)

const offsets = z.array(z.number().int().nonnegative()).max(TEXT_LIMIT)
const editsSchema = z.object({ joined: offsets, cut: offsets }).catch(() => ({ joined: [], cut: [] }))
const noEdits = { joined: [], cut: [] }
const splitsSchema = z.object({ a: editsSchema, b: editsSchema }).catch({ a: noEdits, b: noEdits })

const rulesSchema = z
  .unknown()
  .optional()
  .transform((json): RuleSet => {
    try {
      return typeof json === 'string' ? parseRules(json, STORE_KEY) : initialState.rules
    } catch {
      return initialState.rules
    }
  })

const chunkSize = z.number().int().min(MIN_MAX_LENGTH)
const optionsSchema = z
  .object({
    against: z.enum(['b', 'self']).catch(defaultHeatmap.against),
    way: z.enum(['isolated', 'context']).catch(defaultHeatmap.way),
    unit: z.enum(['sentence', 'chunk']).catch(defaultHeatmap.unit),
    chunk: z
      .object({
        size: chunkSize,
        overlap: z.number().int().nonnegative(),
        by: z.enum(['paragraph', 'semantic']),
      })
      .catch(defaultHeatmap.chunk),
  })
  .catch(defaultHeatmap)
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
const heatmapSchema = z
  .object({ options: optionsSchema, look: lookSchema })
  .catch({ options: defaultHeatmap, look: { ...defaultLook, fixed: [0, 1] } })
  .transform((kept) => ({ ...initialState.heatmap, ...kept }))

const exportsSchema = z
  .object({
    target: z.enum(TARGET_NAMES).catch(defaultExport.target),
    units: z.enum(EXPORT_UNITS).catch(defaultExport.units),
    heads: z
      .array(z.string())
      .transform((heads) => HEAD_NAMES.filter((head) => heads.includes(head)))
      .catch([...defaultExport.heads]),
    dimension: z
      .union([z.enum(['page', 'whole']), z.number().int().positive()])
      .catch(defaultExport.dimension),
    name: z.string().catch(defaultExport.name),
  })
  .catch({ ...defaultExport, heads: [...defaultExport.heads] })
  .transform((options) => ({ ...initialState.exports, options }))

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
