/**
 * public/references/demo.json: a handful of test/golden/demo.json.
 * Run it as `npx tsx test/golden/make-demo-reference.ts && npx prettier --write public/references`; a unit test checks
 * that the file is what this gives.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { REFERENCE_FORMAT, REFERENCE_VERSION, type Reference } from '../../src/engine/certify/types'
import { readGolden } from '../parity'

const TEXTS = ['zh-01', 'zh-05', 'en-01', 'en-07', 'mix-02', 'ja-02', 'emo-02', 'full-04', 'ws-04']
const ROWS_OF = 'zh-01'
const PAIRS = ['t01r', 't11r', 't17r', 't29r', 't39n', 'same']
const WEIGHTS = [0.4, 0.2, 0.4] as const

/** SHA-256 of public/models/demo/onnx/model_q4.onnx: the goldens were made with its weights, dequantised. */
const GRAPH = '2c9a7dfec8be1cce6efdd2263d9bbac345b42ecac71b0f85bb5208dd1fc8cdfd'

export const DEMO_REFERENCE = fileURLToPath(new URL('../../public/references/demo.json', import.meta.url))

export function demoReference(): Reference {
  const golden = readGolden('demo')
  const find = <T extends { readonly id: string }>(list: readonly T[], id: string): T => {
    const found = list.find((each) => each.id === id)
    if (!found) throw new Error(`demo.json has no ${id}.`)
    return found
  }
  return {
    format: REFERENCE_FORMAT,
    version: REFERENCE_VERSION,
    name: 'm3scope demo',
    origin:
      'FlagEmbedding 1.4.2 (torch 2.13.0, transformers 4.57.1), fp32 on a CPU, one text per call, on the dequantised weights of the demo model: BGEM3FlagModel(DIR, use_fp16=False, pooling_method="mean").encode and .compute_score, max_length 512',
    precision: 'fp32',
    decimals: 6,
    graph_sha256: GRAPH,
    texts: TEXTS.map((id) => {
      const { text, input_ids, dense, lexical_weights, colbert } = find(golden.texts, id)
      return {
        id,
        text,
        input_ids,
        dense_vecs: dense,
        lexical_weights,
        ...(id === ROWS_OF && colbert && { colbert_vecs: colbert }),
      }
    }),
    pairs: PAIRS.map((id) => {
      const { query, passage, scores } = find(golden.pairs, id)
      return { id, a: query, b: passage, weights: WEIGHTS, scores: scores[JSON.stringify(WEIGHTS)]! }
    }),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(DEMO_REFERENCE, JSON.stringify(demoReference()))
