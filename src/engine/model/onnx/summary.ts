import { EngineError } from '../../errors'
import { vocabularyRows, type GraphNode } from './vocabulary'
import { fieldsOf, textOf, WireError, type Field } from './wire'

/** What m3scope wants to know of a graph before onnxruntime sees it. */
export interface OnnxSummary {
  /** Operator → number of nodes, subgraphs not included. */
  readonly operators: ReadonlyMap<string, number>
  /** Bits of MatMulNBits weights, 0 when there are none. */
  readonly matMulBits: number
  /** Element type in which MatMulNBits computes: its scales' when they are stored as it takes them, else float. */
  readonly matMulElement: number
  /** ONNX element type (TensorProto.DataType) → bytes of initialisers. */
  readonly weightBytes: ReadonlyMap<number, number>
  /** Files that the initialisers refer to, relative to the graph's folder. */
  readonly externalFiles: readonly string[]
  /** Rows of the embedding table that `input_ids` look up; null when the graph does not tell. */
  readonly vocabularyRows: number | null
}

// Field numbers: onnx.proto3 of ONNX 1.17.
const MODEL_GRAPH = 7
const GRAPH = { node: 1, initializer: 5 } as const
const NODE = { input: 1, output: 2, opType: 4, attribute: 5 } as const
const ATTRIBUTE = { name: 1, int: 3, tensor: 5 } as const
const TENSOR = { dims: 1, dataType: 2, name: 8, externalData: 13 } as const
const ENTRY = { key: 1, value: 2 } as const

export const ELEMENT = { float: 1, uint8: 2, int8: 3, float16: 10, double: 11, bfloat16: 16 } as const
const ELEMENT_BYTES: Readonly<Record<number, number>> = {
  1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 12: 4, 13: 8, 16: 2, 21: 0.5, 22: 0.5,
} // prettier-ignore

/**
 * Walks an ONNX file without reading its weights.
 * @throws EngineError model/not-onnx, model/truncated; both name the file and the offset
 */
