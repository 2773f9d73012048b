import type { Detail } from '../detail-words'
import { detail } from '../details'
import { EngineError } from '../errors'
import { rowNorms } from '../heads/normalize'
import { checkFinite } from './graph'
import { isUnit, type HeadPlans } from './layout'
import type { FloatTensor } from './ports'

/** Facts about a model that only a run can show. */
export interface ProbeFacts {
  readonly denseDimension: number | null
  readonly denseNormalised: boolean | null
  readonly tokensDimension: number | null
  readonly colbertDimension: number | null
  readonly colbertNormalised: boolean | null
  /** True: the graph's rows begin with `<s>`, which FlagEmbedding drops. */
  readonly colbertHasFirst: boolean | null
}

/**
 * Shapes, and whether vectors come normalised, from one run with harmless ids.
 * @param outputs of a run with n ≥ 4 tokens
 * @throws EngineError model/layout-unknown when outputs have shapes that fit no known layout, model/not-finite
 */
export function factsOf(
  plans: HeadPlans,
  outputs: Readonly<Record<string, FloatTensor>>,
  n: number,
  file: string,
): ProbeFacts {
  const take = (name: string): FloatTensor => checkFinite(outputs[name]!, name, file)
  const unknown = (name: string, tensor: FloatTensor, expected: Detail) =>
    new EngineError(
      'model/layout-unknown',
      `${file}: output ${name} has shape [${tensor.dims.join(', ')}] for ${n} tokens, expected ${expected.text}.`,
      {
        file,
        output: name,
        found: `[${tensor.dims.join(', ')}]`,
        expected,
      },
    )

  let dense: { dimension: number; normalised: boolean } | null = null
  if (plans.dense.state === 'available' && plans.dense.value.kind === 'output') {
    const { output } = plans.dense.value
    const tensor = take(output)
    const dimension = tensor.dims.at(-1)!
    if (tensor.data.length !== dimension) throw unknown(output, tensor, detail('shape-vector'))
    dense = { dimension, normalised: allUnit(tensor.data, dimension) }
  }

  let colbert: { dimension: number; normalised: boolean; hasFirst: boolean } | null = null
  if (plans.colbert.state === 'available' && plans.colbert.value.kind === 'output') {
    const { output } = plans.colbert.value
    const tensor = take(output)
    const dimension = tensor.dims.at(-1)!
    const rows = tensor.data.length / dimension
    if (rows !== n && rows !== n - 1) throw unknown(output, tensor, detail('shape-rows', { n, fewer: n - 1 }))
    colbert = { dimension, normalised: allUnit(tensor.data, dimension), hasFirst: rows === n }
  }

  if (plans.sparse.state === 'available' && plans.sparse.value.kind === 'output') {
    const { output } = plans.sparse.value
    const tensor = take(output)
    if (tensor.data.length !== n) throw unknown(output, tensor, detail('shape-weights', { n }))
  }

  const tokensName = [plans.dense, plans.sparse, plans.colbert]
    .map((plan) => (plan.state === 'available' && plan.value.kind !== 'output' ? plan.value.output : null))
    .find((name) => name !== null)
  let tokensDimension: number | null = null
  if (tokensName) {
    const tensor = take(tokensName)
    tokensDimension = tensor.dims.at(-1)!
    if (tensor.data.length !== n * tokensDimension)
      throw unknown(tokensName, tensor, detail('shape-tokens', { n }))
  }

  return {
    denseDimension: dense?.dimension ?? null,
    denseNormalised: dense?.normalised ?? null,
    tokensDimension,
    colbertDimension: colbert?.dimension ?? null,
    colbertNormalised: colbert?.normalised ?? null,
    colbertHasFirst: colbert?.hasFirst ?? null,
  }
}

const allUnit = (data: Float32Array, dimension: number): boolean => rowNorms(data, dimension).every(isUnit)
