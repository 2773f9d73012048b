/** The layers of a graph as what they compute. */
import type { CutPlan, Part } from '../../chain/types'
import type { ReadTensor } from '../../chain/weights'
import { ELEMENT } from '../../onnx/types'
import type { LayerPlan, RecognisedLayers } from '../types'
import { attentionOf } from './attention'
import { geluOf } from './gelu'
import { normOf, type FoundNorm } from './norm'
import { linearOf, productOf, summands, withBias } from './product'
import { LayerView, Mismatch } from './view'

/**
 * @param read the weights' values; only small ones are read
 * @throws EngineError as `read`
 */
export async function recogniseLayers(plan: CutPlan, read: ReadTensor): Promise<RecognisedLayers> {
  const layers: LayerPlan[] = []
  for (const part of plan.layers) {
    try {
      layers.push(layerOf(await LayerView.open(part.graph, plan.hidden[part.index]!, read), part, plan))
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error
      return { state: 'unrecognised', layer: part.index, detail: error.message }
    }
  }
  const [first] = layers
  const other = layers.find(
    ({ hiddenSize, headSize, isHalf }) =>
      hiddenSize !== first!.hiddenSize || headSize !== first!.headSize || isHalf !== first!.isHalf,
  )
  if (other) return { state: 'unrecognised', layer: other.index, detail: 'layers of different sizes' }
  return { state: 'recognised', layers }
}

function layerOf(view: LayerView, { graph, index }: Part, { hidden }: CutPlan): LayerPlan {
  const input = hidden[index]!
  const output = hidden[index + 1]!
  const isOther = graph.outputs.find(({ name }) => name !== output.name)
  if (isOther) throw new Mismatch(`${isOther.name} of the inside is an output`)
  if (input.type !== ELEMENT.float && input.type !== ELEMENT.float16)
    throw new Mismatch(`hidden states of type ${input.type}`)

  const last = normOf(view, output.name)
  const { first, activated, outputLinear } = feedForward(view, last)
  const gelu = geluOf(view, activated)
  const intermediate = linearOf(view, gelu.input, gelu.biases)
  if (intermediate.input !== first) throw new Mismatch(`the feed-forward half takes ${intermediate.input}`)

  const attentionNorm = normOf(view, first)
  const { linear: attentionOutput, input: context } = residual(view, attentionNorm, input.name)
  const hiddenSize = attentionOutput.outputs
  const attention = attentionOf(view, context, hiddenSize)
  if (view.plain(attention.input) !== input.name && attention.input !== input.name)
    throw new Mismatch(`attention of ${attention.input}`)
  const plan: LayerPlan = {
    index,
    hiddenSize,
    heads: attention.heads,
    headSize: hiddenSize / attention.heads,
    feedForward: intermediate.linear.outputs,
    query: attention.query,
    key: attention.key,
    value: attention.value,
    attentionOutput,
    attentionNorm: attentionNorm.norm,
    intermediate: intermediate.linear,
    output: outputLinear,
    outputNorm: last.norm,
    scale: attention.scale,
    gelu: gelu.kind,
    isHalf: output.type === ELEMENT.float16,
    others: graph.inputs.map(({ name }) => name).filter((name) => name !== input.name),
  }
  checkSizes(plan)
  return plan
}

/** norm(linear(gelu) + x), where x is the result of the first norm. */
function feedForward(view: LayerView, norm: FoundNorm) {
  const tried: string[] = []
  // Which summand is the residual is not known yet: it is the one that is a norm.
  const candidates = norm.sum.length === 2 ? norm.sum : summands(view, norm.sum[0]!, null).terms
  const sums = new Set([...candidates, ...directTerms(view, norm)])
  for (const first of sums) {
    if (!isNorm(view, first)) continue
    tried.push(first)
    const { linear, input } = residual(view, norm, first)
    return { first, activated: input, outputLinear: linear }
  }
  throw new Mismatch(
    `no residual in ${norm.sum.join(' + ')}${tried.length > 0 ? ` (tried ${tried.join(', ')})` : ''}`,
  )
}

/** The operands of the outermost Add: a norm in parts ends with an Add itself. */
const directTerms = (view: LayerView, { sum }: FoundNorm): readonly string[] =>
  sum.flatMap((name) => (view.is(name, 'Add') ? view.node(name, 'Add').inputs : [name]))

function isNorm(view: LayerView, name: string): boolean {
  try {
    normOf(view, name)
    return true
  } catch (error) {
    if (error instanceof Mismatch) return false
    throw error
  }
}

/** The linear part of a sum of linear part and residual. */
function residual(view: LayerView, { sum, biases }: FoundNorm, stop: string) {
  const all = sum.map((name) => summands(view, name, stop))
  const terms = all.flatMap(({ terms: found }) => found)
  const rest = terms.filter((name) => name !== stop)
  if (terms.length !== 2 || rest.length !== 1)
    throw new Mismatch(`the sum of ${terms.join(', ')} has not ${stop} and one product`)
  const constants = all.flatMap(({ constants: found }) => found)
  return withBias(productOf(view, rest[0]!), [...constants, ...biases], rest[0]!)
}

function checkSizes(plan: LayerPlan): void {
  const { hiddenSize, feedForward, query, key, value, attentionOutput, intermediate, output } = plan
  const expected = [
    [query, hiddenSize, hiddenSize],
    [key, hiddenSize, hiddenSize],
    [value, hiddenSize, hiddenSize],
    [attentionOutput, hiddenSize, hiddenSize],
    [intermediate, hiddenSize, feedForward],
    [output, feedForward, hiddenSize],
  ] as const
  for (const [{ inputs, outputs, weights }, k, n] of expected) {
    if (inputs !== k || outputs !== n)
      throw new Mismatch(`weights ${weights.tensor.name} are ${inputs} × ${outputs}, not ${k} × ${n}`)
    if (k % 8 !== 0 || n % 8 !== 0)
      throw new Mismatch(`weights ${weights.tensor.name} of ${k} × ${n}: no multiples of 8`)
  }
  if (!Number.isInteger(plan.headSize) || plan.headSize % 4 !== 0)
    throw new Mismatch(`heads of ${plan.headSize} numbers`)
}
