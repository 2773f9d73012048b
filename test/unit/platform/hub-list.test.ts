/** Listing a repository over real HTTP. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { COMMIT, FakeHub } from '../../../e2e/fake-hub'
import { listHub } from '../../../src/platform/web/hub/list-hub'
import type { HubHost, HubRepo } from '../../../src/platform/web/hub/types'
import { MODEL_FOLDERS } from '../../engine'

const read = (name: string) => readFileSync(`${MODEL_FOLDERS.tiny}/${name}`)
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')

let hub: FakeHub
beforeAll(async () => {
  hub = await FakeHub.start({ 'BAAI/bge-m3': MODEL_FOLDERS.tiny })
})
afterEach(() => hub.reset())
afterAll(() => hub.close())

const repo = (scheme: HubHost['scheme'], change: Partial<HubRepo> = {}): HubRepo => ({
  host: { scheme, url: hub.url },
  repo: 'BAAI/bge-m3',
  revision: 'main',
  ...change,
})
const list = (scheme: HubHost['scheme'] = 'huggingface', change: Partial<HubRepo> = {}) =>
  listHub(repo(scheme, change), fetch)
const names = (model: Awaited<ReturnType<typeof list>>) => model.files.map(({ name }) => name).sort()

const ALL = [
  '1_Pooling/config.json',
  'colbert_linear.pt',
  'config.json',
  'heads.safetensors',
  'onnx/model.onnx',
  'onnx/model_hidden.onnx',
  'sparse_linear.pt',
  'special_tokens_map.json',
  'tokenizer.json',
  'tokenizer_config.json',
]

describe.each(['huggingface', 'modelscope'] as const)('%s', (scheme) => {
  it('lists every file with its size, its SHA-256 where given, and a URL that gives its bytes', async () => {
    const model = await list(scheme)
    expect(names(model)).toEqual(ALL)
    expect(model.id).toBe('BAAI/bge-m3')
    expect(model.origin).toBe(`${new URL(hub.url).host}/BAAI/bge-m3@5617a9f6`)
    expect(model.key).toBe(`hub:${hub.url}/BAAI/bge-m3@${COMMIT}`)
    const graph = model.files.find(({ name }) => name === 'onnx/model.onnx')!
    const data = read('onnx/model.onnx')
    expect(graph).toMatchObject({ bytes: data.length, sha256: sha256(data) })
    expect(sha256(new Uint8Array(await (await fetch(graph.url)).arrayBuffer()))).toBe(sha256(data))
    expect(graph.url).toContain(`/resolve/${COMMIT}/`)
    expect(hub.asked(/^\/cdn\//)).toHaveLength(1)
  })
  it('sends the token to the API, and hands it on for the files', async () => {
    hub.faults.token = 'secret'
    const model = await list(scheme, { token: 'secret' })
    expect(model.headers).toEqual({ Authorization: 'Bearer secret' })
    expect(JSON.stringify(model.ref)).not.toContain('secret')
    await expect(list(scheme)).rejects.toMatchObject({
      code: 'hub/unauthorized',
      values: { repo: 'BAAI/bge-m3', host: new URL(hub.url).host, status: 401 },
    })
    await expect(list(scheme, { token: 'wrong' })).rejects.toMatchObject({ code: 'hub/unauthorized' })
  })
  it('has no headers without a token', async () => {
    expect((await list(scheme)).headers).toBeUndefined()
  })
  it.each([{ repo: 'BAAI/bge-m4' }, { revision: 'v9' }])('is told that there is no %o', async (change) => {
    await expect(list(scheme, change)).rejects.toMatchObject({
      code: 'hub/not-found',
      values: { host: new URL(hub.url).host },
    })
    expect(hub.asked(/resolve/)).toEqual([])
  })
  it('takes a login page for no list', async () => {
    hub.faults.api = 'login'
    await expect(list(scheme)).rejects.toMatchObject({
      code: 'network/failed',
      values: { file: 'BAAI/bge-m3', status: 200, reason: expect.stringContaining('login page') },
    })
  })
  it('says what may be wrong when there is no answer', async () => {
    const url = hub.url.replace(/\d+$/, '9')
    await expect(list(scheme, { host: { scheme, url } })).rejects.toMatchObject({
      code: 'network/failed',
      values: { url: expect.stringContaining(url), reason: expect.stringContaining('CORS') },
    })
  })
  it('is cancelled', async () => {
    const abort = new AbortController()
    const stalled: typeof fetch = (url, init) => {
      abort.abort()
      return fetch(url, init)
    }
    await expect(listHub(repo(scheme), stalled, abort.signal)).rejects.toMatchObject({
      code: 'run/cancelled',
    })
    await expect(listHub(repo(scheme), fetch, abort.signal)).rejects.toMatchObject({ code: 'run/cancelled' })
  })

  describe('a proxy without the API', () => {
    it('is asked for the usual names', async () => {
      hub.faults.api = 'none'
      hub.change('BAAI/bge-m3', 'onnx/sentence_transformers_q4.onnx', Buffer.alloc(5))
      hub.change('BAAI/bge-m3', 'onnx/model.onnx_data', Buffer.alloc(7))
      const model = await list(scheme)
      expect(names(model)).toEqual(
        [
          ...ALL.filter((name) => name !== 'onnx/model_hidden.onnx'),
          'onnx/model.onnx_data',
          'onnx/sentence_transformers_q4.onnx',
        ].sort(),
      )
      for (const name of ['tokenizer.json', 'onnx/model.onnx'])
        expect(model.files.find((file) => file.name === name)).toMatchObject({ bytes: read(name).length })
      const graph = model.files.find(({ name }) => name === 'onnx/model.onnx')!
      expect((await (await fetch(graph.url)).arrayBuffer()).byteLength).toBe(graph.bytes)
    })
    it('is asked for a graph with another name, where it is given', async () => {
      hub.faults.api = 'none'
      const model = await list(scheme, { graphFile: 'onnx/model_hidden.onnx' })
      expect(names(model)).toEqual(ALL)
    })
    it('is asked with the token', async () => {
      hub.faults.api = 'none'
      hub.faults.token = 'secret'
      expect(names(await list(scheme, { token: 'secret' }))).toContain('onnx/model.onnx')
      await expect(list(scheme)).rejects.toMatchObject({ code: 'hub/unauthorized', values: { status: 401 } })
    })
    it('has nothing', async () => {
      hub.faults.api = 'none'
      await expect(list(scheme, { repo: 'BAAI/bge-m4' })).rejects.toMatchObject({
        code: 'hub/nothing-found',
        values: { tried: expect.stringContaining('onnx/model.onnx') },
      })
    })
    it('keeps no answer: neither for the next request nor for another host', async () => {
      hub.faults.api = 'none'
      await expect(list(scheme, { repo: 'BAAI/bge-m4' })).rejects.toMatchObject({ code: 'hub/nothing-found' })
      const other = await FakeHub.start({ 'BAAI/bge-m4': MODEL_FOLDERS.tiny })
      other.faults.api = 'none'
      try {
        const model = await list(scheme, { repo: 'BAAI/bge-m4', host: { scheme, url: other.url } })
        expect(names(model)).toContain('onnx/model.onnx')
      } finally {
        await other.close()
      }
    })
    it('two at a time do not mix', async () => {
      hub.faults.api = 'none'
      const other = await FakeHub.start({ 'BAAI/bge-m3': `${MODEL_FOLDERS.tiny}/onnx` })
      other.faults.api = 'none'
      try {
        const [one, two] = await Promise.all([
          list(scheme),
          list(scheme, { host: { scheme, url: other.url } }),
        ])
        expect(names(one)).toContain('onnx/model.onnx')
        expect(names(two)).toEqual(['model.onnx'])
        expect(two.files[0]!.url).toContain(other.url)
      } finally {
        await other.close()
      }
    })
  })
})

describe('huggingface', () => {
  it.each([null, 'https://huggingface.co'])(
    'reads page after page, whatever host the Link names (%s)',
    async (link) => {
      hub.pageSize = 3
      hub.faults.linkOrigin = link
      expect(names(await list())).toEqual(ALL)
      expect(hub.asked(/\/tree\//)).toHaveLength(4)
    },
  )
  it('gives no SHA-256 of what lies in Git itself', async () => {
    const model = await list()
    expect(model.files.find(({ name }) => name === 'config.json')!.sha256).toBeNull()
  })
  it('a proxy says the commit in its answers', async () => {
    hub.faults.api = 'none'
    expect((await list()).key).toBe(`hub:${hub.url}/BAAI/bge-m3@${COMMIT}`)
  })
  it('encodes what a path may hold', async () => {
    hub.change('BAAI/bge-m3', 'onnx/模型 #1.onnx', Buffer.from('graph'))
    const file = (await list()).files.find(({ name }) => name === 'onnx/模型 #1.onnx')!
    expect(await (await fetch(file.url)).text()).toBe('graph')
  })
})

describe('modelscope', () => {
  it('takes master for main, and says no more than one branch when another is asked for', async () => {
    await list('modelscope')
    expect(hub.asked(/Revision=(\w+)/).map(({ path }) => /Revision=(\w+)/.exec(path)![1])).toEqual([
      'main',
      'master',
    ])
    hub.reset()
    await list('modelscope', { revision: 'master' })
    expect(hub.log).toHaveLength(1)
  })
  it('tells no access from not there', async () => {
    const refusing = () =>
      Promise.resolve(Response.json({ Code: 10010200001, Success: false }, { status: 404 }))
    await expect(listHub(repo('modelscope'), refusing)).rejects.toMatchObject({
      code: 'hub/unauthorized',
    })
  })
})

it('a name with half of a surrogate pair is listed with an address', async () => {
  const answers = (address: string) =>
    address.includes('/tree/')
      ? [{ type: 'file', path: 'onnx/a\ud800.onnx', size: 1, oid: 'a' }]
      : { sha: COMMIT }
  const fake = (input: RequestInfo | URL) => Promise.resolve(Response.json(answers(input as string)))
  const { files } = await listHub(repo('huggingface', { revision: 'v\udc00' }), fake as typeof fetch)
  expect(files.map(({ url }) => new URL(url).pathname)).toEqual([
    expect.stringMatching(/\/onnx\/a%EF%BF%BD\.onnx$/) as string,
  ])
})
