/** What a page of someone else's does with OpenAI's client. Bundled by openai.spec.ts, and run in the browser. */
import OpenAI from 'openai'

export interface Embeddings {
  readonly rows: readonly (readonly number[])[]
  readonly index: readonly number[]
  readonly tokens: number
}

export interface Refused {
  readonly kind: string
  readonly status: number | undefined
  readonly param: string | null | undefined
  readonly message: string
}

export interface Asked {
  readonly coded: Embeddings
  readonly plain: Embeddings
  readonly short: Embeddings
  readonly models: readonly string[]
  readonly found: string
  readonly nullItem: Refused
  readonly noModel: Refused
}

async function ask(url: string, model: string, input: string[]): Promise<Asked> {
  const client = new OpenAI({
    baseURL: `${url}/v1`,
    apiKey: 'none',
    dangerouslyAllowBrowser: true,
    maxRetries: 0,
    defaultHeaders: { 'X-Team': 'search' },
  })
  type Body = Parameters<typeof client.embeddings.create>[0]
  const create = async (more: Partial<Body> = {}): Promise<Embeddings> => {
    const { data, usage } = await client.embeddings.create({ model, input, ...more })
    return {
      rows: data.map(({ embedding }) => embedding),
      index: data.map(({ index }) => index),
      tokens: usage.total_tokens,
    }
  }
  const models: string[] = []
  for await (const { id } of client.models.list()) models.push(id)
  return {
    coded: await create(), // base64, which the client decodes
    plain: await create({ encoding_format: 'float' }),
    short: await create({ dimensions: 16 }),
    models,
    found: (await client.models.retrieve(model)).id,
    nullItem: await refused(create({ input: ['a', null] as unknown as string[] })),
    noModel: await refused(client.models.retrieve('BAAI/none')),
  }
}

async function refused(asked: Promise<unknown>): Promise<Refused> {
  try {
    await asked
  } catch (error) {
    if (!(error instanceof OpenAI.APIError)) throw error
    const { status, param, message } = error
    const kind =
      error instanceof OpenAI.NotFoundError
        ? 'NotFoundError'
        : error instanceof OpenAI.UnprocessableEntityError
          ? 'UnprocessableEntityError'
          : error.constructor.name
    return { kind, status: status as number | undefined, param, message }
  }
  throw new Error('was not refused')
}

declare global {
  var askOpenAi: typeof ask
}
globalThis.askOpenAi = ask
