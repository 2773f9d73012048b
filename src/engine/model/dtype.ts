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
  const because = (reason: string) => `${fileName}: ${reason}`

  if (summary.matMulBits > 0) {
    const half = summary.matMulElement === ELEMENT.float16 ? 'f16' : ''
    return {
      value: `q${summary.matMulBits}${half}`,
      source: because(`${count('MatMulNBits')} MatMulNBits nodes, ${summary.matMulBits} bits`),
    }
  }
  if (count('MatMulBnb4') > 0)
    return { value: 'bnb4', source: because(`${count('MatMulBnb4')} MatMulBnb4 nodes`) }

  const integer = INTEGER_OPERATORS.filter((operator) => count(operator) > 0)
  if (integer.length > 0)
    return {
      value: share(ELEMENT.int8) >= share(ELEMENT.uint8) ? 'int8' : 'uint8',
      source: because(integer.map((operator) => `${count(operator)} ${operator} nodes`).join(', ')),
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
    source: because(`${megabytes} MB of ${name} initialisers`),
  }
}
