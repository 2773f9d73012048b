import { EngineError, throwIfCancelled } from '../errors'
import type { TokenizerSet } from '../tokenizer'
import { bytes, milliseconds } from '../units'
import { parsePooling } from './config'
import { detectDtype } from './dtype'
import { chooseFiles, textFilesOf, type ChosenFiles } from './files'
import { checkInputs } from './graph'
import { linearFrom, type Linear } from './headfiles/linear'
import { readTensors } from './headfiles/read'
import { describeHeads, describeLayout } from './describe'
import { findOutputs, planHeads, type HeadPlans } from './layout'
import { loadText } from './load-text'
import { summarizeOnnx } from './onnx/summary'
import type { ExternalFile, GraphSession, ModelSource, Runtime } from './ports'
import { probe, type ProbeFacts } from './probe'
import { ProgressReader, type ReaderOptions } from './reader'
import type { ModelInfo } from './types'

export interface LoadedModel {
  readonly info: ModelInfo
  readonly tokenizers: TokenizerSet
  readonly session: GraphSession
  readonly plans: HeadPlans
  readonly facts: ProbeFacts
  /** position_ids leave it out; 1 in every XLM-R. */
  readonly padId: number
}

export interface LoadOptions extends ReaderOptions {
  readonly isDemo: boolean
  readonly graphFile: string | null
}

/**
 * Reads a model's folder, finds out what it is, and makes it ready to run. Nothing is assumed about bge-m3:
 * pooling, normalisation, sizes and limits come from the files and from one probe run.
 * @throws EngineError model/*, tokenizer/*, network/failed, run/cancelled; each names the file
 */
export async function loadModel(
  source: ModelSource,
  runtime: Runtime,
  options: LoadOptions,
): Promise<LoadedModel> {
  const started = performance.now()
  const chosen = await chooseFiles(source, options.graphFile)
  const reader = new ProgressReader(source, await source.list(), options)
  reader.expect([...textFilesOf(chosen), chosen.graph.name, ...chosen.likelyExternal])
  const text = async (name: string | null) =>
    name === null ? null : new TextDecoder('utf-8').decode(await reader.read(name))

  const poolingJson = await text(chosen.pooling)
  const pooling = poolingJson === null ? null : parsePooling(poolingJson, chosen.pooling!)
  const { config, tokenizers, limit } = await loadText(chosen, text, options)
  throwIfCancelled(options.signal)
  const tokenizer = tokenizers.get('hf4')

  const graph = await reader.read(chosen.graph.name)
  const summary = summarizeOnnx(graph, chosen.graph.name)
  const external = await readExternal(reader, chosen, summary.externalFiles)
  options.onProgress?.({ stage: 'session' })
  const session = await runtime.createSession(graph, external, chosen.graph.name)
  try {
    throwIfCancelled(options.signal)
    checkInputs(session, chosen.graph.name)
    const outputs = findOutputs(session, chosen.graph.name)
    const hidden = lastNumber(outputs.tokens?.shape) ?? config?.hiddenSize ?? null
    const needsHeadFiles = outputs.tokens && !(outputs.sparse && outputs.colbert)
    const linears =
      needsHeadFiles && hidden ? await readLinears(reader, chosen, hidden) : { sparse: null, colbert: null }
    const plans = planHeads(outputs, pooling, linears)
    options.onProgress?.({ stage: 'warm-up' })
    const padId = tokenizer.info.specialIds.pad ?? 1
    const facts = await probe(
      session,
      plans,
      tokenizer.encode('m3scope 探针 probe', 32).ids,
      padId,
      chosen.graph.name,
    )
    throwIfCancelled(options.signal)
    const hiddenSize = facts.tokensDimension ?? config?.hiddenSize ?? facts.denseDimension ?? 0
    const info: ModelInfo = {
      id: source.id,
      isDemo: options.isDemo,
      files: reader.filesRead,
      totalBytes: bytes(reader.filesRead.reduce((sum, file) => sum + file.bytes, 0)),
      graphFile: chosen.graph.name,
      layout: describeLayout(plans),
      dtype: detectDtype(summary, chosen.graph.name),
      hiddenSize: {
        value: hiddenSize,
        source:
          facts.tokensDimension !== null
            ? `${chosen.graph.name}: ${outputs.tokens!.name}`
            : config?.hiddenSize
              ? `${chosen.config}: hidden_size`
              : `${chosen.graph.name}: ${outputs.dense?.name ?? ''}`,
      },
      layers: config?.layers ? { value: config.layers, source: `${chosen.config}: num_hidden_layers` } : null,
      positionLimit: limit,
      pooling,
      poolingInGraph: plans.dense.state === 'available' && plans.dense.value.kind === 'output',
      heads: describeHeads(plans, facts, outputs),
      tokenizer: tokenizer.info,
      tokenizerModes: tokenizers.modes,
      runtime: runtime.info,
      inputs: session.inputs.map((input) => input.name),
      outputs: session.outputs.map((output) => output.name),
      loadTime: milliseconds(performance.now() - started),
    }
    return { info, tokenizers, session, plans, facts, padId }
  } catch (error) {
    await session.release()
    throw error
  }
}

const lastNumber = (shape: readonly (number | string)[] | undefined): number | null => {
  const last = shape?.at(-1)
  return typeof last === 'number' ? last : null
}

/** External data lies beside the graph under the name that the graph gives. */
async function readExternal(
  reader: ProgressReader,
  chosen: ChosenFiles,
  locations: readonly string[],
): Promise<ExternalFile[]> {
  const names = locations.map((location) => chosen.graphFolder + location)
  const missing = names.filter((name) => !reader.has(name))
  if (missing.length > 0)
    throw new EngineError(
      'model/external-data-missing',
      `${chosen.graph.name} keeps its weights in ${missing.join(', ')}, which is not there; put it beside the graph.`,
      { file: chosen.graph.name, missing: missing.join(', ') },
    )
  reader.expect(names)
  const files: ExternalFile[] = []
  for (const path of locations) files.push({ path, data: await reader.read(chosen.graphFolder + path) })
  return files
}

async function readLinears(
  reader: ProgressReader,
  chosen: ChosenFiles,
  hiddenSize: number,
): Promise<{ sparse: Linear | null; colbert: Linear | null }> {
  let sparse: Linear | null = null
  let colbert: Linear | null = null
  for (const file of chosen.headFiles) {
    reader.expect([file])
    const tensors = readTensors(await reader.read(file), file)
    sparse ??= linearFrom(tensors, file, 'sparse_linear', hiddenSize)
    colbert ??= linearFrom(tensors, file, 'colbert_linear', hiddenSize)
    if (sparse && colbert) break
  }
  return { sparse, colbert }
}
