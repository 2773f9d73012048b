import { EngineError } from '../errors'
import { pool } from '../heads/dense'
import { rowNorms } from '../heads/normalize'
import { dot, norm } from '../matrix'
import { checkFinite } from './graph'
import { isUnit, OUTPUT_NAMES, type GraphOutputs } from './layout'
import type { FloatTensor, GraphSession, TensorMeta } from './ports'
import type { HeadName } from './types'

type Kind = HeadName | 'tokens'

/** Outputs of other tasks: their shapes look like those of a head. */
const NEVER = /^(pooler_output|logits|attentions?|hidden_states)\b/

/**
 * Recognises the outputs of a graph without known names by their rank and width in one run, never by their
 * order. [1, hidden size] is the sentence vector, [1, n, 1] and [1, n] are token weights, [1, n - 1, d] are ColBERT
 * rows. [1, n, d] are ColBERT rows when all have length 1, and hidden states when the sentence vector is their
 * first row or their mean.
 * @param results of a run with n tokens @param hiddenSize of config.json
 * @throws EngineError model/layout-unknown naming the outputs that cannot be told, model/not-finite
 */
export function outputsByShape(
  session: GraphSession,
  results: Readonly<Record<string, FloatTensor>>,
  n: number,
  hiddenSize: number | null,
  file: string,
): GraphOutputs {
  const shapeOf = ({ name }: TensorMeta) => results[name]?.dims ?? []
  const dense = session.outputs.find((meta) => isDense(shapeOf(meta), hiddenSize) && !NEVER.test(meta.name))
  const sentence = dense ? results[dense.name]! : null
  const found = new Map<Kind, TensorMeta>()
  const untold: TensorMeta[] = []
  for (const meta of session.outputs) {
    if (results[meta.name]) checkFinite(results[meta.name]!, meta.name, file)
    const kind = NEVER.test(meta.name) ? null : kindOf(results[meta.name], sentence, n, hiddenSize)
    if (kind && !found.has(kind)) found.set(kind, meta)
    else untold.push(meta)
  }
  const [only] = untold
  if (only && session.outputs.length === 1 && isHidden(shapeOf(only), n, hiddenSize)) {
    // One output, as wide as the hidden states, with a row for each token: there is nothing else that it could be.
    found.set('tokens', untold.pop()!)
  }
  if (untold.length > 0 || found.size === 0) {
    const names = untold.map((meta) => `${meta.name} [${shapeOf(meta).join(', ')}]`).join(', ')
    throw new EngineError(
      'model/layout-unknown',
      `${file}: m3scope knows none of its outputs by name, and cannot recognise them from a run with ${n} tokens: ${names}. Name them: which is dense, sparse, colbert, or tokens (hidden states).`,
      { file, found: names, expected: Object.values(OUTPUT_NAMES).flat().join(', ') },
    )
  }
  const of = (kind: Kind) => found.get(kind) ?? null
  return {
    dense: of('dense'),
    sparse: of('sparse'),
    colbert: of('colbert'),
    tokens: of('tokens'),
    toldBy: 'shape',
  }
}

const isHidden = (dims: readonly number[], n: number, hiddenSize: number | null) =>
  dims.length === 3 && dims[0] === 1 && dims[1] === n && dims[2]! > 1 && (hiddenSize ?? dims[2]) === dims[2]

const isDense = (dims: readonly number[], hiddenSize: number | null) =>
  dims.length === 2 && dims[0] === 1 && hiddenSize !== null && dims[1] === hiddenSize

function kindOf(
  tensor: FloatTensor | undefined,
  sentence: FloatTensor | null,
  n: number,
  hiddenSize: number | null,
): Kind | null {
  const [batch, rows, width] = tensor?.dims ?? []
  if (!tensor || batch !== 1) return null
  if (tensor.dims.length === 2)
    return rows === n
      ? n === hiddenSize
        ? null
        : 'sparse'
      : isDense(tensor.dims, hiddenSize)
        ? 'dense'
        : null
  if (tensor.dims.length !== 3 || !width) return null
  if (width === 1) return rows === n ? 'sparse' : null
  if (rows === n - 1) return 'colbert'
  if (rows !== n) return null
  if (rowNorms(tensor.data, width).every(isUnit)) return 'colbert'
  const pooled = (['cls', 'mean'] as const).map((pooling) => pool(tensor.data, n, width, pooling))
  return pooled.some((vector) => sentence?.data.length === width && isUnit(cosine(vector, sentence.data)))
    ? 'tokens'
    : null
}

const cosine = (a: Float32Array, b: Float32Array) => dot(a, b) / (norm(a) * norm(b))
