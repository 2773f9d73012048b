/** The schema of Identity, for every file format that says what made its numbers. */
import { z } from '../zod'
import { ACTIVATIONS } from './ports'

const count = z.int().check(z.nonnegative())

export const identitySchema = z
  .strictObject({
    model: z.string(),
    origin: z.string().check(z.describe('Where the model came from, with its revision.')),
    model_hash: z
      .string()
      .check(z.describe('SHA-256 over the lines "name sha256\\n" of all files that were read, sorted.')),
    graph: z.string(),
    graph_sha256: z.nullable(z.string()),
    outputs: z.exactOptional(
      z.string().check(z.describe('Outputs of the graph that the user named: "dense=a, colbert=b".')),
    ),
    dtype: z.string(),
    activations: z.nullable(z.enum(ACTIVATIONS)),
    execution: z.enum(['layers', 'whole']),
    runtime: z.string(),
    provider: z.string(),
    threads: count,
    tokenizer: z.string(),
    tokenizer_mode: z.string(),
    max_length: count.check(z.describe('Counts <s> and </s>.')),
    truncate_dim: z.nullable(z.int().check(z.positive())),
    normalize: z.boolean(),
  })
  .check(z.describe('What made the numbers.'))
