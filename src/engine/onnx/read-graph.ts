import { readAttribute } from './read-attribute'
import { constantOf } from './read-constant'
import { readTensor } from './read-tensor'
import { readValueInfo } from './read-value-info'
import type { OnnxAttribute, OnnxGraph, OnnxNode, TensorRef, ValueInfo } from './types'
import { OBJECT, type Walker } from './walker'
import type { Field } from './wire'

// Field numbers: onnx.proto3 of ONNX 1.17.
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13, sparse: 15 } as const
const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const

/** Counts over a graph and its subgraphs. */
export interface Counts {
  sparse: number
}

/**
 * @param depth number of graphs around this one
 * @throws WireError; as ByteRanges.read
 */
export async function readGraph(
  walker: Walker,
  graph: Pick<Field, 'start' | 'end'>,
  depth: number,
  counts: Counts,
): Promise<OnnxGraph> {
  walker.checkDepth(depth, graph.start)
  let name = ''
  const nodes: OnnxNode[] = []
  const initializers = new Map<string, TensorRef>()
  const inputs: ValueInfo[] = []
  const outputs: ValueInfo[] = []
  const valueInfo = new Map<string, ValueInfo>()
  await walker.walk(graph.start, graph.end, async (field) => {
    if (field.wireType !== 2) return
    switch (field.number) {
      case GRAPH.node: {
        const node = await readNode(walker, field, depth, counts)
        const constant = constantOf(node)
        if (constant) initializers.set(constant.name, constant)
        else nodes.push(node)
        break
      }
      case GRAPH.name:
        name = await walker.text(field)
        break
      case GRAPH.initializer: {
        const tensor = await readTensor(walker, field)
        initializers.set(tensor.name, tensor)
        break
      }
      case GRAPH.input:
        inputs.push(await readValueInfo(walker, field))
        break
      case GRAPH.output:
        outputs.push(await readValueInfo(walker, field))
        break
      case GRAPH.valueInfo: {
        const value = await readValueInfo(walker, field)
        valueInfo.set(value.name, value)
        break
      }
      case GRAPH.sparse:
        counts.sparse++
    }
  })
  return {
    name,
    nodes,
    initializers,
    // Before IR version 4, initialisers had to be inputs too.
    inputs: inputs.filter((input) => !initializers.has(input.name)),
    outputs,
    valueInfo,
  }
}

async function readNode(walker: Walker, node: Field, depth: number, counts: Counts): Promise<OnnxNode> {
  walker.keep(OBJECT, node.start)
  let operator = ''
  let domain = ''
  let name = ''
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes: OnnxAttribute[] = []
  const graphOf = (field: Field) => readGraph(walker, field, depth + 1, counts)
  await walker.walk(node.start, node.end, async (field) => {
    if (field.wireType !== 2) return
    switch (field.number) {
      case NODE.input:
        inputs.push(await walker.text(field))
        break
      case NODE.output:
        outputs.push(await walker.text(field))
        break
      case NODE.name:
        name = await walker.text(field)
        break
      case NODE.operator:
        operator = await walker.text(field)
        break
      case NODE.domain:
        domain = plainDomain(await walker.text(field))
        break
      case NODE.attribute:
        attributes.push(await readAttribute(walker, field, graphOf))
    }
  })
  return { operator, domain, name, inputs, outputs, attributes }
}

/** ONNX's own domain has two names. */
export const plainDomain = (domain: string): string => (domain === 'ai.onnx' ? '' : domain)
