/** The modules of sentence-transformers that follow the transformer: Pooling, Dense, Normalize. */
import type { ChosenFiles } from './files'
import { parseObject } from './config'
import { linearOf, type Linear } from './headfiles/linear'
import { tensorsIn } from './headfiles/read'
import { parseModules, parsePooling, type Module } from './pooling'
import type { ProgressReader } from './reader'
import { available, unavailable, type Available, type Pooling, type Sourced } from './types'

/** A layer that sentence-transformers' Dense applies to the pooled vector. */
export interface DenseLayer {
  readonly linear: Linear
  readonly activation: Activation
}

const ACTIVATIONS = {
  Identity: (x: number) => x,
  Tanh: Math.tanh,
  ReLU: (x: number) => Math.max(0, x),
  Sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
} as const
export type Activation = keyof typeof ACTIVATIONS
const isActivation = (name: string): name is Activation => Object.hasOwn(ACTIVATIONS, name)

export const activate = (activation: Activation, values: Float32Array): Float32Array =>
  values.map(ACTIVATIONS[activation])

/** What becomes of a text's hidden states. */
export interface SentenceSide {
  readonly pooling: Available<Sourced<Pooling>>
  /** Applied to the pooled vector, in this order. */
  readonly dense: readonly DenseLayer[]
}

/** Modules that change nothing here: Dropout never does in a run, and the setting `normalize` decides on the length. */
const WITHOUT_EFFECT = ['Normalize', 'Dropout']

/**
 * Reads how a sentence vector is made. modules.json is read only where the folder has more modules than the usual ones, so
 * that the hash of a model without them stays what it was.
 * @throws EngineError model/config-invalid, model/head-invalid
 */
export async function readSentence(reader: ProgressReader, chosen: ChosenFiles): Promise<SentenceSide> {
  const text = async (name: string) => new TextDecoder('utf-8').decode(await reader.read(name))
  const modules = chosen.modules === null ? null : parseModules(await text(chosen.modules))
  const at = modules?.findIndex(({ type }) => type === 'Pooling') ?? -1
  const folder = modules?.[at]?.path
  const file =
    folder !== undefined && reader.has(`${folder}/config.json`) ? `${folder}/config.json` : chosen.pooling
  if (file === null) return { pooling: unavailable('no-pooling'), dense: [] }
  reader.expect([file])
  const pooling = parsePooling(await text(file), file)
  if (pooling.state === 'unavailable' || !modules) return { pooling, dense: [] }
  // Layers between the transformer and the pooling change the hidden states.
  if (at !== 1) return { pooling: unavailable('module-unknown'), dense: [] }
  const layers: DenseLayer[] = []
  const names = ['Pooling']
  for (const module of modules.slice(at + 1)) {
    names.push(module.type)
    if (WITHOUT_EFFECT.includes(module.type)) continue
    const layer = module.type === 'Dense' ? await readDense(reader, module) : null
    if (!layer) return { pooling: unavailable('module-unknown'), dense: [] }
    layers.push(layer)
    names[names.length - 1] =
      `Dense (${module.path}, ${layer.linear.inputs} → ${layer.linear.outputs}, ${layer.activation})`
  }
  const { value } = pooling
  return {
    pooling: available({
      ...value,
      source: `${value.source}; ${chosen.modules}: ${names.join(', ')}`,
    }),
    dense: layers,
  }
}

/** Null: of a form that m3scope does not compute. */
async function readDense(reader: ProgressReader, { path }: Module): Promise<DenseLayer | null> {
  const configFile = `${path}/config.json`
  const weights = ['model.safetensors', 'pytorch_model.bin']
    .map((name) => `${path}/${name}`)
    .find((name) => reader.has(name))
  if (!reader.has(configFile) || !weights) return null
  reader.expect([configFile, weights])
  const config = parseObject(new TextDecoder('utf-8').decode(await reader.read(configFile)), configFile)
  const { activation_function: given = 'Tanh', module_input_name: input = 'sentence_embedding' } = config
  const activation = typeof given === 'string' ? given.slice(given.lastIndexOf('.') + 1) : ''
  if (!isActivation(activation) || input !== 'sentence_embedding') return null
  if ((config.module_output_name ?? input) !== input) return null
  const linear = await linearOf(await tensorsIn(await reader.read(weights), weights), 'linear.')
  return linear && { linear, activation }
}
