import type { Encoded } from '../../../../src/engine/encode/types'
import { available, mapAvailable, unavailable, type ModelInfo } from '../../../../src/engine/model/types'
import { explain, scoresOf } from '../../../../src/engine/score'
import { milliseconds } from '../../../../src/engine/units'
import type { CompareResult } from '../../../../src/features/compare/state-types'
import type { Result } from '../../../../src/core/state'
import { a, b } from '../fixtures'

export const weights = { dense: 0.4, sparse: 0.2, colbert: 0.4 }

export const info = (id: string, over: object = {}): ModelInfo =>
  ({
    id,
    origin: `models/${id}/`,
    hash: `hash of ${id}`,
    isDemo: false,
    files: [{ name: 'model.onnx', sha256: `sha of ${id}` }],
    graphFile: 'model.onnx',
    dtype: { value: 'fp32', source: 'model.onnx' },
    hiddenSize: { value: 384, source: 'config.json' },
    heads: { dense: unavailable('no-pooling') },
    tokenizer: { engine: 'm3scope XLM-R Unigram', vocabSize: 250_002 },
    runtime: { name: 'onnxruntime-web', version: '1', provider: 'wasm', threads: 1, threadsReason: null },
    execution: { kind: 'layers', layers: 4, tableReason: null, blockedFrom: 1024 },
    activations: [],
    attention: available({ layers: 4, heads: 2 }),
    ...over,
  }) as object as ModelInfo

export function resultOf(textA: Encoded, textB: Encoded, model: ModelInfo): Result {
  const explanation = explain(textA, textB, (id) => `#${id}`)
  return {
    info: model,
    inputs: {
      textA: textA.tokenized.text,
      textB: textB.tokenized.text,
      rules: '[]',
      leaveOutMetadata: false,
      prefix: '',
      maxLength: 512,
      tokenizerMode: 'hf4',
      normalize: true,
      truncateDim: null,
      activations: 'published',
      arithmetic: 'exact',
      modelHash: model.hash,
      provider: 'wasm',
    },
    reply: {
      a: { encoded: textA, cached: false },
      b: { encoded: textB, cached: false },
      explanation,
      scores: scoresOf(explanation, weights),
      time: milliseconds(1),
    },
    time: milliseconds(1),
  }
}

/** The same text as a model with other weights sees it: every third term is gone, vectors are turned. */
export const altered = (text: Encoded): Encoded => ({
  ...text,
  denseVecs: mapAvailable(text.denseVecs, (vector) => vector.map((x, i) => (i % 3 === 0 ? -x : x))),
  lexicalWeights: mapAvailable(
    text.lexicalWeights,
    (terms) => new Map([...terms].filter((_, i) => i % 3 !== 1).map(([id, w]) => [id, w * 1.5])),
  ),
  colbertVecs: mapAvailable(text.colbertVecs, (matrix) => ({
    ...matrix,
    data: matrix.data.map((x, i) => (i % matrix.dimension < matrix.dimension / 4 ? -x : x)),
  })),
})

export const pairOf = (second: Result, first = resultOf(a, b, info('one'))): CompareResult => ({
  first,
  second,
  held: 'both',
  ranking: null,
})
export const changed = pairOf(resultOf(altered(a), b, info('two')))
