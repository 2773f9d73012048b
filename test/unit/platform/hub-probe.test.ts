/** A model's folder on a server that lists nothing, over real HTTP. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FakeHub } from '../../../e2e/fake-hub'
import { probeUrl } from '../../../src/platform/web/hub/probe-url'
import { MODEL_FOLDERS } from '../../engine'

let hub: FakeHub
let base: string
beforeAll(async () => {
  hub = await FakeHub.start({ 'team/bge-m3': MODEL_FOLDERS.tiny })
  base = hub.folder('team/bge-m3')
})
afterEach(() => hub.reset())
afterAll(() => hub.close())

const probe = async (wanted?: string[]) => {
  const model = await probeUrl(base, fetch, undefined, wanted)
  return new Map(model.files.map((file) => [file.name, file]))
}

describe('a folder on any server', () => {
  it('is found by the usual names, with sizes', async () => {
    const model = await probeUrl(base, fetch)
    expect(model.id).toBe('bge-m3')
    expect(model.origin).toBe(`${new URL(base).host}/plain/team/bge-m3/`)
    expect(model.key).toBe(`url:${base}`)
    expect(model.files.map(({ name, bytes }) => `${name} ${bytes}`).sort()).toEqual([
      '1_Pooling/config.json 189',
      'colbert_linear.pt 18525',
      'config.json 620',
      'heads.safetensors 17300',
      'onnx/model.onnx 2982121',
      'sparse_linear.pt 2133',
      'special_tokens_map.json 963',
      'tokenizer.json 382435',
      'tokenizer_config.json 1170',
    ])
  })
  it('sends no file’s body', async () => {
    await probe()
    const bodies = hub.log.filter(({ method, range }) => method === 'GET' && range !== 'bytes=0-0')
    expect(bodies).toEqual([])
  })
  it.each([
    ['onnx/model.onnx', ['onnx/model.onnx_data', 'onnx/Constant_7_attr__value']],
    ['model.onnx', ['model.onnx.data']],
    ['bge_m3_model.onnx', ['bge_m3_model.onnx_data']],
    ['model_quantized.onnx', []],
    ['BAAI-bge-m3_quantized.onnx', []],
    ['model_fused.onnx', ['model_fused.onnx_data']],
    ['onnx/model_q4f16.onnx', []],
    ['onnx/sentence_transformers.onnx', ['onnx/sentence_transformers.onnx_data']],
    ['onnx/sentence_transformers_bnb4.onnx', []],
  ])('%s is found with %j', async (graph, companions) => {
    for (const name of [graph, ...companions]) hub.change('team/bge-m3', name, Buffer.from(name))
    const files = await probe()
    for (const name of [graph, ...companions]) expect(files.get(name)).toMatchObject({ bytes: name.length })
  })
  it('is looked through for a graph that is named', async () => {
    hub.change('team/bge-m3', 'our model.onnx', Buffer.from('12345'))
    expect((await probe()).has('our model.onnx')).toBe(false)
    const found = (await probe(['our model.onnx'])).get('our model.onnx')!
    expect(await (await fetch(found.url)).text()).toBe('12345')
  })
  it('may refuse HEAD', async () => {
    hub.faults.head = false
    expect((await probe()).get('onnx/model.onnx')).toMatchObject({ bytes: 2982121 })
  })
  it('may refuse HEAD and know no Range', async () => {
    hub.faults.head = false
    hub.faults.ranges = false
    expect((await probe()).get('onnx/model.onnx')).toMatchObject({ bytes: 2982121 })
  })
  it('may answer unknown paths with its start page: that is no file', async () => {
    hub.faults.startPage = true
    expect([...(await probe()).keys()].sort()).toHaveLength(9)
  })
  it('may hide the length of the whole from other origins', async () => {
    const hiding: typeof fetch = async (url, init) => {
      const response = await fetch(url, init)
      const headers = new Headers(response.headers)
      headers.delete('content-range')
      return new Response(response.body, { status: response.status, headers })
    }
    const model = await probeUrl(base, hiding)
    expect(model.files.find(({ name }) => name === 'tokenizer.json')!.bytes).toBeNull()
    expect(model.files.find(({ name }) => name === 'onnx/model.onnx')!.bytes).toBe(2982121)
  })
})

describe('no model', () => {
  it.each([false, true])('at a folder without files (start page: %s)', async (startPage) => {
    hub.faults.startPage = startPage
    const url = hub.folder('team/other')
    await expect(probeUrl(url, fetch)).rejects.toMatchObject({
      code: 'hub/nothing-found',
      values: { url, tried: expect.stringContaining('tokenizer.json') },
    })
  })
  it('behind a login page', async () => {
    hub.faults.api = 'login'
    await expect(probeUrl(base, fetch)).rejects.toMatchObject({ code: 'hub/nothing-found' })
  })
  it('where all is forbidden', async () => {
    const forbidding = () => Promise.resolve(new Response(null, { status: 403 }))
    await expect(probeUrl(base, forbidding)).rejects.toMatchObject({
      code: 'hub/unauthorized',
      values: { status: 403, repo: base },
    })
  })
  it('at a server that does not answer or is overloaded', async () => {
    await expect(probeUrl('http://localhost:9/m/', fetch)).rejects.toMatchObject({ code: 'network/failed' })
    hub.faults.unavailable = { file: /tokenizer\.json/, times: Infinity }
    await expect(probeUrl(base, fetch)).rejects.toMatchObject({
      code: 'network/failed',
      values: { status: 503 },
    })
  })
  it('is cancelled', async () => {
    const abort = new AbortController()
    let requests = 0
    const counting: typeof fetch = (url, init) => {
      if (++requests === 3) abort.abort()
      return fetch(url, init)
    }
    await expect(probeUrl(base, counting, abort.signal)).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(requests).toBeLessThan(15)
  })
})
