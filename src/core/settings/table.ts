/**
 * Every setting of the page, once: its values and range, its default, whether a case brings it and under which name, the option of
 * the command line that is the same thing, and its words. Defaults, the check of stored settings, cases and share links are made
 * from this table.
 */
import { z } from '../../engine/zod'
import { ACTIVATIONS, PROVIDERS } from '../../engine/model/ports'
import { DEFAULT_WEIGHTS, isWeight } from '../../engine/score/fuse'
import type { Weights } from '../../engine/score/types'
import { TOKENIZER_MODES } from '../../engine/tokenizer/types'
import { LANGUAGES } from '../../i18n'
import { HOSTS } from '../../platform/web/hub/address'
import { MIN_MAX_LENGTH, TEXT_LIMIT } from '../limits'
import { hostSchema } from './host-schema'

export const MODES = ['hybrid', 'dense', 'sparse', 'colbert', 'all'] as const
export const THEMES = ['system', 'light', 'dark'] as const
/**
 * Timestamps and speakers of a recognised conversation. sentences: left out of sentences and chunks, while the whole text
 * is encoded as given. out: left out everywhere. in: encoded everywhere.
 */
export const METADATA_CHOICES = ['sentences', 'out', 'in'] as const

/** dense+sparse divides by the sum of its two weights, and all three by theirs. */
export function weightsProblem({ dense, sparse, colbert }: Weights): 'negative' | 'zero-sum' | null {
  if (![dense, sparse, colbert].every(isWeight)) return 'negative'
  return dense + sparse > 0 ? null : 'zero-sum'
}

/** Where a case file has a setting: among its settings under a name, or beside them under the page's own. */
type InCase<T> =
  | { readonly among: 'case' }
  | {
      readonly among: 'settings'
      readonly name: string
      /** The value as the file has it, and back. Most settings are the same in both. */
      readonly write: (value: T) => unknown
      readonly read: (written: unknown) => T
    }

interface Setting<T> {
  /** Which values there are. Whatever of a stored value it refuses becomes the default. */
  readonly schema: z.ZodMiniType<T>
  readonly initial: T
  /** Null: it belongs to this machine or to the view, and a case does not bring it. */
  readonly inCase: InCase<T> | null
  /** Null: the command line has no such option. */
  readonly flag: `--${string}` | null
  /** Key of its name in the namespace app. */
  readonly words: string | null
}

const setting = <T>(
  schema: z.ZodMiniType<T>,
  initial: T,
  rest: { readonly [K in 'inCase' | 'flag' | 'words']?: Setting<T>[K] } = {},
): Setting<T> => ({ schema, initial, inCase: null, flag: null, words: null, ...rest })

const among = <T>(name: string): InCase<T> => ({
  among: 'settings',
  name,
  write: (value) => value,
  read: (written) => written as T, // checked by the schema of cases
})
const weight = z.number().check(z.nonnegative())

export const SETTINGS = {
  mode: setting<(typeof MODES)[number]>(z.enum(MODES), 'hybrid', {
    inCase: among('mode'),
    flag: '--mode',
    words: 'mode.label',
  }),
  /** weights_for_different_modes. */
  weights: setting<Weights>(
    z
      .object({ dense: weight, sparse: weight, colbert: weight })
      .check(z.refine((weights) => weightsProblem(weights) === null)),
    DEFAULT_WEIGHTS,
    {
      inCase: {
        among: 'settings',
        name: 'weights',
        write: ({ dense, sparse, colbert }) => [dense, sparse, colbert],
        read(written) {
          const [dense, sparse, colbert] = written as [number, number, number]
          return { dense, sparse, colbert }
        },
      },
      flag: '--weights',
      words: 'options.weights',
    },
  ),
  /** Tokens, `<s>` and `</s>` included. As chosen; what a model can take of it is selectors' effectiveMaxLength. */
  maxLength: setting<number>(z.int().check(z.gte(MIN_MAX_LENGTH)), 512, {
    inCase: among('max_length'),
    flag: '--max-length',
    words: 'options.maxLength',
  }),
  tokenizerMode: setting<(typeof TOKENIZER_MODES)[number]>(z.enum(TOKENIZER_MODES), 'hf4', {
    inCase: among('tokenizer_mode'),
    flag: '--tokenizer',
    words: 'options.tokenizer',
  }),
  /** Put before text A, which is the query. */
  prefix: setting<string>(z.string().check(z.maxLength(TEXT_LIMIT)), '', {
    inCase: { among: 'case' },
    words: 'options.prefix',
  }),
  normalize: setting<boolean>(z.boolean(), true, {
    inCase: among('normalize'),
    words: 'options.normalize',
  }),
  /** FlagEmbedding's truncate_dim, dimensions; null: whole vectors. */
  truncateDim: setting<number | null>(z.nullable(z.int().check(z.positive())), null, {
    inCase: among('truncate_dim'),
    flag: '--truncate-dim',
    words: 'options.truncateDim',
  }),
  /** As chosen; what a model can do of it is selectors' effectiveActivations. */
  activations: setting<(typeof ACTIVATIONS)[number]>(z.enum(ACTIVATIONS), 'published', {
    inCase: among('activations'),
    flag: '--faithful',
    words: 'options.activations',
  }),
  /** Timestamps and speakers of conversations. */
  metadata: setting<(typeof METADATA_CHOICES)[number]>(z.enum(METADATA_CHOICES), 'sentences', {
    inCase: { among: 'case' },
    flag: '--metadata',
  }),
  /** WebGPU only when it was chosen: its numbers differ. */
  provider: setting<(typeof PROVIDERS)[number]>(z.enum(PROVIDERS), 'wasm'),
  /** Null: what the hardware offers. */
  threads: setting<number | null>(z.nullable(z.int().check(z.positive())), null, {
    flag: '--threads',
    words: 'options.threads',
  }),
  /** One session for the whole graph, where it would run layer by layer. */
  whole: setting<boolean>(z.boolean(), false, { flag: '--whole' }),
  /** Where repositories are looked for. */
  hubHost: setting<z.infer<typeof hostSchema>>(hostSchema, HOSTS[0]!),
  /** Whether the tabs for tokens and attention are there. */
  debug: setting<boolean>(z.boolean(), true, { words: 'debug.label' }),
  /** Null: the browser's. */
  language: setting<(typeof LANGUAGES)[number] | null>(z.nullable(z.enum(LANGUAGES)), null),
  theme: setting<(typeof THEMES)[number]>(z.enum(THEMES), 'system', { words: 'theme.label' }),
} as const

export type SettingName = keyof typeof SETTINGS
export type Settings = { readonly [K in SettingName]: (typeof SETTINGS)[K]['initial'] }
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]
