/** A live server is asked only for what can be asked, and only when told. */
import { describe, expect, it } from 'vitest'
import type { Send } from '../../../../src/engine/endpoint/ports'
import { endpointStaleness, sweepStale } from '../../../../src/features/endpoint/state'
import { bench, MemoryStorage } from '../../app/app'
import { settle } from '../../app/fake-client'

function watched(reply: (url: string) => Promise<Awaited<ReturnType<Send>>>) {
  const asked: string[] = []
  const send: Send = (request) => {
    asked.push(request.url)
    return reply(request.url)
  }
  const storage = new MemoryStorage()
  return { ...bench(storage, undefined, { send }), asked, storage }
}
const json = (value: unknown) =>
  Promise.resolve({
    status: 200,
    contentType: 'application/json',
    retryAfter: null,
    text: JSON.stringify(value),
    latency: 3,
  })

describe('nothing is sent', () => {
  it('for an empty text, whose editor says why', async () => {
    const app = watched(() => json({}))
    await app.actions.runEndpoint()
    expect(app.asked).toEqual([])
    expect(app.store.getState().endpoint.run).toMatchObject({
      phase: 'failed',
      error: { code: 'text/empty' },
    })
    expect(app.store.getState().a.notice).toMatchObject({ kind: 'error' })
  })
  it('to what is no address, and no model is loaded for it', async () => {
    const app = watched(() => json({}))
    app.actions.type('a', 'one')
    app.actions.setServer('openai', { baseUrl: 'ftp://x' })
    await app.actions.runEndpoint()
    await app.actions.sweepEndpoint()
    const { run, sweep } = app.store.getState().endpoint
    expect(run).toMatchObject({ phase: 'failed', error: { code: 'endpoint/url-invalid' } })
    expect(sweep.run).toMatchObject({ phase: 'failed', error: { code: 'endpoint/url-invalid' } })
    expect(app.asked).toEqual([])
    expect(app.store.getState().model.phase).toBe('idle')
  })
})

describe('detection', () => {
  it('takes the dialect and the model’s name where they are found', async () => {
    const app = watched((url) =>
      url.endsWith('/health')
        ? json({ status: 'healthy', model: 'bge-m3', device: 'cpu' })
        : json({ hello: 1 }),
    )
    app.actions.setServer('openai', { baseUrl: 'http://host:1234' })
    await app.actions.detectEndpoint()
    const { requests, endpoint } = app.store.getState()
    expect(requests.dialect).toBe('fastapi')
    expect(requests.servers.fastapi).toMatchObject({ baseUrl: 'http://host:1234', model: 'bge-m3' })
    expect(endpoint.detected).toMatchObject({ dialect: 'fastapi' })
    expect(endpoint.run.phase).toBe('idle')
  })
  it('a cancel ends it at once, whatever the server does', async () => {
    const app = watched(() => new Promise(() => undefined))
    app.actions.setServer('openai', { baseUrl: 'http://host:1234' })
    void app.actions.detectEndpoint()
    await settle()
    expect(app.store.getState().endpoint.run.phase).toBe('running')
    app.actions.cancelEndpoint()
    expect(app.store.getState().endpoint.run.phase).toBe('cancelled')
  })
})

it('the key is not stored', () => {
  const app = watched(() => json({}))
  app.actions.setEndpoint({ key: 'sk-memory-only' })
  app.actions.type('a', 'one')
  app.flush()
  expect([...app.storage.items.values()].join('')).not.toContain('sk-memory-only')
  expect(app.store.getState().endpoint.key).toBe('sk-memory-only')
})

it('without a result nothing is stale', () => {
  const { store } = watched(() => json({}))
  expect(endpointStaleness(store.getState())).toEqual([])
  expect(sweepStale(store.getState())).toBe(false)
})
