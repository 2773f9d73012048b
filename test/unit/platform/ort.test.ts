/** The engine's Runtime over onnxruntime-web: a fake for what it is asked, the real one for what it answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ort from 'onnxruntime-web'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createInProcessClient } from '../../../src/host/in-process'
import { nodePorts } from '../../../src/host/node-ports'
import { createOrtRuntime, type OrtModule, type OrtOptions } from '../../../src/platform/ort'
import { probeCapabilities } from '../../../src/platform/web/capabilities'
import { loadWebGpuOrt } from '../../../src/platform/web/webgpu'
import { asInputs, widen } from '../../../src/engine/model/tensors'
import { MODEL_FOLDERS } from '../../engine'

const wasm: OrtOptions = { provider: 'wasm', threads: 1, threadsReason: 'node', wasmBaseUrl: null }

function fake(outputs: Record<string, ort.Tensor> = {}) {
  const created: { model: Uint8Array; options: ort.InferenceSession.SessionOptions }[] = []
  const fed: Record<string, ort.Tensor>[] = []
  const module = {
    env: { wasm: {}, versions: { web: '1.2.3' } },
    Tensor: ort.Tensor,
    InferenceSession: {
      create: (model: Uint8Array, options: ort.InferenceSession.SessionOptions) => {
        created.push({ model, options })
        return Promise.resolve({
          inputMetadata: [
            { isTensor: true, name: 'input_ids', type: 'int64', shape: ['batch', 'sequence'] },
            { isTensor: true, name: 'attention_mask', type: 'int32', shape: ['batch', 'sequence'] },
          ],
          outputMetadata: [{ isTensor: false, name: 'list' }],
          run: (feeds: Record<string, ort.Tensor>) => {
            fed.push(feeds)
            return Promise.resolve(outputs)
          },
          release: () => Promise.resolve(),
        })
      },
    },
  }
  return { module: module as unknown as OrtModule, created, fed }
}

describe('createOrtRuntime', () => {
  it.each(['wasm', 'webgpu'] as const)('asks for %s and says so', async (provider) => {
    const { module, created } = fake()
    const runtime = createOrtRuntime(module, { ...wasm, provider, wasmBaseUrl: 'https://m3.test/ort/' })
    await runtime.createSession(new Uint8Array(1), [], 'model.onnx')
    expect(runtime.info).toMatchObject({ provider, version: '1.2.3', threads: 1 })
    expect(module.env.wasm).toMatchObject({ wasmPaths: 'https://m3.test/ort/', numThreads: 1 })
    expect(created[0]!.options.executionProviders).toEqual([provider])
    expect(created[0]!.options).not.toHaveProperty('externalData')
  })

  it('hands external data over by the name that the graph gives it', async () => {
    const { module, created } = fake()
    const data = new Uint8Array([1, 2])
    const session = await createOrtRuntime(module, wasm).createSession(
      new Uint8Array(1),
      [{ path: 'model.onnx_data', data }],
      'onnx/model.onnx',
    )
    expect(created[0]!.options.externalData).toEqual([{ path: 'model.onnx_data', data }])
    expect(session.inputs[1]).toEqual({
      name: 'attention_mask',
      type: 'int32',
      shape: ['batch', 'sequence'],
    })
    expect(session.outputs).toEqual([{ name: 'list', type: 'sequence', shape: [] }])
  })

  it('feeds integers as the graph asks, and hands halves on as their bits', async () => {
    const half = new ort.Tensor('float16', new Uint16Array([0x3c00, 0xc000]), [2])
    const { module, fed } = fake({ half })
    const session = await createOrtRuntime(module, wasm).createSession(new Uint8Array(1), [], 'model.onnx')
    const ints = { dims: [1, 2], data: new Int32Array([0, 250001]) }
    const feeds = asInputs({ input_ids: ints, attention_mask: ints }, session.inputs)
    const results = await session.run(feeds)
    expect(fed[0]!.input_ids!.data).toEqual(new BigInt64Array([0n, 250001n]))
    expect(fed[0]!.attention_mask!.data).toEqual(ints.data)
    expect(results.half).toEqual({ type: 'float16', dims: [2], data: new Uint16Array([0x3c00, 0xc000]) })
    expect(widen(results.half!)).toEqual({ dims: [2], data: new Float32Array([1, -2]) })
  })

  it('names the file that onnxruntime cannot open', async () => {
    const opened = createOrtRuntime(ort, wasm).createSession(
      new TextEncoder().encode('<!doctype html>'),
      [],
      'onnx/model.onnx',
    )
    await expect(opened).rejects.toMatchObject({
      code: 'model/create-failed',
      values: { file: 'onnx/model.onnx' },
    })
  })

  it('opens a second session after the first was released', async () => {
    const runtime = createOrtRuntime(ort, wasm)
    const model = new Uint8Array(readFileSync(join(MODEL_FOLDERS.tiny, 'onnx/model.onnx')))
    for (let time = 0; time < 2; time++) {
      const session = await runtime.createSession(model, [], 'onnx/model.onnx')
      expect(session.inputs.map(({ name }) => name)).toContain('input_ids')
      await session.release()
    }
  })
})

describe('WebGPU', () => {
  afterEach(() => vi.unstubAllGlobals())
  const page = (isSecureContext: boolean, gpu?: { requestAdapter: () => Promise<object | null> }) => {
    vi.stubGlobal('isSecureContext', isSecureContext)
    vi.stubGlobal('navigator', { userAgent: 'test', ...(gpu && { gpu }) })
  }

  it.each([
    ['a plain HTTP page', () => page(false), /plain HTTP/],
    ['a browser without it', () => page(true), /no WebGPU/],
    ['no GPU', () => page(true, { requestAdapter: () => Promise.resolve(null) }), /no GPU/],
    [
      'a driver that fails',
      () => page(true, { requestAdapter: () => Promise.reject(new Error('device lost')) }),
      /device lost/,
    ],
  ])('is refused with the reason: %s', async (_, arrange, reason) => {
    arrange()
    await expect(loadWebGpuOrt()).rejects.toMatchObject({
      code: 'webgpu/unavailable',
      values: { detail: expect.stringMatching(reason) as string },
    })
  })

  it('is told among the capabilities', () => {
    page(true, { requestAdapter: () => Promise.resolve(null) })
    expect(probeCapabilities().webgpu).toBe(true)
    page(true)
    expect(probeCapabilities().webgpu).toBe(false)
  })

  const load = {
    model: { kind: 'folder', path: MODEL_FOLDERS.tiny, isDemo: false },
    threads: 1,
    provider: 'webgpu',
    wasmBaseUrl: null,
  } as const

  it('is refused in the terminal, where WASM then loads; the engine keeps to it', async () => {
    const engine = createInProcessClient(nodePorts)
    await expect(engine.call('load', load)).rejects.toMatchObject({ code: 'webgpu/unavailable' })
    const info = await engine.call('load', { ...load, provider: 'wasm' })
    expect(info.runtime.provider).toBe('wasm')
    await expect(engine.call('load', load)).rejects.toMatchObject({ code: 'settings/invalid' })
    expect(await engine.call('count', { text: '退款', maxLength: 16, mode: 'hf4' })).toMatchObject({
      truncated: false,
    })
  })
})
