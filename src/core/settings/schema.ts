/** The settings: their defaults, and what of stored ones can be trusted. */
import { z } from 'zod'
import { DEFAULT_WEIGHTS } from '../../engine/score/fuse'
import { LANGUAGES } from '../../i18n'
import { HOSTS } from '../../platform/web/hub/address'
import { MIN_MAX_LENGTH, TEXT_LIMIT } from '../limits'
import { hostSchema } from '../model/model-ref'
import { weightsProblem } from '../selectors'
import { METADATA_CHOICES } from '../splits/types'
import { MODES, THEMES, type Settings } from '../state'

export const defaultSettings: Settings = {
  mode: 'hybrid',
  weights: DEFAULT_WEIGHTS,
  maxLength: 512,
  tokenizerMode: 'hf4',
  prefix: '',
  normalize: true,
  hubHost: HOSTS[0]!,
  provider: 'wasm',
  truncateDim: null,
  activations: 'published',
  threads: null,
  whole: false,
  metadata: 'sentences',
  debug: true,
  language: null,
  theme: 'system',
}

const weight = z.number().nonnegative()

export const settingsSchema = z
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
