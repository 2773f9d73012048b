import type { CheckName } from './types'

/** What each check expects. Shares of texts are 0 to 1. */
export type Tolerances = Readonly<Record<CheckName, number>>

type Arithmetic = 'same' | 'fp32' | 'fp16' | 'q8' | 'int8' | 'q4'

/**
 * How far numbers may lie from FlagEmbedding in fp32, by the arithmetic that made them. "Measured" is on the demo model's
 * weights against test/golden/demo.json (39 texts, 25 pairs, 12 layers of 384): dequantised to fp32, then converted
 * the way public files are. The bounds leave room for 24 layers of 1024.
 */
const TABLE: Readonly<Record<Arithmetic, Tolerances>> = {
  // The same graph in the same runtime: only the order of sums can differ. Measured: 3e-7, rows 1e-6.
  same: row(0.99999, 1, 1e-5, 1e-5, 0.99999, 1e-5),
  // Another library's fp32. Measured: 3e-7, rows 8e-7.
  fp32: row(0.99999, 1, 1e-4, 1e-4, 0.99999, 1e-4),
  // Measured: weights 1.4e-4, rows 2.1e-4, scores 2.3e-4, cosines 0.999998. bge-m3's README (fp16 on a GPU) is
  // 1.8e-4 from fp32 in weights, and in its own two dense scores of one pair 5.2e-4 from itself: 0.6265, 0.62598.
  fp16: row(0.9999, 0.8, 2e-3, 2e-3, 0.9999, 2e-3),
  // Weights in 8 bits by blocks of 32, activations in fp32. Measured: dense cosine 0.99967, weights 4.1e-3,
  // rows 4.1e-3, their cosine 0.99970, scores 3.0e-3. bfloat16 keeps as many bits.
  q8: row(0.999, 0.8, 1e-2, 1e-2, 0.999, 1e-2),
  // Dynamic int8 with one activation scale for a tensor, as public files have it. Measured: dense cosine 0.924,
  // top 5 equal in 25 of 39, weights 0.063, rows 0.15, their cosine 0.858, scores 0.070. Reported elsewhere: dense
  // 0.927 on x86 (bge-m3-lite), rows 0.69.
  int8: row(0.9, 0.3, 0.1, 0.3, 0.65, 0.1),
  // Weights in 4 bits by blocks of 32, activations in fp32. Measured: dense cosine 0.944, top 5 equal in 24 of 39,
  // weights 0.055, rows 0.070, their cosine 0.923, scores 0.058.
  q4: row(0.93, 0.3, 0.1, 0.15, 0.88, 0.1),
}

function row(
  denseCosine: number,
  sparseTop5: number,
  sparseWeights: number,
  colbertRows: number,
  colbertCosine: number,
  scores: number,
): Tolerances {
  return {
    input_ids: 1,
    dense_cosine: denseCosine,
    sparse_top5: sparseTop5,
    sparse_weights: sparseWeights,
    colbert_rows: colbertRows,
    colbert_cosine: colbertCosine,
    scores,
  }
}

const BOUNDS = {
  input_ids: 'at-least',
  dense_cosine: 'at-least',
  sparse_top5: 'at-least',
  sparse_weights: 'at-most',
  colbert_rows: 'at-most',
  colbert_cosine: 'at-least',
  scores: 'at-most',
} as const satisfies Record<CheckName, 'at-least' | 'at-most'>

export const boundOf = (name: CheckName): 'at-least' | 'at-most' => BOUNDS[name]

/**
 * What to expect when a model is compared with reference values: the tolerance of the coarser of the two arithmetics.
 * @param dtype of the model, ModelInfo.dtype; of a mixed one, its coarsest counts @param precision of the values, Reference.precision
 * @param sameGraph the values are of this very graph, in this runtime
 */
export function tolerances(dtype: string, precision: string, sameGraph: boolean): Tolerances {
  if (sameGraph) return TABLE.same
  return [...dtype.split(' + '), precision].flatMap(rowsOf).reduce(looser)
}

/** @param dtype one part of "int8 + fp32" */
function rowsOf(dtype: string): readonly Tolerances[] {
  if (/^(fp32|fp64|float32|float64)$/.test(dtype)) return [TABLE.fp32]
  if (/^(fp16|float16)$/.test(dtype)) return [TABLE.fp16]
  if (/^(q8|u?int16|bf16|bfloat16)/.test(dtype)) return [TABLE.q8]
  if (/^u?int8/.test(dtype)) return [TABLE.int8]
  if (/^(q4|bnb4|u?int4)/.test(dtype)) return [TABLE.q4]
  // An unknown arithmetic gets the widest tolerance of those in use.
  return [TABLE.int8, TABLE.q4]
}

const looser = (a: Tolerances, b: Tolerances): Tolerances =>
  Object.fromEntries(
    Object.entries(BOUNDS).map(([key, bound]) => {
      const name = key as CheckName
      return [name, bound === 'at-least' ? Math.min(a[name], b[name]) : Math.max(a[name], b[name])]
    }),
  ) as unknown as Tolerances
