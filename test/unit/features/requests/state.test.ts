import { describe, expect, test } from 'vitest'
import { STORE_KEY } from '../../../../src/app/persistence'
import { requestNow, type RequestNow } from '../../../../src/features/requests/request-now'
import { bench, MemoryStorage } from '../../app/app'

type Made = Extract<RequestNow, { phase: 'made' }>

function made(app: ReturnType<typeof bench>, kind?: Parameters<typeof requestNow>[1]): Made {
  const now = requestNow(app.store.getState(), kind)
  if (now.phase !== 'made') throw new Error(now.phase)
  return now
}
const bodyOf = ({ requests }: Made) => JSON.parse(requests[0]!.body!) as Record<string, unknown>

describe('the request for the present texts', () => {
  test('none without a text, but whether the server is there can be asked', () => {
    const app = bench()
    expect(requestNow(app.store.getState())).toEqual({ phase: 'empty' })
    expect(made(app, 'health').requests).toMatchObject([{ method: 'GET', body: null }])
  })

  test('one text is enough; the model’s exact input is sent', () => {
    const app = bench()
    app.actions.type('b', 'only B')
    expect(bodyOf(made(app)).input).toEqual(['only B'])
    app.actions.type('a', 'but u w8')
    app.actions.set({ prefix: 'query: ' })
    const { rules } = app.store.getState()
    app.actions.setRules({
      ...rules,
      rules: rules.rules.map((rule) => ({ ...rule, enabled: rule.kind === 'abbreviations' })),
    })
    const [a, b] = bodyOf(made(app)).input as string[]
    expect(a).toMatch(/^query: /)
    expect(a).not.toContain('w8')
    expect(b).toBe('only B')
  })

  test('follows mode, max_length, truncate_dim and normalisation', () => {
    const app = bench()
    app.actions.type('a', 'x')
    app.actions.setRequests({ dialect: 'm3scope' })
    app.actions.set({ maxLength: 99, truncateDim: 64, normalize: false })
    app.actions.setMode('all')
    expect(bodyOf(made(app))).toMatchObject({
      max_length: 99,
      truncate_dim: 64,
      normalize: false,
      return_dense: true,
      return_sparse: true,
      return_colbert_vecs: true,
    })
    expect(made(app).notSent).toEqual([])
    app.actions.setRequests({ dialect: 'fastapi' })
    expect(made(app).notSent).toEqual(['maxLength', 'truncateDim', 'normalize'])
    app.actions.setRequests({ dialect: 'tei' })
    app.actions.setMode('sparse')
    expect(made(app)).toMatchObject({ requests: [], written: null, cannot: [{ head: 'sparse' }] })
  })

  test('half a character is refused, as in a run', () => {
    const app = bench()
    app.actions.type('a', 'x\ud800')
    expect(requestNow(app.store.getState())).toMatchObject({
      phase: 'failed',
      error: { code: 'text/lone-surrogate', values: { side: 'a' } },
    })
  })

  test('the same answer while nothing has changed', () => {
    const app = bench()
    app.actions.type('a', 'x')
    const before = requestNow(app.store.getState())
    app.actions.setView('export')
    expect(requestNow(app.store.getState())).toBe(before)
  })
})

describe('what is remembered', () => {
  test('each dialect’s server, the form and the kind; never an address with a password or a key', () => {
    const storage = new MemoryStorage()
    const first = bench(storage)
    first.actions.setRequests({ dialect: 'tei', form: 'powershell', kind: 'tokenize' })
    first.actions.setServer('tei', { baseUrl: 'http://h:1/p' })
    first.actions.setServer('vllm', { model: 'mine', withKey: true })
    first.actions.setServer('openai', { baseUrl: 'http://me:secret@h' })
    first.actions.setServer('ollama', { baseUrl: 'http://h?key=secret' })
    expect(storage.items.get(STORE_KEY)).not.toContain('secret')
    const { requests } = bench(storage).store.getState()
    expect(requests).toMatchObject({ dialect: 'tei', form: 'powershell', kind: 'tokenize' })
    expect(requests.servers.tei.baseUrl).toBe('http://h:1/p')
    expect(requests.servers.vllm).toMatchObject({ model: 'mine', withKey: true })
    expect(requests.servers.openai.baseUrl).toBe('http://localhost:8000')
  })

  test('what is broken costs its field and nothing else', () => {
    const storage = new MemoryStorage()
    const first = bench(storage)
    first.actions.setServer('tei', { baseUrl: 'http://h:1' })
    const stored = JSON.parse(storage.items.get(STORE_KEY)!) as {
      state: { requests: { dialect: string; servers: Record<string, unknown> } }
    }
    stored.state.requests.dialect = 'gone'
    stored.state.requests.servers['vllm'] = 3
    delete stored.state.requests.servers['ollama']
    storage.items.set(STORE_KEY, JSON.stringify(stored))
    const { requests } = bench(storage).store.getState()
    expect(requests.dialect).toBe('openai')
    expect(requests.servers.tei.baseUrl).toBe('http://h:1')
    expect(requests.servers.vllm.model).toBe('BAAI/bge-m3')
    expect(requests.servers.ollama.model).toBe('bge-m3')
  })

  test('the default server comes back', () => {
    const app = bench()
    app.actions.setServer('tei', { baseUrl: 'http://h', withKey: true })
    app.actions.resetServer('tei')
    expect(app.store.getState().requests.servers.tei).toEqual({
      baseUrl: 'http://localhost:3000',
      model: '',
      withKey: false,
    })
  })
})
