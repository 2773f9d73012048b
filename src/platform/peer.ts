/**
 * @huggingface/transformers as a second engine: its pipeline "feature-extraction" on files that are handed to it, in our
 * onnxruntime-web. It asks no host: remote models are off, and what it reads comes from `files` alone.
 */
import type * as transformers from '@huggingface/transformers'
import { saidBy } from '../engine/detail-words'
import { EngineError } from '../engine/errors'
import { norm } from '../engine/matrix'
import {
  PIPELINE_OUTPUTS,
  type PeerBatch,
  type PeerReply,
  type PeerText,
  type PeerTokens,
  type PeerVectors,
} from '../engine/peer/types'
import type { OrtModule } from './ort'

/** A graph's bytes, or in Node its path, since the library reads paths there. */
type PeerGraph = Uint8Array | string

/** A model's files for the library. */
export interface PeerFiles {
  /** config.json, tokenizer.json, …: what the library asks for by these names. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Names of the graph's outputs. */
  readonly outputs: readonly string[]
  /** Reads the graph and its external data. Called once, and only if the library can use the graph. */
  readonly weights: () => Promise<{
    readonly graph: PeerGraph
    readonly external: readonly { readonly path: string; readonly data: Uint8Array }[]
  }>
}

export interface PeerTexts {
  readonly texts: readonly string[]
  /** The same texts as our normaliser left them; null where it does not say. */
  readonly normalized: readonly (string | null)[]
  readonly onText: (done: number, total: number) => void
  /** Called between two runs. It throws to cancel. */
  readonly checkpoint: () => Promise<void>
}

/** A model in the library. */
export interface Peer {
  /** "@huggingface/transformers 4.3.1" */
  readonly library: string
  readonly tokens: (texts: PeerTexts) => Promise<PeerReply['tokens']>
  readonly vectors: (texts: PeerTexts) => Promise<PeerVectors>
  readonly dispose: () => Promise<void>
}

type Library = typeof transformers

/** The library takes the runtime that it finds under this symbol in place of its own. */
const ORT = Symbol.for('onnxruntime')
const MODEL = 'm3scope-peer'

/** @param ort with `wasmPaths` set, or in Node: the library would else set the address of a CDN */
async function loadLibrary(ort: OrtModule): Promise<Library> {
  const { wasm } = ort.env
  const kept = wasm.wasmPaths
  Object.assign(globalThis, { [ORT]: ort })
  const library = await import('@huggingface/transformers')
  if (kept === undefined) delete wasm.wasmPaths
  else wasm.wasmPaths = kept
  return library
}

export async function openPeer(ort: OrtModule, model: PeerFiles): Promise<Peer> {
  const library = await loadLibrary(ort)
  const { env } = library
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.useBrowserCache = false
  env.useFSCache = false
  env.useWasmCache = false
  env.useCustomCache = true
  env.fetch = () => Promise.resolve(new Response(null, { status: 404 }))
  env.logLevel = library.LogLevel.NONE
  let tokenizer: PeerTokenizer | null = null
  let extractor: Extractor | null = null
  const output = PIPELINE_OUTPUTS.find((wanted) => model.outputs.includes(wanted))
  return {
    library: `@huggingface/transformers ${env.version}`,
    async tokens(texts) {
      try {
        tokenizer ??= await openTokenizer(library, model)
        return { state: 'given', texts: tokensOf(tokenizer, texts) }
      } catch (error) {
        return { state: 'refused', said: saidBy(error) }
      }
    },
    async vectors(texts) {
      // Such a graph is not even loaded: the pipeline's result would be `undefined`, and its pooling would fail.
      if (output === undefined) return { state: 'no-hidden-states', outputs: model.outputs }
      let stage: 'load' | 'run' = 'load'
      try {
        extractor ??= await openExtractor(library, model)
        stage = 'run'
        return { state: 'given', output, ...(await run(extractor, texts)) }
      } catch (error) {
        // A cancel, and files that cannot be read, are no findings about the library.
        if (error instanceof EngineError) throw error
        return { state: 'refused', stage, said: saidBy(error) }
      }
    },
    dispose: async () => extractor?.dispose(),
  }
}

async function openTokenizer(library: Library, { files }: PeerFiles): Promise<PeerTokenizer> {
  setFiles(library, files, null)
  return (await library.AutoTokenizer.from_pretrained(MODEL)) as unknown as PeerTokenizer
}

