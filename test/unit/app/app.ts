import { createApp } from '../../../src/app/create-app'
import type { App } from '../../../src/core/react'
import { SLICES_ONLY } from './slices'
import type { SiteModel } from '../../../src/host/calls'
import type { Ports } from '../../../src/core/context'
import type { AppState } from '../../../src/core/state'
import { FakeClient, info, model, reply, settle } from './fake-client'

export class MemoryStorage {
  readonly items = new Map<string, string>()
  writes = 0
  quota = Infinity
  getItem = (key: string): string | null => this.items.get(key) ?? null
  setItem = (key: string, value: string): void => {
    if (value.length > this.quota) throw new DOMException('full', 'QuotaExceededError')
    this.writes++
    this.items.set(key, value)
  }
  removeItem = (key: string): void => void this.items.delete(key)
}

export interface Bench extends App {
  readonly client: FakeClient
  readonly storage: MemoryStorage
  load(over?: Parameters<typeof info>[0]): Promise<void>
  /** Loads, runs A and B, and answers. */
  runOnce(a?: string, b?: string): Promise<void>
}

export function bench(
  storage = new MemoryStorage(),
  fetchModels: () => Promise<readonly SiteModel[]> = () => Promise.resolve([model]),
  more: Partial<Ports> = {},
  start: Partial<AppState> = {},
  modelAsked: string | null = null,
): Bench {
  let client!: FakeClient
  let clock = 0
  const app = createApp(
    {
      createClient: ({ onCrash }) => (client = new FakeClient(onCrash)),
      fetchModels,
      fetchText: (url) => Promise.reject(new Error(`nothing at ${url}`)),
      store: {
        list: () => Promise.resolve([]),
        space: () => Promise.resolve({ backend: 'none', used: null, quota: null }),
        delete: () => Promise.resolve(),
      },
      folders: {
        list: () => Promise.resolve([]),
        save: () => Promise.resolve('folder-1'),
        open: () => Promise.reject(new Error('no folder')),
        forget: () => Promise.resolve(),
      },
      cases: {
        summaries: () => Promise.resolve([]),
        get: () => Promise.resolve(undefined),
        put: () => Promise.resolve(),
        remove: () => Promise.resolve(),
      },
      send: () => Promise.reject(new Error('no server')),
      pageFacts: () => ({
        app: 'm3scope test',
        userAgent: 'test',
        crossOriginIsolated: false,
        secureContext: false,
        hardwareThreads: 1,
      }),
      pageUrl: 'http://localhost/',
      wasmBaseUrl: 'http://localhost/ort/',
      now: () => clock++,
      ...more,
    },
    storage,
    SLICES_ONLY,
    start,
    modelAsked,
  )
  const load: Bench['load'] = async (over) => {
    app.actions.loadModel()
    await settle()
    client.last('load').resolve(info(over))
    await settle()
  }
  return {
    ...app,
    client,
    storage,
    load,
    async runOnce(a = 'one', b = 'two') {
      if (app.store.getState().model.phase !== 'ready') await load()
      app.actions.type('a', a)
      app.actions.type('b', b)
      const run = app.actions.analyze()
      await settle()
      client.last('analyze').resolve(reply())
      await run
    },
  }
}
