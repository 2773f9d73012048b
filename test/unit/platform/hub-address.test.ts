import { describe, expect, it } from 'vitest'
import { HOSTS, parseAddress, parseHost } from '../../../src/platform/web/hub/address'
import type { HubHost } from '../../../src/platform/web/hub/types'

const [hub, mirror, modelscope] = HOSTS as [HubHost, HubHost, HubHost]
const own: HubHost = { scheme: 'huggingface', url: 'https://files.intranet:8443/hf' }
const m3 = (host: HubHost, revision = 'main', graphFile?: string) => ({
  kind: 'hub',
  host,
  repo: 'BAAI/bge-m3',
  revision,
  ...(graphFile !== undefined && { graphFile }),
})
const folder = (baseUrl: string, graphFile?: string) => ({
  kind: 'url',
  baseUrl,
  ...(graphFile !== undefined && { graphFile }),
})

describe('an address of a repository', () => {
  it.each([
    ['BAAI/bge-m3', hub, m3(hub)],
    ['  BAAI/bge-m3/ ', hub, m3(hub)],
    ['BAAI/bge-m3', mirror, m3(mirror)],
    ['BAAI/bge-m3', own, m3(own)],
    ['BAAI/bge-m3@5617a9f6', hub, m3(hub, '5617a9f6')],
    ['BAAI/bge-m3@refs/pr/12', hub, m3(hub, 'refs/pr/12')],
    ['BAAI/bge-m3/onnx/model_int8.onnx', hub, m3(hub, 'main', 'onnx/model_int8.onnx')],
    ['https://huggingface.co/BAAI/bge-m3', mirror, m3(hub)],
    ['https://huggingface.co/BAAI/bge-m3@v2', mirror, m3(hub, 'v2')],
    ['huggingface.co/BAAI/bge-m3', mirror, m3(hub)],
    ['hf.co/BAAI/bge-m3', mirror, m3(hub)],
    ['https://huggingface.co/BAAI/bge-m3/tree/main', hub, m3(hub)],
    ['https://huggingface.co/BAAI/bge-m3/tree/main/onnx', hub, m3(hub)],
    ['https://huggingface.co/BAAI/bge-m3/tree/refs%2Fpr%2F1/onnx', hub, m3(hub, 'refs/pr/1')],
    ['https://huggingface.co/BAAI/bge-m3/tree/refs/pr/1/onnx', hub, m3(hub, 'refs/pr/1')],
    [
      'https://huggingface.co/BAAI/bge-m3/blob/v2/onnx/model_int8.onnx',
      hub,
      m3(hub, 'v2', 'onnx/model_int8.onnx'),
    ],
    [
      'https://huggingface.co/BAAI/bge-m3/resolve/main/onnx/model.onnx?download=true',
      hub,
      m3(hub, 'main', 'onnx/model.onnx'),
    ],
    ['https://huggingface.co/BAAI/bge-m3/blob/main/tokenizer.json', hub, m3(hub)],
    ['https://huggingface.co/BAAI/bge-m3/discussions/4', hub, m3(hub)],
    ['https://hf-mirror.com/BAAI/bge-m3/tree/main', hub, m3(mirror)],
    ['https://www.modelscope.cn/models/BAAI/bge-m3', hub, m3(modelscope)],
    ['https://modelscope.cn/models/BAAI/bge-m3/files', hub, m3(modelscope)],
    [
      'https://www.modelscope.cn/models/BAAI/bge-m3/file/view/master/onnx%2Fmodel.onnx?status=2',
      hub,
      m3(modelscope, 'master', 'onnx/model.onnx'),
    ],
    [
      'https://www.modelscope.cn/models/BAAI/bge-m3/resolve/master/onnx/model.onnx',
      hub,
      m3(modelscope, 'master', 'onnx/model.onnx'),
    ],
    ['https://www.modelscope.cn/BAAI/bge-m3@master', hub, m3(modelscope, 'master')],
    ['https://files.intranet:8443/hf/BAAI/bge-m3', own, m3(own)],
    ['https://files.intranet:8443/hf/BAAI/bge-m3/tree/v2', own, m3(own, 'v2')],
    // Nobody named this host, but the page's address is a hub's.
    ['https://files.intranet:8443/hf/BAAI/bge-m3/tree/v2', hub, m3(own, 'v2')],
    [
      'http://10.0.0.5/BAAI/bge-m3/resolve/main/onnx/model.onnx',
      hub,
      m3({ scheme: 'huggingface', url: 'http://10.0.0.5' }, 'main', 'onnx/model.onnx'),
    ],
  ])('%s', (text, chosen, expected) => {
    expect(parseAddress(text, chosen)).toEqual(expected)
  })
})

