import type { DetailWords } from '../detail-words'
import { detail } from '../details'
import { cutGraph } from '../chain/cut'
import type { LayersChoice } from '../chain/open-layers'
import { exactOnly, openChain, QUANTISES, type OpenedChain } from '../chain/open-chain'
import { sizesOf } from '../chain/sizes'
import type { Cut, CutPlan, WholeReason } from '../chain/types'
import { tensorReader, type ReadTensor } from '../chain/weights'
import { EngineError, throwIfCancelled } from '../errors'
import type { Arithmetic } from '../encoder/ports'
import { readOnnx } from '../onnx/read'
import { summaryOf, type OnnxSummary } from '../onnx/summary'
import { ELEMENT, type ExternalFile, type OnnxModel } from '../onnx/types'
import { bytes, type Bytes } from '../units'
import { estimateLayers, estimateLoad } from './estimate'
import type { ChosenFiles } from './files'
import { fixedShapeOf, shapeText, type FixedShape } from './fixed'
import { fusedNodeOf, type FusedNode } from './fused-attention'
import { externalName } from './graph-files'
import type { Activations, GraphSession, LoadWarning, OpenFile, Runtime } from './ports'
import type { ProgressReader, ReaderOptions } from './reader'
import { wholeSession } from './tensors'
import type { Execution } from './types'

export interface OpenedGraph {
  readonly session: GraphSession
  /** Null: the graph runs whole. */
  readonly chain: OpenedChain | null
  readonly execution: Execution
  readonly activations: readonly Activations[]
  /** ModelInfo.arithmetics */
  readonly arithmetics: readonly Arithmetic[]
  readonly summary: OnnxSummary
  readonly fused: FusedNode | null
  readonly warnings: readonly LoadWarning[]
  /** Estimated WASM heap. */
  readonly heap: Bytes
  /** Null: the graph takes one text of any length. */
  readonly fixed: FixedShape | null
  /** Closes the files that runs read from. */
  readonly close: () => void
}

export interface OpenGraphOptions extends ReaderOptions {
  /** True: one session for the whole graph, though it could be cut. */
  readonly whole: boolean
  readonly padId: number
  /** What may run the layers. Left out: onnxruntime-web. */
  readonly layers?: LayersChoice
}

/** Errors of a runtime that refuses a part. It may still run the whole graph. */
const REFUSED: readonly string[] = ['model/create-failed', 'model/operator-missing', 'model/run-failed']

/**
 * Opens the graph with its external data and makes sessions of them, one per layer if the graph can be cut.
 * @param check called before the weights are read. It returns warnings, or throws to refuse the graph
 * @throws EngineError model/not-onnx, model/truncated, model/external-data-missing; as Runtime.createSession
 */
export async function openGraph(
  reader: ProgressReader,
  chosen: ChosenFiles,
  runtime: Runtime,
  options: OpenGraphOptions,
  check: (summary: OnnxSummary) => readonly LoadWarning[],
): Promise<OpenedGraph> {
  const name = chosen.graph.name
  const opened: OpenFile[] = []
  const open = async (file: string): Promise<OpenFile> => {
    const found = await reader.open(file)
    opened.push(found)
    return found
  }
  const close = () => opened.forEach((file) => file.close())
  try {
    const file = await open(name)
    const model = await readOnnx(file)
    const summary = summaryOf(model)
    const fused = fusedNodeOf(model.graph)
    const warnings = check(summary)
    const external = new Map<string, OpenFile>()
    for (const [location, path] of externalNames(reader, chosen, summary.externalFiles))
      external.set(location, await open(path))
    throwIfCancelled(options.signal)
    const read = tensorReader(file, external)
    const fixed = fixedShapeOf(model.graph)
    const layered: Layered = fixed
      ? { state: 'whole', reason: 'fixed-shape', ...howItRuns(fixed) }
      : await openLayers(model, read, runtime, name, options)
    if (layered.state === 'whole')
      return {
        ...(await openWhole(reader, file, external, runtime, options).catch((error: unknown) => {
          throw sayBfloat16(error, summary, name)
        })),
        execution: {
          kind: 'whole',
          reason: layered.reason,
          detail: layered.detail,
          ...(layered.words && { words: layered.words }),
        },
        activations: activationsOf(model),
        arithmetics: exactOnly([model.graph]),
        summary,
        fused,
        fixed,
        warnings,
      }
    const { plan, opened: chain } = layered
    try {
      await reader.arrived(opened)
    } catch (error) {
      await chain.chain.release()
      throw error
    }
    return {
      session: chain.chain,
      chain,
      execution: {
        kind: 'layers',
        layers: plan.layers.length,
        tableReason: plan.table ? null : (plan.tableReason ?? ''),
        ...(plan.tableWords && { words: plan.tableWords }),
        blockedFrom: chain.chain.parts.encoder ? null : chain.chain.parts.blockedFrom,
        encoder: chain.encoder,
      },
      activations: chain.activations,
      arithmetics: chain.arithmetics,
      heap: heapOf(plan, chain),
      close,
      summary,
      fused,
      fixed,
      warnings,
    }
  } catch (error) {
    close()
    throw error
  }
}

