/** What the engine needs from Node. */
import { availableParallelism } from 'node:os'
import * as ort from 'onnxruntime-web'
import { MOST_THREADS } from '../engine/encoder/ports'
import { EngineError } from '../engine/errors'
import { installHtmlParser } from '../engine/text/html/parser'
import { recognise } from '../engine/text/sentences/chats'
import { installRecogniser } from '../engine/text/sentences/dialogue'
import { createSender } from '../platform/endpoint'
import { folderSource } from '../platform/node/folder'
import { openNodeKernels } from '../platform/kernels/node'
import { createOrtRuntime } from '../platform/ort'
import { parseWithParse5 } from '../platform/parse5'
import type { EnginePorts } from './handlers'

installHtmlParser(parseWithParse5)
installRecogniser(recognise)

export const nodePorts: EnginePorts = {
  async createRuntime({ provider, threads }) {
    if (provider === 'webgpu') {
      const detail = 'the terminal computes in WASM only'
      throw new EngineError('webgpu/unavailable', `WebGPU is not available: ${detail}.`, { detail })
    }
    return createOrtRuntime(ort, {
      provider,
      threads: threads ?? 1,
      threadsReason: 'node',
      wasmBaseUrl: null,
    })
  },
  createKernels: async ({ threads }) => ({
    open: openNodeKernels,
    threads: Math.min(threads ?? availableParallelism(), MOST_THREADS),
  }),
  openOrt: () => ort,
  openModel: (model) => {
    if (model.kind === 'folder') return folderSource(model.path)
    throw new EngineError(
      'model/file-missing',
      `The terminal opens folders, no model of kind ${model.kind}.`,
      {
        file: model.kind,
      },
    )
  },
  openVectors: async (limit, folder) =>
    folder === undefined ? null : (await import('../platform/node/vectors')).folderVectors(folder, limit),
  send: (request, options) => createSender({ page: null })(request, options),
  yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
}