describe('an address of a folder', () => {
  it.each([
    ['https://host.example/path/bge-m3/', folder('https://host.example/path/bge-m3/')],
    ['https://host.example/BAAI/bge-m3', folder('https://host.example/BAAI/bge-m3/')],
    ['http://10.0.0.5:8080', folder('http://10.0.0.5:8080/')],
    ['https://host.example/v1.5/', folder('https://host.example/v1.5/')],
    ['https://host.example/a/b/onnx/', folder('https://host.example/a/b/')],
    [
      'https://host.example/a/onnx/model_quantized.onnx',
      folder('https://host.example/a/', 'onnx/model_quantized.onnx'),
    ],
    ['https://host.example/a/b/model.onnx?sig=1', folder('https://host.example/a/b/', 'model.onnx')],
    ['https://host.example/a/tokenizer.json', folder('https://host.example/a/')],
    ['https://host.example/a/onnx/model.onnx_data', folder('https://host.example/a/')],
    [
      'https://host.example/模型/bge m3/'.replace(' ', '%20'),
      folder('https://host.example/%E6%A8%A1%E5%9E%8B/bge%20m3/'),
    ],
    // Another origin than the chosen host's.
    ['https://files.intranet/hf/BAAI/bge-m3', folder('https://files.intranet/hf/BAAI/bge-m3/')],
  ])('%s', (text, expected) => {
    expect(parseAddress(text, own)).toEqual(expected)
  })
})

describe('what names nothing', () => {
  it.each([
    '',
    '   ',
    'bge-m3',
    'BAAI/',
    '/BAAI/bge-m3',
    'BAAI/bge m3',
    'BAAI/bge-m3/onnx',
    '../bge-m3',
    'ftp://host/a/',
    'file:///home/me/bge-m3/',
    'https://user:secret@host/a/',
    'https://huggingface.co',
    'https://huggingface.co/BAAI',
    'https://huggingface.co/datasets/BAAI/bge-m3',
    'https://host/%E4%/',
    'https://',
  ])('"%s"', (text) => {
    expect(() => parseAddress(text, hub)).toThrow(
      expect.objectContaining({
        code: 'hub/invalid-address',
        values: expect.objectContaining({ found: text.trim() }),
      }),
    )
  })
})

describe('a host', () => {
  it.each([
    ['https://huggingface.co/', hub],
    ['hf-mirror.com', mirror],
    ['modelscope.cn', modelscope],
    ['https://files.intranet:8443/hf/', own],
    ['http://10.0.0.5', { scheme: 'huggingface', url: 'http://10.0.0.5' }],
  ])('%s', (text, expected) => {
    expect(parseHost(text)).toEqual(expected)
  })
  it('speaks the API that the user says', () => {
    expect(parseHost('https://ms.intranet', 'modelscope')).toEqual({
      scheme: 'modelscope',
      url: 'https://ms.intranet',
    })
  })
  it.each(['', 'ftp://host', 'https://', 'a b', 'https://me:secret@host'])('not "%s"', (text) => {
    expect(() => parseHost(text)).toThrow(expect.objectContaining({ code: 'hub/invalid-address' }))
  })
})
