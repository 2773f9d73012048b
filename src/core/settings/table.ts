/**
 * The table of all settings: type and range, default, how a case file stores the setting, the option of the command
 * line with the same meaning, and the key of its label. Defaults, validation of stored settings, cases and share
 * links are derived from this table.
 */
import { z } from '../../engine/zod'
import { ENGINES, type Engine } from '../../engine/encoder/state'
import { ARITHMETICS } from '../../engine/encoder/ports'
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
 * What happens to the timestamps and speakers of a recognised conversation. `sentences`: they are removed from
 * sentences and chunks, but stay in the whole text. `out`: they are removed everywhere. `in`: they stay everywhere.
 */
export const METADATA_CHOICES = ['sentences', 'out', 'in'] as const

/**
 * sparse+dense is divided by the sum of its two weights, and colbert+sparse+dense by the sum of all three. Neither
 * sum may be 0.
 */
export function weightsProblem({ dense, sparse, colbert }: Weights): 'negative' | 'zero-sum' | null {
  if (![dense, sparse, colbert].every(isWeight)) return 'negative'
  return dense + sparse > 0 ? null : 'zero-sum'
}

/**
 * Where a case file stores a setting: at its top level (`case`) under the page's name, or in its `settings` under its
 * own name.
 */
type InCase<T> =
  | { readonly among: 'case' }
  | {
      readonly among: 'settings'
      readonly name: string
      /**
       * Converts the value to its form in the file; `read` is the inverse. Most settings have the same form in both.
       */
      readonly write: (value: T) => unknown
      readonly read: (written: unknown) => T
    }

interface Setting<T> {
  /** Validates the value. A stored value that is invalid is replaced by the default. */
  readonly schema: z.ZodMiniType<T>
  readonly initial: T
  /** Null: a case does not contain the setting, because it belongs to the machine or to the view. */
  readonly inCase: InCase<T> | null
  /** The option of the command line; null: there is none. */
  readonly flag: `--${string}` | null
  /** Key of the setting's label in the namespace `app`. */
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
  read: (written) => written as T, // the schema of case files has validated it
})
const weight = z.number().check(z.nonnegative())

export const SETTINGS = {
  mode: setting<(typeof MODES)[number]>(z.enum(MODES), 'hybrid', {
    inCase: among('mode'),
    flag: '--mode',
    words: 'mode.label',
  }),
  /** FlagEmbedding's weights_for_different_modes. */
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
  /**
   * In tokens, including `<s>` and `</s>`. The chosen value; effectiveMaxLength in selectors.ts limits it to what the
   * model supports.
   */
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
  /** Put before text A, because A is the query. */
  prefix: setting<string>(z.string().check(z.maxLength(TEXT_LIMIT)), '', {
    inCase: { among: 'case' },
    words: 'options.prefix',
  }),
  normalize: setting<boolean>(z.boolean(), true, {
    inCase: among('normalize'),
    words: 'options.normalize',
  }),
  /** FlagEmbedding's truncate_dim, in dimensions; null: vectors are not truncated. */
  truncateDim: setting<number | null>(z.nullable(z.int().check(z.positive())), null, {
    inCase: among('truncate_dim'),
    flag: '--truncate-dim',
    words: 'options.truncateDim',
  }),
  /** The chosen value; effectiveActivations in selectors.ts gives the value that the model supports. */
  activations: setting<(typeof ACTIVATIONS)[number]>(z.enum(ACTIVATIONS), 'published', {
    inCase: among('activations'),
    flag: '--faithful',
    words: 'options.activations',
  }),
  /** The chosen value; effectiveArithmetic in selectors.ts gives the value that the model supports. */
  arithmetic: setting<(typeof ARITHMETICS)[number]>(z.enum(ARITHMETICS), 'exact', {
    inCase: {
      among: 'settings',
      name: 'arithmetic',
      write: (value) => (value === 'exact' ? undefined : value),
      read: (written) => (written ?? 'exact') as (typeof ARITHMETICS)[number],
    },
    flag: '--arithmetic',
    words: 'options.arithmetic',
  }),
  /** Timestamps and speakers of conversations. */
  metadata: setting<(typeof METADATA_CHOICES)[number]>(z.enum(METADATA_CHOICES), 'sentences', {
    inCase: { among: 'case' },
    flag: '--metadata',
  }),
  /** Templates of the user's own for `why`, one on a line of its input; empty lines are left out when they are used. */
  whyTemplates: setting<readonly string[]>(z.array(z.string()), [], {
    inCase: {
      among: 'settings',
      name: 'why_templates',
      write: (value) => (value.length > 0 ? value : undefined),
      read: (written) => (written ?? []) as readonly string[],
    },
    flag: '--template',
  }),
  /** WebGPU is never the default, because its numbers differ from those of WASM. */
  provider: setting<(typeof PROVIDERS)[number]>(z.enum(PROVIDERS), 'wasm'),
  /** Number of WASM threads; null: as many as the hardware offers. */
  threads: setting<number | null>(z.nullable(z.int().check(z.positive())), null, {
    flag: '--threads',
    words: 'options.threads',
  }),
  /** True: run the graph as one session, although it could run layer by layer. */
  whole: setting<boolean>(z.boolean(), false, { flag: '--whole' }),
  /** What runs the layers: our own encoder where it computes them, or onnxruntime-web, for comparison. */
  encoder: setting<Engine>(z.enum(ENGINES), 'own', { flag: '--encoder' }),
  /** The host on which repositories are searched. */
  hubHost: setting<z.infer<typeof hostSchema>>(hostSchema, HOSTS[0]!),
  /** Null: the language of the browser. */
  language: setting<(typeof LANGUAGES)[number] | null>(z.nullable(z.enum(LANGUAGES)), null),
  theme: setting<(typeof THEMES)[number]>(z.enum(THEMES), 'system', { words: 'theme.label' }),
  /** Height of the open editors in CSS pixels, as the user dragged it; null: the page chooses. */
  editorHeight: setting<number | null>(z.nullable(z.int().check(z.positive())), null),
  /** Width of the editors where they stand beside the views, likewise. */
  editorWidth: setting<number | null>(z.nullable(z.int().check(z.positive())), null),
} as const

export type SettingName = keyof typeof SETTINGS
export type Settings = { readonly [K in SettingName]: (typeof SETTINGS)[K]['initial'] }
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]