function tokensOf(tokenizer: PeerTokenizer, { texts, normalized }: PeerTexts): readonly PeerTokens[] {
  // As the pipeline calls it.
  const idsOf = (text: string) =>
    Int32Array.from(tokenizer(text, { padding: true, truncation: true }).input_ids.data, Number)
  return texts.map((text, index) => {
    const plain = normalized[index]
    return {
      ids: idsOf(text),
      idsOfNormalized: plain == null ? null : withoutNormalizer(tokenizer, () => idsOf(plain)),
    }
  })
}

/** The library's normaliser would change the text a second time. */
function withoutNormalizer<T>({ _tokenizer: inner }: PeerTokenizer, work: () => T): T | null {
  if (!inner || !('normalizer' in inner)) return null
  const { normalizer } = inner
  inner.normalizer = null
  try {
    return work()
  } finally {
    inner.normalizer = normalizer
  }
}

async function openExtractor(library: Library, { files, weights }: PeerFiles): Promise<Extractor> {
  const { graph, external } = await weights()
  setFiles(library, files, graph)
  return (await library.pipeline('feature-extraction', MODEL, {
    device: 'auto', // no device by name: the provider below decides
    dtype: 'fp32', // only names the file: the graph is the given one
    session_options: {
      executionProviders: ['wasm'],
      ...(external.length > 0 && { externalData: [...external] }),
    },
  })) as unknown as Extractor
}

/** A tensor of the library. */
interface PeerTensor {
  readonly dims: readonly number[]
  readonly data: Float32Array | BigInt64Array
  normalize(p: number, dim: number): PeerTensor
}

/** What is used of the library's pipeline. */
interface Extractor {
  (
    texts: string | readonly string[],
    options: { readonly pooling: 'cls' | 'mean'; readonly normalize: boolean },
  ): Promise<PeerTensor>
  dispose(): Promise<void>
}

interface PeerTokenizer {
  (
    text: string,
    options: { readonly padding: boolean; readonly truncation: boolean },
  ): { readonly input_ids: PeerTensor }
  /** The tokenizer of @huggingface/tokenizers inside. */
  readonly _tokenizer?: { normalizer: unknown }
}

async function run(
  extractor: Extractor,
  { texts, onText, checkpoint }: PeerTexts,
): Promise<{ texts: readonly PeerText[]; batch: PeerBatch | null }> {
  const total = texts.length + (texts.length > 1 ? 1 : 0)
  const found: PeerText[] = []
  for (const text of texts) {
    await checkpoint()
    const raw = await extractor(text, { pooling: 'cls', normalize: false })
    await checkpoint()
    const mean = await extractor(text, { pooling: 'mean', normalize: true })
    found.push({
      rawNorm: norm(floats(raw)),
      cls: floats(raw.normalize(2, -1)),
      mean: floats(mean),
    })
    onText(found.length, total)
  }
  if (texts.length === 1) return { texts: found, batch: null }
  await checkpoint()
  const rows = await extractor(texts, { pooling: 'cls', normalize: true })
  onText(total, total)
  const dimension = rows.dims.at(-1)!
  const data = floats(rows)
  return {
    texts: found,
    batch: { cls: texts.map((_, row) => data.slice(row * dimension, (row + 1) * dimension)) },
  }
}

/** A copy: the tensor's data may lie in the runtime. */
const floats = ({ data }: PeerTensor): Float32Array => Float32Array.from(data as Float32Array)

/** The library asks for files with a path of its own before their names. @param graph null: none is given yet */
function setFiles({ env }: Library, files: PeerFiles['files'], graph: PeerGraph | null): void {
  const match = (key: string): Response | string | undefined => {
    const name = /(?:^|\/)m3scope-peer\/(?:resolve\/[^/]+\/)?(.+)$/.exec(key)?.[1]
    if (name === undefined) return undefined
    if (name.endsWith('.onnx')) return graph instanceof Uint8Array ? reply(graph) : (graph ?? undefined)
    const found = files.get(name)
    return found && reply(found)
  }
  env.customCache = { match: (key) => Promise.resolve(match(key)), put: () => Promise.resolve() }
}

const reply = (data: Uint8Array): Response =>
  new Response(data as Uint8Array<ArrayBuffer>, { headers: { 'content-length': String(data.byteLength) } })
