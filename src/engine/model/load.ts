import type { Recorder } from '../monitor/recorder'
import type { OpenedChain } from '../chain/open-chain'
import { detail } from '../details'
import type { EncoderPort } from '../encoder/open'
import { recogniseLayers } from '../encoder/recognise/layer'
import type { Engine } from '../encoder/state'
import { throwIfCancelled } from '../errors'
import type { TokenizerSet } from '../tokenizer'
import { chooseFiles, textFilesOf } from './files'
import { outputsByShape } from './by-shape'
import { checkFixed, fittedSession, shapeText, type FixedShape } from './fixed'
import { checkInputs, runGraph } from './graph'
import { readLinears } from './head-layers'
import { describeModel } from './describe-model'
import { outputsAsNamed, outputsByName, planHeads, type GraphOutputs, type HeadPlans } from './layout'
import { openGraph, type OpenedGraph } from './load-graph'
import { loadText } from './load-text'
import { readSentence, type SentenceSide } from './sentence'
import type { FloatTensor, GraphSession, ModelSource, Runtime } from './ports'
import { factsOf, type ProbeFacts } from './probe'
import { ProgressReader, type ReaderOptions } from './reader'
import { available, type ChosenPooling, type ModelInfo, type NamedOutputs, type Sourced } from './types'
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
  /** The tensor of the last hidden states [1, n, hidden size], which a run gives by this name; null: none is given. */
  readonly hiddenOutput: string | null
  /** Id of the padding token, which position_ids skip; 1 in every XLM-R. */
  readonly padId: number
  /** Notes what runs; absent: nobody wants to know. */
  readonly recorder?: Recorder
  /** Frees the runtime's memory and the files. */
  readonly release: () => Promise<void>
}

export interface LoadOptions extends ReaderOptions {
  readonly isDemo: boolean
  readonly graphFile: string | null
  /** True: one session for the whole graph, though it could run layer by layer. */
  readonly whole?: boolean
  /** What runs the layers of a graph that can be cut; default: our own encoder, where `encoder` is given. */
  readonly engine?: Engine
  /** Our own encoder on this host. Null: there is none. */
  readonly encoder?: EncoderPort | null
  /** How to pool hidden states. Null: as the files say. */
  readonly pooling?: ChosenPooling | null
  /** Which output is what, where the user says it. Null: as their names or shapes say. */
  readonly outputs?: NamedOutputs | null
  readonly recorder?: Recorder | undefined
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

  const sentenceOfFiles = await readSentence(reader, chosen)
  const { config, tokenizers, limit } = await loadText(chosen, text, options)
  throwIfCancelled(options.signal)
  const tokenizer = tokenizers.get('hf4')

  const file = chosen.graph.name
  const padId = tokenizer.info.specialIds.pad ?? 1
  const opened = await openGraph(
    reader,
    chosen,
    runtime,
    {
      ...options,
      padId,
      whole: options.whole ?? false,
      layers: {
        engine: options.engine ?? 'own',
        port: options.encoder ?? null,
        recognise: recogniseLayers,
      },
    },
    (graph) =>
      checkVocabulary(tokenizers, chosen.tokenizer, graph.vocabularyRows ?? config?.vocabSize ?? null),
  )
  const { chain, fixed } = opened
  const hiddenSize = config?.hiddenSize ?? null
  const session = fixed ? fittedSession(opened.session, fixed, padId, hiddenSize, file) : opened.session
  const release = async () => {
    opened.close()
    await session.release()
  }
  try {
    throwIfCancelled(options.signal)
    checkInputs(session, file)
    options.onProgress?.({ stage: 'warm-up' })
    // Harmless ids. The browser compiles the WASM code: the first run after a load is about ten times slower.
    const { ids } = tokenizer.encode('m3scope 探针 probe', Math.min(32, fixed?.tokens ?? 32))
    if (fixed) await checkFixed(opened.session, fixed, ids, padId, hiddenSize, file)
    const results = await runGraph(session, ids, padId)
    throwIfCancelled(options.signal)
    const outputs =
      (options.outputs && outputsAsNamed(session, options.outputs, file)) ??
      outputsByName(session) ??
      outputsByShape(session, results, ids.length, hiddenSize, file)
    const sentence = chooseSentence(outputs, options.pooling ?? null, sentenceOfFiles)
    const hidden = outputs.tokens && results[outputs.tokens.name]!.dims.at(-1)!
    const linears =
      hidden && !(outputs.sparse && outputs.colbert)
        ? await readLinears(source, reader, chosen, hidden, outputs)
        : { sparse: null, colbert: null }
    const plans = planHeads(outputs, sentence, linears)
    const hiddenOutput = hiddenOutputOf(opened, outputs, results, ids.length)
    const facts = factsOf(plans, results, ids.length, file)
    throwIfCancelled(options.signal)
    const info = await describeModel({
      source,
      reader,
      chosen,
      runtime,
      opened: { ...opened, session },
      outputs,
      plans,
      facts,
      pooling: sentence.pooling.state === 'available' ? sentence.pooling.value : null,
      config,
      limit: fixed?.tokens != null && fixed.tokens < limit.value ? fixedLimit(fixed, file) : limit,
      tokenizers,
      isDemo: options.isDemo,
      started,
    })
    const { recorder } = options
    const parts = { info, tokenizers, session, chain, runtime, plans, facts, hiddenOutput, padId, release }
    return recorder ? { ...parts, recorder } : parts
  } catch (error) {
    await release()
    throw error
  }
}

function fixedLimit(fixed: FixedShape, file: string): Sourced<number> {
  return { value: fixed.tokens!, source: detail('fixed-length', { file, shape: shapeText(fixed) }).text }
}

/** A graph in layers gives what its last layer hands to the heads; a whole graph gives its output of token vectors. */
function hiddenOutputOf(
  { chain }: OpenedGraph,
  { tokens }: GraphOutputs,
  results: Readonly<Record<string, FloatTensor>>,
  n: number,
): string | null {
  if (chain) return chain.chain.parts.plan.hidden.at(-1)!.name
  const tensor = tokens && results[tokens.name]
  return tensor && tensor.data.length === n * tensor.dims.at(-1)! ? tokens.name : null
}

/** The user's choice counts for graphs that give hidden states. For a graph that pools by itself, the files describe it. */
const chooseSentence = (
  outputs: GraphOutputs,
  choice: ChosenPooling | null,
  ofFiles: SentenceSide,
): SentenceSide =>
  choice && !outputs.dense
    ? {
        pooling: available({
          value: choice,
          source: 'chosen by the user',
          words: { code: 'chosen', values: {} },
        }),
        dense: [],
      }
    : ofFiles
