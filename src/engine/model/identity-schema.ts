/** The schema of Identity, for every file format that says what made its numbers. */
import { z } from '../zod'
import { ARITHMETICS } from '../encoder/ports'
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
    arithmetic: z.exactOptional(
      z
        .enum(ARITHMETICS)
        .check(
          z.describe(
            'How products of 8-bit integers were computed; absent: none whose sums differ between CPUs.',
          ),
        ),
    ),
    execution: z.enum(['layers', 'whole']),
    encoder: z.exactOptional(
      z
        .string()
        .check(
          z.describe('The kernels that ran the layers, with version and build; absent: the runtime did.'),
        ),
    ),
    runtime: z.string(),
    provider: z.string(),
    threads: count,
    tokenizer: z.string(),
    tokenizer_mode: z.string(),
    max_length: count.check(z.describe('Counts <s> and </s>.')),
    truncate_dim: z.nullable(z.int().check(z.positive())),
    normalize: z.boolean(),
    endpoint: z.exactOptional(
      z.string().check(z.describe('The server that gave the vectors; the model then only counted tokens.')),
    ),
  })
  .check(z.describe('What made the numbers.'))
