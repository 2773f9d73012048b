import * as ort from 'onnxruntime-web'
import { EngineError } from '../engine/errors'
import { folderSource } from '../platform/node/folder'
import { createOrtRuntime } from '../platform/ort'
import type { EnginePorts } from './engine'

export const nodePorts: EnginePorts = {
  createRuntime: ({ threads }) =>
    createOrtRuntime(ort, { threads: threads ?? 1, threadsReason: 'node', wasmBaseUrl: null }),
  openModel: (model) => {
    if (model.kind === 'folder') return folderSource(model.path)
    throw new EngineError('model/file-missing', `The terminal opens folders, not ${model.baseUrl}.`, {
      file: model.baseUrl,
    })
  },
  yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
}
