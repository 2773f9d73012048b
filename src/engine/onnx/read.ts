import { detail } from '../details'
import { EngineError } from '../errors'
import { plainDomain, readGraph, type Counts } from './read-graph'
import type { ByteRanges, OnnxModel } from './types'
import { Walker } from './walker'
import { WireError, type Field } from './wire'

// Field numbers: onnx.proto3 of ONNX 1.17.
const MODEL = { irVersion: 1, graph: 7, opset: 8, functions: 25 } as const
const OPSET = { domain: 1, version: 2 } as const

/**
 * Reads an ONNX file without its weights: of initialisers larger than a few kilobytes only the place of their values.
 * @throws EngineError model/not-onnx, model/truncated; both name the file and the offset; as ByteRanges.read
 */
export async function readOnnx(file: ByteRanges): Promise<OnnxModel> {
  try {
    const walker = new Walker(file)
    await refuseOtherFiles(walker)
    return await readModel(walker)
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const where = detail('at-byte', { what: error.what, offset: error.offset })
    if (error.kind === 'truncated')
      throw new EngineError('model/truncated', `${file.name} ends too early (${where.text}).`, {
        file: file.name,
        found: file.bytes,
        expected: `≥ ${error.needed}`,
        offset: error.offset,
      })
    throw new EngineError('model/not-onnx', `${file.name} is not an ONNX file (${where.text}).`, {
      file: file.name,
      reason: where,
      offset: error.offset,
    })
  }
}

/** Files of other kinds that users load in place of a model, recognised by their first bytes. */
async function refuseOtherFiles(walker: Walker): Promise<void> {
  const { name, bytes } = walker.file
  const head = new TextDecoder('latin1').decode(await walker.bytes(0, Math.min(64, bytes)))
  const reason =
    bytes === 0 ? detail('file-empty')
    : /^\s*</.test(head) ? detail('file-is-html')
    : head.startsWith('version https://git-lfs') ? detail('file-is-lfs')
    : head.startsWith('PK') ? detail('file-is-zip')
    : /^\s*[{[]/.test(head) ? detail('file-is-json')
    : null // oxfmt-ignore
  if (reason)
    throw new EngineError('model/not-onnx', `${name} is not an ONNX file: ${reason.text}.`, {
      file: name,
      bytes,
      reason,
    })
}

async function readModel(walker: Walker): Promise<OnnxModel> {
  const { name, bytes } = walker.file
  let irVersion = 0
  let functions = 0
  const opsets: { domain: string; version: number }[] = []
  const counts: Counts = { sparse: 0 }
  const graphs: Field[] = []
  await walker.walk(0, bytes, async (field) => {
    if (field.number === MODEL.irVersion) irVersion = field.value
    if (field.wireType !== 2) return
    if (field.number === MODEL.functions) functions++
    if (field.number === MODEL.opset) opsets.push(await readOpset(walker, field))
    if (field.number !== MODEL.graph) return
    walker.keep(1, field.start)
    graphs.push(field)
  })
  const [place, second] = graphs
  if (second) throw new WireError('malformed', second.start, detail('second-graph'))
  const graph = place && (await readGraph(walker, place, 0, counts))
  if (!graph || graph.nodes.length + graph.initializers.size === 0)
    throw new EngineError('model/not-onnx', `${name} is not an ONNX file: it holds no graph.`, {
      file: name,
      bytes,
      reason: detail('no-graph'),
    })
  return { irVersion, opsets, graph, functions, sparse: counts.sparse }
}

async function readOpset(walker: Walker, opset: Field): Promise<{ domain: string; version: number }> {
  let domain = ''
  let version = 0
  await walker.walk(opset.start, opset.end, async (field) => {
    if (field.number === OPSET.domain && field.wireType === 2) domain = plainDomain(await walker.text(field))
    if (field.number === OPSET.version && field.wireType === 0) version = field.value
  })
  return { domain, version }
}