/** Our encoder's memory is known; of the sessions that verify its layers, the heap keeps the largest. */
function heapOf(plan: CutPlan, { chain }: OpenedChain): Bytes {
  const sizes = sizesOf(plan)
  const { encoder } = chain.parts
  if (!encoder) return estimateLayers(sizes).heap
  const outside = { weightBytes: sizes.outsideLayers + sizes.largestLayer, largestPart: sizes.largestPart }
  return bytes(estimateLayers(outside).heap + encoder.bytes)
}

type Layered =
  | { readonly state: 'layers'; readonly plan: CutPlan; readonly opened: OpenedChain }
  | Extract<Cut, { readonly state: 'whole' }>

/** A graph that cannot be cut, and one whose parts the runtime refuses, runs whole. */
async function openLayers(
  model: OnnxModel,
  read: ReadTensor,
  runtime: Runtime,
  file: string,
  options: OpenGraphOptions,
): Promise<Layered> {
  const reason = plainReason(runtime, options)
  const cut = reason ? ({ state: 'whole', reason, detail: '' } as const) : cutGraph(model)
  if (cut.state === 'whole') return cut
  const { plan } = cut
  const { padId, signal, layers } = options
  try {
    const opened = await openChain({
      plan,
      graph: model.graph,
      read,
      runtime,
      file,
      padId,
      ...(layers && { layers }),
      onPart: (done, total) => options.onProgress?.({ stage: 'layers', done, total }),
      ...(signal && { signal }),
    })
    return { state: 'layers', plan, opened }
  } catch (error) {
    if (!(error instanceof EngineError && REFUSED.includes(error.code))) throw error
    return { state: 'whole', reason: 'rejected', detail: error.message, words: refusalWords(error) }
  }
}

function howItRuns(fixed: FixedShape): Omit<Extract<Cut, { readonly state: 'whole' }>, 'state' | 'reason'> {
  const values = { shape: shapeText(fixed), texts: fixed.texts ?? 1 }
  const isRepeated = values.texts > 1
  const how = fixed.tokens === null ? 'repeated' : isRepeated ? 'both' : 'padded'
  const { text, words } = detail(`fixed-runs-${how}`, values)
  return { detail: text, words }
}

/** The runtime's message names an operator, but what is missing is the type. */
function sayBfloat16(error: unknown, { weightBytes }: OnnxSummary, file: string): unknown {
  if (!(error instanceof EngineError && REFUSED.includes(error.code) && weightBytes.has(ELEMENT.bfloat16)))
    return error
  return new EngineError(
    'model/bfloat16',
    `${file} computes in bfloat16, which onnxruntime-web cannot. Export the model as float32 or float16. (${error.message})`,
    { file, detail: error.message },
  )
}

/** Our own finding, or the runtime's message, which stays as it is. */
const refusalWords = ({ words, values, message }: EngineError): DetailWords =>
  words?.detail ?? detail('runtime-said', { said: values.detail ?? message }).words

/** Reasons that do not depend on the graph. */
function plainReason(runtime: Runtime, { whole }: OpenGraphOptions): WholeReason | null {
  if (whole) return 'chosen'
  return runtime.info.provider === 'webgpu' ? 'webgpu' : null
}

const activationsOf = ({ graph }: OnnxModel): readonly Activations[] =>
  graph.nodes.some(({ operator }) => QUANTISES.includes(operator)) ? ['published'] : []

/**
 * Only this function refers to the files' bytes: after it returns, only the runtime's heap holds the weights. A variable of
 * the caller would keep a second copy of up to 2.3 GB alive.
 */
async function openWhole(
  reader: ProgressReader,
  graph: OpenFile,
  external: ReadonlyMap<string, OpenFile>,
  runtime: Runtime,
  options: OpenGraphOptions,
): Promise<Pick<OpenedGraph, 'session' | 'chain' | 'heap' | 'close'>> {
  const files: ExternalFile[] = []
  for (const [path, file] of external) files.push({ path, data: await file.read(0, file.bytes) })
  const data = await graph.read(0, graph.bytes)
  await reader.arrived([graph, ...external.values()])
  for (const file of [graph, ...external.values()]) file.close()
  throwIfCancelled(options.signal)
  options.onProgress?.({ stage: 'session' })
  const session = wholeSession(await runtime.createSession(data, files, graph.name))
  const externalBytes = [...external.values()].reduce((sum, file) => sum + file.bytes, 0)
  const { heap } = estimateLoad({ graphBytes: graph.bytes, externalBytes })
  return { session, chain: null, heap, close: () => undefined }
}

/** External data has the name that the graph gives, relative to the graph's folder. @returns location → file */
function externalNames(
  reader: ProgressReader,
  chosen: ChosenFiles,
  locations: readonly string[],
): Map<string, string> {
  const nameOf = (location: string) => externalName(chosen.graphFolder, location)
  const missing = locations.map(nameOf).filter((name) => !reader.has(name))
  if (missing.length > 0)
    throw new EngineError(
      'model/external-data-missing',
      `${chosen.graph.name} needs ${missing.join(', ')} for its weights, which is missing: put it beside the graph.`,
      { file: chosen.graph.name, missing: missing.join(', ') },
    )
  reader.expect(locations.map(nameOf))
  return new Map(locations.map((location) => [location, nameOf(location)]))
}
