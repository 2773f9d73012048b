/** The schema of Identity, for every file format that says what made its numbers. */
import { z } from 'zod'
import { ACTIVATIONS } from './ports'

const count = z.number().int().nonnegative()

export const identitySchema = z
  .strictObject({
    model: z.string(),
    origin: z.string().describe('Where the model came from, with its revision.'),
    model_hash: z
      .string()
      .describe('SHA-256 over the lines "name sha256\\n" of all files that were read, sorted.'),
    graph: z.string(),
    graph_sha256: z.string().nullable(),
    dtype: z.string(),
    activations: z.enum(ACTIVATIONS).nullable(),
    execution: z.enum(['layers', 'whole']),
    runtime: z.string(),
    provider: z.string(),
    threads: count,
    tokenizer: z.string(),
    tokenizer_mode: z.string(),
    max_length: count.describe('Counts <s> and </s>.'),
    truncate_dim: z.number().int().positive().nullable(),
    normalize: z.boolean(),
  })
  .describe('What made the numbers.')
