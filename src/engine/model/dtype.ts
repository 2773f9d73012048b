import type { OnnxSummary } from '../onnx/summary'
import { ELEMENT } from '../onnx/types'
import type { Sourced } from './types'

const INTEGER_OPERATORS = [
  'MatMulInteger',
  'DynamicQuantizeMatMul',
  'MatMulIntegerToFloat',
  'QLinearMatMul',
  'QAttention',
]

/** How the weights are stored. Read from the graph, because a file's name can be wrong. */
export function detectDtype(summary: OnnxSummary, fileName: string): Sourced<string> {
  const count = (operator: string) => summary.operators.get(operator) ?? 0
  const share = (type: number) => summary.weightBytes.get(type) ?? 0
  const counted = (operator: string) => `${count(operator)} ${operator}`

  if (summary.matMulBits > 0) {
    const half = summary.matMulElement === ELEMENT.float16 ? 'f16' : ''
    return {
      value: `q${summary.matMulBits}${half}`,
      source: `${fileName}: ${counted('MatMulNBits')} nodes, ${summary.matMulBits} bits`,
      words: {
        code: 'quantised-nodes-bits',
        values: { file: fileName, nodes: counted('MatMulNBits'), bits: summary.matMulBits },
      },
    }
  }
  if (count('MatMulBnb4') > 0) return { value: 'bnb4', ...nodesSource(fileName, [counted('MatMulBnb4')]) }

  const integer = INTEGER_OPERATORS.filter((operator) => count(operator) > 0)
  if (integer.length > 0)
    return {
      value: share(ELEMENT.int8) >= share(ELEMENT.uint8) ? 'int8' : 'uint8',
      ...nodesSource(fileName, integer.map(counted)),
    }

  const floats = [
    ['fp32', ELEMENT.float],
    ['fp16', ELEMENT.float16],
    ['bf16', ELEMENT.bfloat16],
    ['fp64', ELEMENT.double],
  ] as const
  const [name, type] = floats.reduce((most, next) => (share(next[1]) > share(most[1]) ? next : most))
  const megabytes = (share(type) / 1e6).toFixed(1)
  return {
    value: share(type) > 0 ? name : 'unknown',
    source: `${fileName}: ${megabytes} MB of ${name} initialisers`,
    words: { code: 'initialisers', values: { file: fileName, megabytes, type: name } },
  }
}

const nodesSource = (file: string, nodes: readonly string[]): Pick<Sourced<string>, 'source' | 'words'> => ({
  source: `${file}: ${nodes.map((each) => `${each} nodes`).join(', ')}`,
  words: { code: 'quantised-nodes', values: { file, nodes: nodes.join(', ') } },
})
