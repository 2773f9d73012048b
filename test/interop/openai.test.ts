/** OpenAI's Python client against m3scope's own server: vectors, counts, and the exceptions that a program would catch. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EncodeSettings } from '../../src/engine/encode/types'
import { MODEL_FOLDERS, plain, sharedModel, type OpenedModel } from '../engine'
import { startServer, type RunningServer } from '../server'
import { pythonJson, pythonWith } from './python'

const python = pythonWith(['openai'])

interface Embeddings {
  readonly model: string
  readonly index: readonly number[]
  readonly rows: readonly (readonly number[])[]
  readonly usage: readonly [number, number]
}
type Name = 'default' | 'float' | 'one' | 'short' | 'nulls'
type Refused = 'null_item' | 'too_many' | 'token_ids' | 'no_model' | 'not_there'
type Found = Record<Name, Embeddings> &
  Record<Refused, Readonly<Record<string, string | number | null>>> & {
    readonly async: Embeddings['rows']
    readonly models: readonly string[]
    readonly found: string
    readonly texts: readonly string[]
  }

describe.skipIf(python === undefined)('openai for Python', () => {
  let server: RunningServer
  let here: OpenedModel
  let found: Found

  beforeAll(async () => {
    here = await sharedModel('tiny')
    server = await startServer(['--model', MODEL_FOLDERS.tiny])
    found = pythonJson(python!, 'openai_client.py', [`${server.url}/v1`, 'tiny']) as Found
  })
  afterAll(() => server.kill('SIGKILL'))

  async function ours(truncateDim: number | null = null) {
    const settings: EncodeSettings = {
      tokenizerMode: 'hf4',
      maxLength: here.info.positionLimit.value,
      normalize: true,
      truncateDim,
    }
    const all = []
    for (const text of found.texts) all.push(plain(await here.engine.call('encode', { text, settings })))
    return all
  }

  it('gives our vectors, bit by bit, in base64 (its default) and as numbers', async () => {
    const all = await ours()
    const rows = all.map(({ dense }) => dense)
    const tokens = all.flatMap(({ ids }) => ids).length
    const want = { model: 'tiny', index: [0, 1, 2], rows, usage: [tokens, tokens] }
    for (const name of ['default', 'float', 'nulls'] as const) expect(found[name]).toEqual(want)
    expect(found.one.rows).toEqual([rows[0]])
    expect(found.async).toEqual(rows)
  })
  it('dimensions', async () => {
    expect(found.short.rows).toEqual((await ours(16)).map(({ dense }) => dense))
  })
  it('lists and finds the model', () => {
    expect([found.models, found.found]).toEqual([['tiny'], 'tiny'])
  })
  it('raises exceptions that name what is wrong', () => {
    const wrong = { class: 'UnprocessableEntityError', status: 422, type: 'invalid_request_error' }
    expect(found.null_item).toMatchObject({
      ...wrong,
      param: 'input[1]',
      message: expect.stringContaining('input[1]') as string,
    })
    expect(found.too_many).toMatchObject({
      ...wrong,
      param: 'input',
      message: expect.stringContaining('1001') as string,
    })
    expect(found.token_ids).toMatchObject({ ...wrong, param: 'input' })
    expect(found.no_model).toMatchObject({ class: 'NotFoundError', code: 'model_not_found', param: 'model' })
    expect(found.not_there).toMatchObject({ class: 'NotFoundError', code: 'not-found' })
  })
})
