/** Real models in process, whole or spoilt on the way out of the graph, and the goldens as reference files. */
import * as ort from 'onnxruntime-web'
import { loadModel, type LoadedModel } from '../../../src/engine/model/load'
import type { FloatTensor, ModelSource } from '../../../src/engine/model/ports'
import type { Reference, ReferencePair, ReferenceText } from '../../../src/engine/certify/types'
import { folderSource } from '../../../src/platform/node/folder'
import { createOrtRuntime } from '../../../src/platform/ort'
import { MODEL_FOLDERS } from '../../engine'
import { readGolden } from '../../parity'

const runtime = createOrtRuntime(ort, {
  provider: 'wasm',
  threads: 1,
  threadsReason: 'node',
  wasmBaseUrl: null,
})

export async function load(
  name: 'tiny' | 'demo',
  graphFile: string,
  change: (source: ModelSource) => ModelSource = (source) => source,
): Promise<LoadedModel> {
  const source = change(await folderSource(MODEL_FOLDERS[name]))
  return loadModel(source, runtime, { isDemo: false, graphFile, pooling: null })
}

/** The model with one of its outputs changed. */
export function spoilt(
  model: LoadedModel,
  output: string,
  change: (value: number, index: number) => number,
): LoadedModel {
  return {
    ...model,
    session: {
      ...model.session,
      async run(feeds, options) {
        const outputs = await model.session.run(feeds, options)
        const { dims, data } = outputs[output]!
        const tensor: FloatTensor = { dims, data: data.map(change) }
        return { ...outputs, [output]: tensor }
      },
    },
  }
}

/** test/golden/tiny.json as a reference file: short texts only. */
export function tinyReference(): Reference {
  const golden = readGolden('tiny')
  return {
    format: 'm3scope/reference',
    version: 1,
    name: 'tiny',
    origin: 'FlagEmbedding 1.4.2',
    precision: 'fp32',
    texts: golden.texts
      .filter((text) => text.input_ids.length < 300)
      .map(({ id, text, input_ids, dense, lexical_weights, colbert }): ReferenceText => ({
        id,
        text,
        input_ids,
        dense_vecs: dense,
        lexical_weights,
        ...(colbert && { colbert_vecs: colbert }),
      })),
    pairs: golden.pairs
      .filter(({ passage }) => passage.length < 1000)
      .flatMap(({ id, query, passage, scores }): ReferencePair[] => [
        { id, a: query, b: passage, scores: scores.default! },
        {
          id: `${id}-weighted`,
          a: query,
          b: passage,
          weights: [0.4, 0.2, 0.4],
          scores: scores['[0.4,0.2,0.4]']!,
        },
      ]),
  }
}
