/** One layer's graph, looked at from its end backwards. */
import type { Crossing } from '../../chain/types'
import type { ReadTensor } from '../../chain/weights'
import { readFloats } from '../pack/values'
import { attribute, intAttribute, producers } from '../../onnx/graph-tools'
import { ELEMENT, elementsIn, type OnnxGraph, type OnnxNode, type TensorRef } from '../../onnx/types'

/** The layer is not what the encoder computes. In English, with the operator or tensor where that was found. */
export class Mismatch extends Error {}

/** Constants that are factors, shapes and the like. */
const SMALL = 8

/** Operators that change neither values nor their order within a row: checked at load with numbers. */
const SAME_VALUES: readonly string[] = ['Reshape', 'Identity', 'Unsqueeze', 'Squeeze', 'Flatten', 'Dropout']

export class LayerView {
  private readonly producer: ReadonlyMap<string, OnnxNode>

  private constructor(
    readonly graph: OnnxGraph,
    /** The hidden states that the layer takes. */
    readonly hidden: Crossing,
    private readonly values: ReadonlyMap<string, readonly number[]>,
  ) {
    this.producer = producers(graph)
  }

  static async open(graph: OnnxGraph, hidden: Crossing, read: ReadTensor): Promise<LayerView> {
    const values = new Map<string, readonly number[]>()
    for (const tensor of graph.initializers.values())
      if (elementsIn(tensor.dims) <= SMALL) values.set(tensor.name, await numbersOf(tensor, read))
    return new LayerView(graph, hidden, values)
  }

  /** @throws Mismatch unless the tensor comes from one of these operators */
  node(name: string, ...operators: readonly string[]): OnnxNode {
    const found = this.nodeOf(name)
    if (found === null || !operators.includes(found.operator))
      throw new Mismatch(
        `${found?.operator ?? 'no operator'} gives ${name}, where ${operators.join(' or ')} was expected`,
      )
    return found
  }

  nodeOf(name: string): OnnxNode | null {
    return this.producer.get(name) ?? null
  }

  is(name: string, operator: string): boolean {
    return this.producer.get(name)?.operator === operator
  }

  tensor(name: string): TensorRef | null {
    return this.graph.initializers.get(name) ?? null
  }

  /** The tensor, also where a Cast widens it. */
  stored(name: string): TensorRef | null {
    const direct = this.tensor(name)
    if (direct) return direct
    const node = this.producer.get(name)
    if (!node || (node.operator !== 'Identity' && !this.keepsValues(node))) return null
    return this.stored(node.inputs[0] ?? '')
  }

  /** @throws Mismatch unless the tensor is stored */
  constant(name: string): TensorRef {
    const tensor = this.stored(name)
    if (!tensor) throw new Mismatch(`${name} is no constant`)
    return tensor
  }

  /** A Cast that rounds no more than the type of the hidden states does. */
  private keepsValues(node: OnnxNode): boolean {
    if (node.operator !== 'Cast') return false
    const to = intAttribute(node, 'to', 0)
    return to === ELEMENT.float || (to === ELEMENT.float16 && this.hidden.type === ELEMENT.float16)
  }

  /** A constant of one value; null: it is none. */
  scalar(name: string): number | null {
    const tensor = this.stored(name)
    const values = tensor && this.values.get(tensor.name)
    return values?.length === 1 ? values[0]! : null
  }

  numbers(name: string): readonly number[] | null {
    return this.values.get(name) ?? null
  }

  /** Back over operators that only change the shape. */
  plain(name: string): string {
    for (let at = name; ;) {
      const node = this.producer.get(at)
      if (!node || (!SAME_VALUES.includes(node.operator) && !this.keepsValues(node))) return at
      at = node.inputs[0]!
    }
  }
}

export const perm = (node: OnnxNode): readonly number[] => {
  const found = attribute(node, 'perm')
  return found?.kind === 'ints' ? found.ints : []
}

export const floatAttribute = (node: OnnxNode, name: string, otherwise: number): number => {
  const found = attribute(node, name)
  return found?.kind === 'float' ? found.float : otherwise
}

async function numbersOf(tensor: TensorRef, read: ReadTensor): Promise<readonly number[]> {
  const count = elementsIn(tensor.dims)
  switch (tensor.type) {
    case ELEMENT.float:
    case ELEMENT.float16:
      return [...(await readFloats(read, tensor))]
    case ELEMENT.int64: {
      const bytes = await read(tensor)
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      return Array.from({ length: count }, (_, at) => Number(view.getBigInt64(at * 8, true)))
    }
    default:
      return []
  }
}
