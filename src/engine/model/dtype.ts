import type { Products } from '../onnx/products'
import type { OnnxSummary } from '../onnx/summary'
import { ELEMENT } from '../onnx/types'
import type { Sourced } from './types'

/** Rounded weights first, from the coarsest; a name begins with one of these. */
const COARSE = ['q2', 'fp4', 'bnb4', 'q4', 'int8', 'uint8', 'fp8', 'q8', 'bf16', 'fp16', 'int16', 'uint16']
const coarseness = (dtype: string): number => {
  const place = COARSE.findIndex((name) => dtype.startsWith(name))
  return place < 0 ? COARSE.length : place
}
/** A finer arithmetic is named from this share of the weights on; a coarser one always, because it limits the result. */
const SHARE = 0.01

/**
 * The arithmetic of the products with weights, read from the graph, because a file's name can be wrong, and tables that are
 * only looked up may be stored in another type. Of several, all are named: "int8 + fp32", most weights first.
 */
export function detectDtype(summary: OnnxSummary, fileName: string): Sourced<string> {
  const { products } = summary
  if (products.length === 0) return mostBytes(summary, fileName)
  const weights = new Map<string, number>()
  for (const each of products) weights.set(each.dtype, (weights.get(each.dtype) ?? 0) + each.weights)
  const [main = '', ...others] = [...weights].toSorted((a, b) => b[1] - a[1]).map(([name]) => name)
  const total = products.reduce((sum, each) => sum + each.weights, 0)
  const named = others.filter(
    (name) => coarseness(name) < coarseness(main) || weights.get(name)! >= SHARE * total,
  )
  const nodes = products.map(inWords).join(', ')
  return {
    value: [main, ...named].join(' + '),
    source: `${fileName}: its products with weights are ${nodes}`,
    words: { code: 'products', values: { file: fileName, nodes } },
  }
}

const inWords = ({ operator, dtype, nodes }: Products): string => `${nodes} ${operator} (${dtype})`

/** Of a graph whose products cannot be seen: they are in functions or in subgraphs. */
function mostBytes({ weightBytes }: OnnxSummary, fileName: string): Sourced<string> {
  const types = [
    ['fp32', ELEMENT.float],
    ['fp16', ELEMENT.float16],
    ['bf16', ELEMENT.bfloat16],
    ['fp64', ELEMENT.double],
    ['int8', ELEMENT.int8],
    ['uint8', ELEMENT.uint8],
  ] as const
  const share = (type: number) => weightBytes.get(type) ?? 0
  const [name, type] = types.reduce((most, next) => (share(next[1]) > share(most[1]) ? next : most))
  const megabytes = (share(type) / 1e6).toFixed(1)
  return {
    value: share(type) > 0 ? name : 'unknown',
    source: `${fileName}: ${megabytes} MB of ${name} initialisers`,
    words: { code: 'initialisers', values: { file: fileName, megabytes, type: name } },
  }
}
