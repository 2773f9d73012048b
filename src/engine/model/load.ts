import type { OpenedChain } from '../chain/open-chain'
import { REFERENCE_FILE } from '../certify/reference'
import { throwIfCancelled } from '../errors'
import type { TokenizerSet } from '../tokenizer'
import { bytes, milliseconds } from '../units'
import { parsePooling } from './config'
import { detectDtype } from './dtype'
import { chooseFiles, textFilesOf, type ChosenFiles } from './files'
import { outputsByShape } from './by-shape'
import { checkInputs, runGraph } from './graph'
import { hashOfFiles } from './identity'
import { linearFrom, type Linear } from './headfiles/linear'
import { readTensors } from './headfiles/read'
import { describeHeads, describeLayout } from './describe'
import { outputsByName, planHeads, type GraphOutputs, type HeadPlans } from './layout'
import { openGraph, type OpenedGraph } from './load-graph'
import { loadText } from './load-text'
import type { GraphSession, ModelSource, Runtime } from './ports'
import { FUSED_ATTENTION } from '../chain/attention-operators'
import { factsOf, type ProbeFacts } from './probe'
import { ProgressReader, type ReaderOptions } from './reader'
import { available, unavailable, type ModelInfo, type Pooling, type Sourced } from './types'
import { checkVocabulary } from './vocabulary'

export interface LoadedModel {
  readonly info: ModelInfo
  readonly tokenizers: TokenizerSet
  readonly session: GraphSession
  /** Null: the graph runs whole. */
  readonly chain: OpenedChain | null
  readonly runtime: Runtime
  readonly plans: HeadPlans
  readonly facts: ProbeFacts
  /** position_ids leave it out; 1 in every XLM-R. */
  readonly padId: number
  /** Frees the runtime's memory and the files. */
  readonly release: () => Promise<void>
}

export interface LoadOptions extends ReaderOptions {
  readonly isDemo: boolean
  readonly graphFile: string | null
  /** True: one session for the whole graph, though it could run layer by layer. */
  readonly whole?: boolean
  /** For hidden states: how to pool, whatever the files say or do not say. Null: as the files say. */
  readonly pooling?: Pooling | null
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
  const files = await source.list(options.signal && { signal: options.signal })
  const chosen = chooseFiles(files, options.graphFile, source.id)
  const reader = new ProgressReader(source, files, options)
  reader.expect([...textFilesOf(chosen), chosen.graph.name, ...chosen.likelyExternal])
  const text = async (name: string | null) =>
    name === null ? null : new TextDecoder('utf-8').decode(await reader.read(name))

  const poolingJson = await text(chosen.pooling)
  const poolingOfFiles = poolingJson === null ? null : parsePooling(poolingJson, chosen.pooling!)
  const { config, tokenizers, limit } = await loadText(chosen, text, options)
  throwIfCancelled(options.signal)
  const tokenizer = tokenizers.get('hf4')

  const file = chosen.graph.name
  const padId = tokenizer.info.specialIds.pad ?? 1
  const opened = await openGraph(
    reader,
    chosen,
    runtime,
    { ...options, padId, whole: options.whole ?? false },
    (graph) =>
      checkVocabulary(tokenizers, chosen.tokenizer, graph.vocabularyRows ?? config?.vocabSize ?? null),
  )
  const { session, chain, summary, warnings } = opened
  const release = async () => {
    opened.close()
    await session.release()
  }
  try {
    throwIfCancelled(options.signal)
    checkInputs(session, file)
    options.onProgress?.({ stage: 'warm-up' })
    // Harmless ids. The browser compiles the WASM code: the first run after a load is about ten times slower.
    const { ids } = tokenizer.encode('m3scope 探针 probe', 32)
    const results = await runGraph(session, ids, padId)
    throwIfCancelled(options.signal)
    const outputs =
      outputsByName(session) ?? outputsByShape(session, results, ids.length, config?.hiddenSize ?? null, file)
    const pooling = choosePooling(outputs, options.pooling ?? null, poolingOfFiles)
    const hidden = outputs.tokens && results[outputs.tokens.name]!.dims.at(-1)!
    const linears =
      hidden && !(outputs.sparse && outputs.colbert)
        ? await readLinears(reader, chosen, hidden)
        : { sparse: null, colbert: null }
    const plans = planHeads(outputs, pooling, linears)
    const facts = factsOf(plans, results, ids.length, file)
    throwIfCancelled(options.signal)
    const hiddenSize = facts.tokensDimension ?? config?.hiddenSize ?? facts.denseDimension ?? 0
    const info: ModelInfo = {
      id: source.id,
      origin: source.origin,
      hash: await hashOfFiles(reader.filesRead),
      isDemo: options.isDemo,
      files: reader.filesRead,
      totalBytes: bytes(reader.filesRead.reduce((sum, file) => sum + file.bytes, 0)),
      graphFile: file,
      layout: describeLayout(plans),
      dtype: detectDtype(summary, file),
      hiddenSize: {
        value: hiddenSize,
        source:
          facts.tokensDimension !== null
            ? `${file}: ${outputs.tokens!.name}`
            : config?.hiddenSize
              ? `${chosen.config}: hidden_size`
              : `${file}: ${outputs.dense?.name ?? ''}`,
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
      execution: opened.execution,
      activations: opened.activations,
      attention: attentionOf(opened),
      heapEstimate: opened.heap,
      attentionHeads: headsOf(opened, config?.heads ?? null, chosen.config, hiddenSize),
      loadTime: milliseconds(performance.now() - started),
      referenceFile: reader.has(REFERENCE_FILE) ? REFERENCE_FILE : null,
      warnings: [...(source.warnings?.() ?? []), ...warnings],
    }
    return { info, tokenizers, session, chain, runtime, plans, facts, padId, release }
  } catch (error) {
    await release()
    throw error
  }
}

function attentionOf({ chain, execution, summary }: OpenedGraph): ModelInfo['attention'] {
  if (FUSED_ATTENTION.some((operator) => summary.operators.has(operator)))
    return unavailable('attention-fused')
  if (!chain || execution.kind === 'whole') return unavailable('attention-whole')
  const { heads } = chain
  return heads === null ? unavailable('attention-unknown') : available({ layers: execution.layers, heads })
}

/** bge-m3's family has heads of 64 dimensions, where neither graph nor config.json says. */
function headsOf(
  { chain }: OpenedGraph,
  ofConfig: number | null,
  configFile: string | null,
  hiddenSize: number,
): Sourced<number> {
  const ofGraph = chain?.heads ?? null
  if (ofGraph !== null)
    return { value: ofGraph, source: 'attention weights', words: { code: 'attention-weights', values: {} } }
  if (ofConfig !== null) return { value: ofConfig, source: `${configFile}: num_attention_heads` }
  return {
    value: Math.max(1, Math.round(hiddenSize / 64)),
    source: 'hidden size ÷ 64',
    words: { code: 'hidden-size-by-64', values: {} },
  }
}

/** What the files say holds for a graph that pools by itself; a choice is for hidden states. */
const choosePooling = (
  outputs: GraphOutputs,
  choice: Pooling | null,
  ofFiles: Sourced<Pooling> | null,
): Sourced<Pooling> | null =>
  choice && !outputs.dense
    ? { value: choice, source: 'chosen by the user', words: { code: 'chosen', values: {} } }
    : ofFiles

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