export function summarizeOnnx(file: Uint8Array, fileName: string): OnnxSummary {
  refuseOtherFiles(file, fileName)
  const summary: Collected = {
    operators: new Map(),
    matMulBits: 0,
    matMulScales: null,
    weightBytes: new Map(),
    elementOf: new Map(),
    dimsOf: new Map(),
    nodes: [],
    external: new Set(),
  }
  let graphs = 0
  try {
    for (const field of fieldsOf(file, 0, file.length)) {
      if (field.number !== MODEL_GRAPH || field.wireType !== 2) continue
      graphs++
      walkGraph(file, field, summary)
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const where = `${error.message}, at byte ${error.offset}`
    if (error.kind === 'truncated')
      throw new EngineError('model/truncated', `${fileName} ends too early (${where}).`, {
        file: fileName,
        found: file.length,
        expected: `≥ ${error.needed}`,
        offset: error.offset,
      })
    throw new EngineError('model/not-onnx', `${fileName} is not an ONNX file (${where}).`, {
      file: fileName,
      reason: where,
    })
  }
  if (graphs === 0 || summary.operators.size === 0)
    throw new EngineError('model/not-onnx', `${fileName} is not an ONNX file: it holds no graph.`, {
      file: fileName,
      bytes: file.length,
      reason: 'no graph',
    })
  return {
    operators: summary.operators,
    matMulBits: summary.matMulBits,
    matMulElement: summary.elementOf.get(summary.matMulScales ?? '') ?? ELEMENT.float,
    weightBytes: summary.weightBytes,
    externalFiles: [...summary.external],
    vocabularyRows: vocabularyRows(summary.nodes, summary.dimsOf),
  }
}

/** Files that turn up in a model's place, recognised by how they begin. */
function refuseOtherFiles(file: Uint8Array, fileName: string): void {
  const head = new TextDecoder('latin1').decode(file.subarray(0, 64))
  const reason =
    file.length === 0 ? 'the file is empty'
    : /^\s*</.test(head) ? 'it is an HTML or XML page (a login page or an error page?)'
    : head.startsWith('version https://git-lfs') ? 'it is a Git LFS pointer: fetch the real file with git lfs pull'
    : head.startsWith('PK') ? 'it is a zip archive'
    : /^\s*[{[]/.test(head) ? 'it is JSON'
    : null // prettier-ignore
  if (reason)
    throw new EngineError('model/not-onnx', `${fileName} is not an ONNX file: ${reason}.`, {
      file: fileName,
      bytes: file.length,
      reason,
    })
}

interface Collected {
  readonly operators: Map<string, number>
  matMulBits: number
  /** Name of the scales of a MatMulNBits node. */
  matMulScales: string | null
  readonly weightBytes: Map<number, number>
  /** Initialiser's name → element type. */
  readonly elementOf: Map<string, number>
  /** Initialiser's name → dims. */
  readonly dimsOf: Map<string, readonly number[]>
  readonly nodes: GraphNode[]
  readonly external: Set<string>
}

function walkGraph(file: Uint8Array, graph: Field, into: Collected): void {
  for (const field of fieldsOf(file, graph.start, graph.end)) {
    if (field.wireType !== 2) continue
    if (field.number === GRAPH.node) walkNode(file, field, into)
    else if (field.number === GRAPH.initializer) walkTensor(file, field, into)
  }
}

function walkNode(file: Uint8Array, node: Field, into: Collected): void {
  let operator = ''
  let bits = 0
  let axis = 0
  let constant: { dims: readonly number[] } | null = null
  const inputs: string[] = []
  const outputs: string[] = []
  for (const field of fieldsOf(file, node.start, node.end)) {
    if (field.number === NODE.input) inputs.push(textOf(file, field))
    if (field.number === NODE.output) outputs.push(textOf(file, field))
    if (field.number === NODE.opType) operator = textOf(file, field)
    if (field.number !== NODE.attribute) continue
    let name = ''
    let int = 0
    for (const part of fieldsOf(file, field.start, field.end)) {
      if (part.number === ATTRIBUTE.name) name = textOf(file, part)
      else if (part.number === ATTRIBUTE.int) int = part.value
      else if (part.number === ATTRIBUTE.tensor && part.wireType === 2)
        constant = { dims: walkTensor(file, part, into) }
    }
    if (name === 'bits') bits = int
    if (name === 'axis' || name === 'gather_axis') axis = int
  }
  into.operators.set(operator, (into.operators.get(operator) ?? 0) + 1)
  into.nodes.push({ operator, inputs, outputs, axis })
  if (operator === 'Constant' && constant && outputs[0]) into.dimsOf.set(outputs[0], constant.dims)
  if (operator !== 'MatMulNBits') return
  into.matMulBits = Math.max(into.matMulBits, bits || 4) // 4: the attribute's default
  into.matMulScales ??= inputs[2] ?? null
}

/** @returns its dims */
function walkTensor(file: Uint8Array, tensor: Field, into: Collected): readonly number[] {
  const dims: number[] = []
  let type = 0
  let name = ''
  for (const field of fieldsOf(file, tensor.start, tensor.end)) {
    if (field.number === TENSOR.dims && field.wireType === 0) dims.push(field.value)
    else if (field.number === TENSOR.dims) dims.push(...packedVarints(file, field))
    else if (field.number === TENSOR.dataType) type = field.value
    else if (field.number === TENSOR.name) name = textOf(file, field)
    else if (field.number === TENSOR.externalData) {
      let key = ''
      let value = ''
      for (const part of fieldsOf(file, field.start, field.end)) {
        if (part.number === ENTRY.key) key = textOf(file, part)
        if (part.number === ENTRY.value) value = textOf(file, part)
      }
      if (key === 'location') into.external.add(value)
    }
  }
  const elements = dims.reduce((product, dim) => product * dim, 1)
  into.elementOf.set(name, type)
  into.dimsOf.set(name, dims)
  into.weightBytes.set(type, (into.weightBytes.get(type) ?? 0) + elements * (ELEMENT_BYTES[type] ?? 0))
  return dims
}

function* packedVarints(file: Uint8Array, field: Field): Generator<number> {
  let value = 0
  let shift = 1
  for (let at = field.start; at < field.end; at++) {
    const byte = file[at]!
    value += (byte & 127) * shift
    shift *= 128
    if (byte < 128) {
      yield value
      value = 0
      shift = 1
    }
  }
}
