/**
 * What is added to the scores. The encoder adds nothing: it knows which tokens the graph's masks hide. So a summand may only come
 * from those, never from positions or the text's length, which show in a longer text than the one that is checked at load.
 */
import { elementsIn } from '../../onnx/types'
import { Mismatch, type LayerView } from './view'

/** Their first input has the values, the others a shape. */
const SHAPES: readonly string[] = ['Cast', 'Expand', 'Identity', 'Reshape', 'Slice', 'Squeeze', 'Unsqueeze']
/** Of each value alone. */
const VALUES: readonly string[] = ['Add', 'And', 'Div', 'Equal', 'Mul', 'Neg', 'Not', 'Or', 'Sub', 'Where']

/** @throws Mismatch unless it is computed value by value from the layer's other inputs and from single numbers */
export function checkMask(view: LayerView, name: string): void {
  const tensor = view.tensor(name)
  if (tensor) {
    // The same number for every key changes no weight.
    if (elementsIn(tensor.dims) === 1) return
    throw new Mismatch(`${name} is added to the scores, which is no mask`)
  }
  const node = view.nodeOf(name)
  if (!node) {
    if (name !== view.hidden.name) return
    throw new Mismatch(`${name} is added to the scores, which is no mask`)
  }
  if (!SHAPES.includes(node.operator) && !VALUES.includes(node.operator))
    throw new Mismatch(`${node.operator} gives ${name}, which is added to the scores and is no mask`)
  for (const each of SHAPES.includes(node.operator) ? node.inputs.slice(0, 1) : node.inputs)
    if (each !== '') checkMask(view, each)
}
