/** Options that many commands have, in the order of help. */
import type { OptionName } from './options'

/** Which model, and how it reads a text. */
export const MODEL_OPTIONS = [
  'model',
  'outputs',
  'tokenizer',
  'maxLength',
] as const satisfies readonly OptionName[]

/** How the model runs, and what is said meanwhile. */
export const RUN_OPTIONS = [
  'threads',
  'whole',
  'encoder',
  'faithful',
  'arithmetic',
  'progress',
] as const satisfies readonly OptionName[]
