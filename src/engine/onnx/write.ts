import { EngineError } from '../errors'
import { Message, type Hole } from './message'
import type { ExternalFile, OnnxGraph, OnnxModel, TensorRef } from './types'
import { graphMessage, type Placed } from './write-graph'

// Field numbers: onnx.proto3 of ONNX 1.17.
const MODEL = { irVersion: 1, graph: 7, opset: 8 } as const
const OPSET = { domain: 1, version: 2 } as const

/** In older versions, initialisers must be inputs too. A graph that was read no longer has them there. */
const LOWEST_IR_VERSION = 4
const MICROSOFT = 'com.microsoft'

/** Name of the file that tensors from OUTSIDE bytes on are put in. */
const LOCATION = 'weights'
const OUTSIDE = 1024
const ALIGNMENT = 64

/**
 * A valid ONNX file of the model's graph. Values are read one tensor after the other, directly into their place.
 * Functions and sparse initialisers are not written.
 * @param read the values of an inline or external tensor, or the TensorProto of a 'proto-range'
 * @param options.external true: tensors of a kilobyte and more lie in one file "weights"; false: all in the model
 * @throws EngineError as `read` does
 */
export async function writeOnnx(
  model: OnnxModel,
  read: (tensor: TensorRef) => Promise<Uint8Array>,
  options: { readonly external: boolean },
): Promise<{ model: Uint8Array; external: ExternalFile[] }> {
  const outside: { hole: Hole; offset: number }[] = []
  let size = 0
  const place = (hole: Hole): Placed => {
    if (!options.external || hole.length < OUTSIDE) return 'inside'
    const offset = Math.ceil(size / ALIGNMENT) * ALIGNMENT
    size = offset + hole.length
    outside.push({ hole, offset })
    return { location: LOCATION, offset }
  }
  const message = new Message().int(MODEL.irVersion, Math.max(model.irVersion, LOWEST_IR_VERSION))
  for (const { domain, version } of opsetsOf(model)) {
    const opset = new Message()
    if (domain) opset.text(OPSET.domain, domain)
    message.message(MODEL.opset, opset.int(OPSET.version, version))
  }
  message.message(MODEL.graph, graphMessage(model.graph, place))

  const bytes = new Uint8Array(message.length)
  let at = 0
  for (const part of message.parts) {
    if (part instanceof Uint8Array) bytes.set(part, at)
    else await fill(bytes, at, part, read)
    at += part.length
  }
  if (outside.length === 0) return { model: bytes, external: [] }
  const data = new Uint8Array(size)
  for (const { hole, offset } of outside) await fill(data, offset, hole, read)
  return { model: bytes, external: [{ path: LOCATION, data }] }
}

async function fill(
  into: Uint8Array,
  at: number,
  { tensor, length }: Hole,
  read: (tensor: TensorRef) => Promise<Uint8Array>,
): Promise<void> {
  const { data } = tensor
  const values = data.kind === 'bytes' ? data.data : await read(tensor)
  if (values.length !== length) {
    const detail = `${tensor.name}: ${values.length} bytes were read, ${length} expected`
    throw new EngineError('internal', detail, { detail })
  }
  into.set(values, at)
}

/** The opsets, with that of onnxruntime's own operators if a rewrite has added one. */
function opsetsOf({ opsets, graph }: OnnxModel): OnnxModel['opsets'] {
  const isKnown = opsets.some(({ domain }) => domain === MICROSOFT)
  return isKnown || !usesMicrosoft(graph) ? opsets : [...opsets, { domain: MICROSOFT, version: 1 }]
}

const usesMicrosoft = (graph: OnnxGraph): boolean =>
  graph.nodes.some(
    ({ domain, attributes }) =>
      domain === MICROSOFT ||
      attributes.some(({ value }) => value.kind === 'graph' && usesMicrosoft(value.graph)),
  )
