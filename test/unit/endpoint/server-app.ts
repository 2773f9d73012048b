/** m3scope's own server over the tiny model, and what tests ask of it. */
import { expect } from 'vitest'
import { createServer } from '../../../cli/commands/serve/app'
import type { ModelInfo } from '../../../src/engine/model/types'
import type { EngineClient } from '../../../src/host/calls'
import { sharedModel, type OpenedModel } from '../../engine'

const SETTINGS = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const WEIGHTS = { dense: 1, sparse: 1, colbert: 1 }

type App = ReturnType<typeof createServer>

export const serverOf = (engine: EngineClient, info: ModelInfo): App =>
  createServer({ engine, info, settings: SETTINGS, weights: WEIGHTS })

export interface ServerApp extends OpenedModel {
  readonly app: App
  readonly post: (
    path: string,
    body: string | Uint8Array,
    headers?: Record<string, string>,
  ) => Promise<Response>
  readonly ask: (path: string, body: unknown) => Promise<Response>
}

export async function openServer(): Promise<ServerApp> {
  const opened = await sharedModel('tiny')
  const app = serverOf(opened.engine, opened.info)
  const post: ServerApp['post'] = async (path, body, headers = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body as BodyInit,
    })
  return { ...opened, app, post, ask: (path, body) => post(path, JSON.stringify(body)) }
}

interface Refused {
  readonly code: string
  readonly message: string
  readonly field?: string
  readonly type: string
  readonly param: string | null
}

/** The error of a reply that must have this status. */
export async function refused(reply: Response | Promise<Response>, status: number): Promise<Refused> {
  const found = await reply
  expect(found.status).toBe(status)
  return ((await found.json()) as { error: Refused }).error
}
