/** A model as ModelInfo (src/engine/model/types.ts) says it. */
import { OUTPUT_ROLES, POOLING_MODES } from '../../../engine/model/types'
import { z } from '../../../engine/zod'
import { available, count, flag, number, orNull, text } from './parts'

const sourced = <T extends z.core.$ZodType>(value: T) =>
  z
    .strictObject({ value, source: text })
    .check(z.describe('With the file, or the probe, that it was read from.'))
const POOLING = new RegExp(`^(${POOLING_MODES.join('|')})(\\+(${POOLING_MODES.join('|')}))*$`)
const tokenId = orNull(count)

const headInfo = z.strictObject({
  source: text,
  shape: z.array(z.union([number, text])),
  normalisedInGraph: orNull(flag),
  dimension: count,
})

/** The fields that a score’s breakdown has too. */
export const modelParts = {
  dtype: sourced(text),
  heads: z.strictObject({
    dense: available(headInfo),
    sparse: available(headInfo),
    colbert: available(headInfo),
  }),
  pooling: orNull(
    sourced(
      z
        .string()
        .check(
          z.regex(POOLING),
          z.describe('As in 1_Pooling/config.json; several, put one after the other, are joined by +.'),
        ),
    ),
  ),
  tokenizer: z.strictObject({
    kind: z.enum(['xlmr-unigram', 'huggingface-js']),
    engine: text,
    mode: orNull(text),
    vocabSize: count,
    fallbackReason: orNull(text),
    specialIds: z.strictObject({
      cls: tokenId,
      eos: tokenId,
      pad: tokenId,
      unk: tokenId,
      mask: tokenId,
    }),
  }),
  runtime: z.strictObject({
    name: text,
    version: text,
    provider: z.enum(['wasm', 'webgpu']),
    threads: count,
    threadsReason: orNull(text),
  }),
}

const encoder = z
  .discriminatedUnion('engine', [
    z.strictObject({
      engine: z.literal('own'),
      version: text,
      build: z.enum(['relaxed', 'plain']),
      threads: count,
      dot: z.enum(['exact', 'signed', 'unsigned', 'none']),
      rowBytes: count,
      spare: count,
    }),
    z.strictObject({ engine: z.literal('onnxruntime'), reason: text, detail: text }),
  ])
  .check(z.describe('What ran the layers: our own encoder, or onnxruntime-web and why.'))

const execution = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('layers'),
    layers: count,
    tableReason: orNull(text),
    blockedFrom: orNull(count),
    encoder: z.optional(encoder),
  }),
  z.strictObject({ kind: z.literal('whole'), reason: text, detail: text }),
])

const warning = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('not-stored'), file: text, reason: text, detail: text }),
  z.strictObject({ code: z.literal('vocabulary-smaller'), tokenizer: count, table: count }),
  z.strictObject({ code: z.literal('foreign-heads'), file: text, origin: text }),
])

export const model = z.strictObject({
  ...modelParts,
  namedOutputs: z.optional(
    z
      .strictObject(Object.fromEntries(OUTPUT_ROLES.map((role) => [role, z.optional(text)])))
      .check(z.describe('Which output of the graph is what, where the user said it.')),
  ),
  integerProducts: z.optional(orNull(z.enum(['signed-by-column', 'signed', 'unsigned']))),
  fusedAttention: z.optional(orNull(z.strictObject({ operator: text, headSize: count, tokens: count }))),
  id: text,
  origin: text,
  hash: text,
  isDemo: flag,
  files: z.array(
    z.strictObject({
      name: text,
      bytes: count,
      sha256: text,
      origin: z.enum(['network', 'store', 'disk']),
    }),
  ),
  totalBytes: count,
  graphFile: text,
  layout: text,
  hiddenSize: sourced(count),
  layers: orNull(sourced(count)),
  positionLimit: sourced(count),
  poolingInGraph: flag,
  tokenizerModes: z.array(text),
  inputs: z.array(text),
  outputs: z.array(text),
  execution,
  activations: z.array(z.enum(['published', 'faithful'])),
  arithmetics: z.optional(z.array(z.enum(['exact', 'avx2']))),
  attention: available(z.strictObject({ layers: count, heads: count })),
  heapEstimate: number.check(z.describe('Bytes of the WASM heap once the model is loaded, estimated.')),
  attentionHeads: sourced(count),
  loadTime: number.check(z.describe('Milliseconds.')),
  warnings: z.array(warning),
  referenceFile: orNull(text),
})
