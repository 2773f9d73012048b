/** The bar of a load: never more than its total, and full at the end. */
import { expect, it } from 'vitest'
import type { LoadProgress } from '../../../src/engine/model/types'
import { createInProcessClient } from '../../../src/host/in-process'
import { nodePorts } from '../../../src/host/node-ports'
import { MODEL_FOLDERS } from '../../engine'

it.each([
  ['three heads: head files in the folder are neither read nor counted', 'onnx/model.onnx', 0],
  ['hidden states: head files are counted when they are read', 'onnx/model_hidden.onnx', 2],
])('%s', async (_, graphFile, headFiles) => {
  const files: Extract<LoadProgress, { stage: 'files' }>[] = []
  const info = await createInProcessClient(nodePorts).call(
    'load',
    {
      model: { kind: 'folder', path: MODEL_FOLDERS.tiny, isDemo: false, graphFile },
      threads: 1,
      provider: 'wasm',
      wasmBaseUrl: null,
    },
    { onProgress: (progress) => progress.stage === 'files' && files.push(progress) },
  )
  expect(files.every(({ loaded, total }) => total !== null && loaded <= total)).toBe(true)
  expect(files.at(-1)!.loaded).toBe(files.at(-1)!.total)
  expect(files.at(-1)!.total).toBe(info.totalBytes)
  expect(info.files.filter(({ name }) => name.endsWith('.pt'))).toHaveLength(headFiles)
})
