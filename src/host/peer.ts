/** The call `peer`: hands a model's own files to transformers.js. */
import { throwIfCancelled } from '../engine/errors'
import { chooseFiles, type ChosenFiles } from '../engine/model/files'
import { externalName, folderOf } from '../engine/model/graph-files'
import type { ModelSource } from '../engine/model/ports'
import { readOnnx } from '../engine/onnx/read'
import { summaryOf } from '../engine/onnx/summary'
import type { PeerReply, UnaskedFile } from '../engine/peer/types'
import { openPeer, type Peer, type PeerFiles } from '../platform/peer'
import type { ModelRef, PeerRequest } from './calls'
import type { CallContext, EnginePorts } from './handlers'

/** The file that transformers.js reads in a browser when no dtype is named: q8 is its default for WASM. */
const UNASKED = 'onnx/model_quantized.onnx'

interface Opened {
  readonly key: string
  readonly peer: Peer
  readonly unasked: UnaskedFile
}

/** The model that was asked for last: a terminal asks for many lines. */
let kept: Opened | null = null

/**
 * @throws EngineError as ModelSource.list and read; model/not-onnx
 * What the library says against the model is part of the reply.
 */
export async function askPeer(
  ports: EnginePorts,
  request: PeerRequest,
  { signal, progress }: CallContext<'peer'>,
): Promise<PeerReply> {
  const opened = await openedFor(ports, request, signal)
  const texts = {
    texts: request.texts,
    normalized: request.normalized,
    onText: (done: number, total: number) => progress({ done, total }),
    checkpoint: async () => {
      await ports.yieldToEvents()
      throwIfCancelled(signal)
    },
  }
  return {
    library: opened.peer.library,
    tokens: await opened.peer.tokens(texts),
    vectors: await opened.peer.vectors(texts),
    unasked: opened.unasked,
  }
}

async function openedFor(ports: EnginePorts, request: PeerRequest, signal: AbortSignal): Promise<Opened> {
  const { model, graphFile } = request
  const key = JSON.stringify([model, graphFile])
  if (kept?.key === key) return kept
  await kept?.peer.dispose()
  kept = null
  const source = await ports.openModel(model, signal)
  const entries = await source.list({ signal })
  const chosen = chooseFiles(entries, graphFile, source.id)
  const name = chosen.graph.name
  const peer = await openPeer(ports.openOrt(request), await filesOf(source, chosen, model, signal))
  kept = {
    key,
    peer,
    unasked: {
      file: UNASKED,
      exists: entries.some((entry) => entry.name === UNASKED),
      isThisOne: name === UNASKED,
    },
  }
  return kept
}

async function filesOf(
  source: ModelSource,
  chosen: ChosenFiles,
  model: ModelRef,
  signal: AbortSignal,
): Promise<PeerFiles> {
  const read = async (name: string) => {
    throwIfCancelled(signal)
    return (await source.read(name, { signal })).data
  }
  const files = new Map<string, Uint8Array>()
  for (const [asked, name] of [
    ['config.json', chosen.config],
    ['tokenizer.json', chosen.tokenizer],
    ['tokenizer_config.json', chosen.tokenizerConfig],
    ['special_tokens_map.json', chosen.specialTokensMap],
  ] as const)
    if (name !== null) files.set(asked, await read(name))
  const name = chosen.graph.name
  const { outputs, locations } = await graphFacts(source, name, signal)
  return {
    files,
    outputs,
    weights: async () => {
      const external = []
      for (const path of locations)
        external.push({ path, data: await read(externalName(folderOf(name), path)) })
      // The library takes paths in Node and bytes elsewhere.
      return { graph: model.kind === 'folder' ? `${model.path}/${name}` : await read(name), external }
    },
  }
}

async function graphFacts(source: ModelSource, name: string, signal: AbortSignal) {
  const file = await source.open(name, { signal })
  try {
    const model = await readOnnx(file)
    return { outputs: model.graph.outputs.map(({ name }) => name), locations: summaryOf(model).externalFiles }
  } finally {
    file.close()
  }
}
