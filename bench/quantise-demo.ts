/**
 * Makes the demo model an int8 model as public ones are: dynamically quantised activations, and int8 weights with one
 * scale per column or per tensor. `npx tsx bench/quantise-demo.ts FOLDER` writes both as model folders: FOLDER/column and
 * FOLDER/tensor.
 */
import { copyFileSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tensorReader, type ReadTensor } from '../src/engine/chain/weights'
import { halfToNumber } from '../src/engine/model/headfiles/tensors'
import { constant, intAttribute, makeInt, node, producers, prune } from '../src/engine/onnx/graph-tools'
import { readOnnx } from '../src/engine/onnx/read'
import {
  ELEMENT,
  type ByteRanges,
  type OnnxModel,
  type OnnxNode,
  type TensorRef,
} from '../src/engine/onnx/types'
import { writeOnnx } from '../src/engine/onnx/write'

export type WeightScales = 'column' | 'tensor'

const DEMO = fileURLToPath(new URL('../public/models/demo/', import.meta.url))
const GRAPH = 'onnx/model_q4.onnx'
const TEXT_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json']
const POOLING = '1_Pooling/config.json'

/** The zero point of 4-bit codes that have no zero points of their own. */
const ZERO = 8
const LARGEST = 127

/** A matrix [rows, columns], row-major. */
interface Weights {
  readonly rows: number
  readonly columns: number
  readonly values: Float32Array
}

/**
 * Replaces each MatMulNBits of 4 bits by the nodes that onnxruntime's quantize_dynamic writes for a MatMul, with symmetric
 * int8 weights; `scales` decides about per_channel. Nothing else changes.
 */
export async function quantise(model: OnnxModel, read: ReadTensor, scales: WeightScales): Promise<OnnxModel> {
  const { graph } = model
  const producer = producers(graph)
  const initializers = new Map(graph.initializers)
  const quantised = new Set<string>()
  const nodes: OnnxNode[] = []
  for (const old of graph.nodes) {
    if (old.operator !== 'MatMulNBits') {
      nodes.push(old)
      continue
    }
    const [x = '', packed = '', blockScales = ''] = old.inputs
    const [y = ''] = old.outputs
    const scaleSource = graph.initializers.get(blockScales) ?? graph.initializers.get(producer.get(blockScales)?.inputs[0] ?? '') // oxfmt-ignore
    const weights = await dequantised(old, read, graph.initializers.get(packed)!, scaleSource!)
    for (const tensor of quantisedWeights(packed, weights, scales)) initializers.set(tensor.name, tensor)
    if (!quantised.has(x))
      nodes.push(node('DynamicQuantizeLinear', [x], [`${x}_quantized`, `${x}_scale`, `${x}_zero_point`]))
    quantised.add(x)
    const zeroPoints = [`${x}_zero_point`, `${packed}_zero_point`]
    nodes.push(
      node('MatMulInteger', [`${x}_quantized`, `${packed}_quantized`, ...zeroPoints], [`${y}_integer`]),
      node('Cast', [`${y}_integer`], [`${y}_cast`], [makeInt('to', ELEMENT.float)]),
      node('Mul', [`${x}_scale`, `${packed}_scale`], [`${y}_scales`]),
      node('Mul', [`${y}_cast`, `${y}_scales`], [y]),
    )
  }
  const outputs = graph.outputs.map(({ name }) => name)
  return { ...model, graph: prune({ ...graph, nodes, initializers }, outputs) }
}

