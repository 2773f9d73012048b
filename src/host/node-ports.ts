/** What the engine needs from Node. */
import * as ort from 'onnxruntime-web'
import { EngineError } from '../engine/errors'
import { installHtmlParser } from '../engine/text/html/parser'
import { recognise } from '../engine/text/sentences/chats'
import { installRecogniser } from '../engine/text/sentences/dialogue'
import { folderSource } from '../platform/node/folder'
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
  yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
}
