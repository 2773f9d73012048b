/** ModelInfo: everything that a load has found out, each fact with the file that says so. */
import type { TokenizerSet } from '../tokenizer'
import { bytes, milliseconds } from '../units'
import type { ModelConfig } from './config'
import { describeHeads, describeLayout } from './describe'
import { detectDtype } from './dtype'
import { REFERENCE_FILE, type ChosenFiles } from './files'
import { fusedAttentionOf } from './fused-attention'
import { hashOfFiles } from './identity'
import type { GraphOutputs, HeadPlans } from './layout'
import type { OpenedGraph } from './load-graph'
import type { ModelSource, Runtime } from './ports'
import type { ProbeFacts } from './probe'
import type { ProgressReader } from './reader'
import {
  available,
  OUTPUT_ROLES,
  unavailable,
  type ModelInfo,
  type NamedOutputs,
  type Pooling,
  type Sourced,
} from './types'

export interface FoundOfModel {
  readonly source: ModelSource
  readonly reader: ProgressReader
  readonly chosen: ChosenFiles
  readonly runtime: Runtime
  readonly opened: OpenedGraph
  readonly outputs: GraphOutputs
  readonly plans: HeadPlans
  readonly facts: ProbeFacts
  readonly pooling: Sourced<Pooling> | null
  readonly config: ModelConfig | null
  readonly limit: Sourced<number>
  readonly tokenizers: TokenizerSet
  readonly isDemo: boolean
  /** performance.now() when the load began. */
  readonly started: number
}

export async function describeModel(found: FoundOfModel): Promise<ModelInfo> {
  const { source, reader, chosen, runtime, opened, outputs, plans, facts, pooling, config } = found
  const { session, summary, warnings } = opened
  const file = chosen.graph.name
  const tokenizer = found.tokenizers.get('hf4')
  const hiddenSize = facts.tokensDimension ?? config?.hiddenSize ?? facts.denseDimension ?? 0
  const attentionHeads = headsOf(opened, config?.heads ?? null, chosen.config, hiddenSize)
  return {
    id: source.id,
    origin: source.origin,
    hash: await hashOfFiles(reader.filesRead),
    isDemo: found.isDemo,
    files: reader.filesRead,
    totalBytes: bytes(reader.filesRead.reduce((sum, file) => sum + file.bytes, 0)),
    graphFile: file,
    layout: describeLayout(plans),
    dtype: detectDtype(summary, file),
    integerProducts: summary.integerProducts,
    fusedAttention:
      runtime.info.provider === 'wasm' && !runsOwn(opened)
        ? fusedAttentionOf(opened.fused, hiddenSize, attentionHeads.value)
        : null,
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
    positionLimit: found.limit,
    pooling,
    poolingInGraph: plans.dense.state === 'available' && plans.dense.value.kind === 'output',
    heads: describeHeads(plans, facts, outputs),
    tokenizer: tokenizer.info,
    tokenizerModes: found.tokenizers.modes,
    runtime: runtime.info,
    inputs: session.inputs.map((input) => input.name),
    outputs: session.outputs.map((output) => output.name),
    ...(outputs.toldBy === 'user' && { namedOutputs: namesOf(outputs) }),
    execution: opened.execution,
    activations: opened.activations,
    arithmetics: opened.arithmetics,
    attention: attentionOf(opened),
    heapEstimate: opened.heap,
    attentionHeads,
    loadTime: milliseconds(performance.now() - found.started),
    referenceFile: reader.has(REFERENCE_FILE) ? REFERENCE_FILE : null,
    warnings: [...(source.warnings?.() ?? []), ...warnings],
  }
}

const namesOf = (outputs: GraphOutputs): NamedOutputs =>
  Object.fromEntries(
    OUTPUT_ROLES.flatMap((role) => {
      const output = outputs[role]
      return output ? [[role, output.name]] : []
    }),
  )

const runsOwn = ({ chain }: OpenedGraph): boolean => chain?.encoder.engine === 'own'

function attentionOf(opened: OpenedGraph): ModelInfo['attention'] {
  const { chain, execution, fused } = opened
  if (fused && !runsOwn(opened)) return unavailable('attention-fused')
  if (!chain || execution.kind === 'whole') return unavailable('attention-whole')
  const { heads } = chain
  return heads === null ? unavailable('attention-unknown') : available({ layers: execution.layers, heads })
}

/** If neither graph nor config.json says it: attention heads of bge-m3's family have 64 dimensions. */
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