async function dequantised(
  matMul: OnnxNode,
  read: ReadTensor,
  packed: TensorRef,
  scales: TensorRef,
): Promise<Weights> {
  const [rows, columns, block] = ['K', 'N', 'block_size'].map((name) => intAttribute(matMul, name, 0)) as [
    number,
    number,
    number,
  ]
  if (intAttribute(matMul, 'bits', 4) !== 4 || matMul.inputs.length !== 3 || rows % block !== 0)
    throw new Error(`${matMul.outputs[0]}: not 4 bits in whole blocks with zero points of ${ZERO}`)
  const codes = await read(packed)
  const scale = floatsOf(await read(scales), scales.type)
  const values = new Float32Array(rows * columns)
  // Codes lie column by column, two in a byte, the low half first; a block is a run of rows with one scale.
  for (let at = 0; at < values.length; at += block) {
    const factor = scale[at / block]!
    const column = Math.floor(at / rows)
    for (let i = at, to = (at % rows) * columns + column; i < at + block; i++, to += columns)
      values[to] = (((codes[i >> 1]! >> (4 * (i & 1))) & 15) - ZERO) * factor
  }
  return { rows, columns, values }
}

function floatsOf(bytes: Uint8Array, type: number): Float32Array {
  const { buffer } = bytes.slice()
  if (type === ELEMENT.float) return new Float32Array(buffer)
  if (type === ELEMENT.float16) return Float32Array.from(new Uint16Array(buffer), halfToNumber)
  throw new Error(`scales of element type ${type}`)
}

/** @returns codes [rows, columns]; scale and zero point, each [columns], or [] for one scale per tensor */
function quantisedWeights(
  name: string,
  { rows, columns, values }: Weights,
  scales: WeightScales,
): TensorRef[] {
  const largest = new Float32Array(columns)
  // Plain loops: with the callbacks of forEach and from, the 21 million weights took five seconds.
  for (let at = 0; at < values.length; at += columns)
    for (let column = 0; column < columns; column++)
      largest[column] = Math.max(largest[column]!, Math.abs(values[at + column]!))
  if (scales === 'tensor') largest.fill(largest.reduce((a, b) => Math.max(a, b), 0))
  const scale = largest.map((value) => (value || 1) / LARGEST)
  const codes = new Int8Array(values.length)
  for (let at = 0; at < values.length; at += columns)
    for (let column = 0; column < columns; column++)
      codes[at + column] = Math.round(values[at + column]! / scale[column]!)
  const dims = scales === 'tensor' ? [] : [columns]
  const perScale = <T>(all: ArrayLike<T>) => Array.from(all).slice(0, scales === 'tensor' ? 1 : columns)
  return [
    {
      name: `${name}_quantized`,
      type: ELEMENT.int8,
      dims: [rows, columns],
      data: { kind: 'bytes', data: new Uint8Array(codes.buffer) },
    },
    constant(`${name}_scale`, ELEMENT.float, dims, perScale(scale)),
    constant(`${name}_zero_point`, ELEMENT.int8, dims, perScale(new Int8Array(columns))),
  ]
}

function fileOf(path: string): ByteRanges {
  const descriptor = openSync(path, 'r')
  const read = (start: number, end: number) => {
    const bytes = new Uint8Array(end - start)
    readSync(descriptor, bytes, 0, bytes.length, start)
    return Promise.resolve(bytes)
  }
  return { name: GRAPH, bytes: statSync(path).size, read }
}

/** @returns the quantised graph of the demo model, as an ONNX file */
export async function quantisedDemo(scales: WeightScales): Promise<Uint8Array<ArrayBuffer>> {
  const file = fileOf(join(DEMO, GRAPH))
  const read = tensorReader(file, new Map())
  const written = await writeOnnx(await quantise(await readOnnx(file), read, scales), read, {
    external: false,
  })
  return new Uint8Array(written.model)
}

async function main(folder: string): Promise<void> {
  for (const scales of ['column', 'tensor'] as const) {
    const target = join(folder, scales)
    mkdirSync(join(target, 'onnx'), { recursive: true })
    mkdirSync(join(target, dirname(POOLING)), { recursive: true })
    for (const name of [...TEXT_FILES, POOLING]) copyFileSync(join(DEMO, name), join(target, name))
    const bytes = await quantisedDemo(scales)
    writeFileSync(join(target, 'onnx/model_int8.onnx'), bytes)
    console.log(`${target}: ${(bytes.length / 1e6).toFixed(0)} MB`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2]
  if (folder === undefined) throw new Error('usage: npx tsx bench/quantise-demo.ts FOLDER')
  await main(folder)
}
