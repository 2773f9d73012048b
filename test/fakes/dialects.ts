/** What each server answers on each of its paths, after the sources and documents of the servers. */
import type { DialectName } from '../../src/formats/request/types'
import type { FakeVectors } from './model'

/** An answer that is no success, in the server's own form. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(String(status))
  }
}

export type Encode = (text: string, maxLength?: number) => Promise<FakeVectors>

type Body = Readonly<Record<string, unknown>>

/** @param route "POST /embed" */
type Handler = (body: Body, encode: Encode) => Promise<unknown>
type Routes = Readonly<Record<string, Handler>>

const MODEL = 'BAAI/bge-m3'

const refuse = (status: number, body: unknown) => new Refusal(status, body)

function listOf(value: unknown, field: string): string[] {
  const list = typeof value === 'string' ? [value] : value
  if (!Array.isArray(list) || list.length === 0 || !list.every((text) => typeof text === 'string'))
    throw refuse(422, { detail: [{ loc: ['body', field], msg: 'Field required', type: 'missing' }] })
  return list
}

const all = async (texts: readonly string[], encode: Encode, maxLength?: number): Promise<FakeVectors[]> => {
  const found: FakeVectors[] = []
  for (const text of texts) found.push(await encode(text, maxLength))
  return found
}

const base64 = (dense: readonly number[]) => Buffer.from(Float32Array.from(dense).buffer).toString('base64')
const cut = (dense: readonly number[], dimensions: unknown) =>
  typeof dimensions === 'number' && dimensions > 0 ? dense.slice(0, dimensions) : dense
const tokensOf = (vectors: readonly FakeVectors[]) => vectors.reduce((sum, { ids }) => sum + ids.length, 0)

const openai =
  (more: object = {}, countOf?: (texts: readonly string[]) => number): Handler =>
  async (body, encode) => {
    if (typeof body.model !== 'string')
      throw refuse(400, {
        error: { message: 'you must provide a model parameter', type: 'invalid_request_error' },
      })
    const max = typeof body.truncate_prompt_tokens === 'number' ? body.truncate_prompt_tokens : undefined
    const vectors = await all(listOf(body.input, 'input'), encode, max)
    const tokens = countOf?.(listOf(body.input, 'input')) ?? tokensOf(vectors)
    const usage = { prompt_tokens: tokens, total_tokens: tokens }
    const data = vectors.map(({ dense }, index) => ({
      object: 'embedding',
      index,
      embedding:
        body.encoding_format === 'base64' ? base64(cut(dense, body.dimensions)) : cut(dense, body.dimensions),
    }))
    return { object: 'list', data, model: body.model, usage, ...more }
  }

const models =
  (entry: object): Handler =>
  () =>
    Promise.resolve({ object: 'list', data: [{ id: MODEL, object: 'model', ...entry }] })

const say =
  (value: unknown): Handler =>
  () =>
    Promise.resolve(value)

const teiMax = (body: Body) => {
  if (listOf(body.inputs, 'inputs').some((text) => text === ''))
    throw refuse(400, { error: '`inputs` cannot be empty', error_type: 'Empty' })
}

const tei: Routes = {
  'GET /info': say({
    model_id: MODEL,
    model_dtype: 'float16',
    max_input_length: 8192,
    max_batch_tokens: 16384,
    max_client_batch_size: 32,
    auto_truncate: true,
    version: '1.9.3',
  }),
  'GET /health': say(''),
  'POST /embed': async (body, encode) => {
    teiMax(body)
    return (await all(listOf(body.inputs, 'inputs'), encode)).map(({ dense }) => cut(dense, body.dimensions))
  },
  'POST /embed_sparse': () =>
    Promise.reject(
      refuse(424, { error: 'Model is not an embedding model with Splade pooling', error_type: 'Backend' }),
    ),
  'POST /embed_all': async (body, encode) =>
    (await all(listOf(body.inputs, 'inputs'), encode)).map(({ colbert }) => [colbert[0], ...colbert]),
  'POST /similarity': async ({ inputs }, encode) => {
    const { source_sentence, sentences } = inputs as { source_sentence: string; sentences: string[] }
    const [source, ...others] = await all([source_sentence, ...sentences], encode)
    return others.map(({ dense }) => dense.reduce((sum, value, i) => sum + value * source!.dense[i]!, 0))
  },
  'POST /tokenize': async (body, encode) =>
    (await all(listOf(body.inputs, 'inputs'), encode)).map(({ ids, tokens }) =>
      ids.map((id, at) => ({ id, text: tokens[at], special: id < 4, start: null, stop: null })),
    ),
  'POST /v1/embeddings': openai(),
  'GET /v1/models': models({ owned_by: 'huggingface' }),
}

const ollama: Routes = {
  'GET /': say('Ollama is running'),
  'GET /api/tags': say({ models: [{ name: 'bge-m3:latest', model: 'bge-m3:latest', size: 1157672605 }] }),
  'GET /api/version': say({ version: '0.13.5' }),
  'POST /api/embed': async (body, encode) => {
    const vectors = await all(listOf(body.input, 'input'), encode)
    return {
      model: body.model,
      embeddings: vectors.map(({ dense }) => cut(dense, body.dimensions)),
      total_duration: 1,
      load_duration: 1,
      prompt_eval_count: tokensOf(vectors),
    }
  },
  'POST /api/embeddings': async (body, encode) => ({
    embedding: (await encode(String(body.prompt))).dense.map((value) => value * 20),
  }),
  'POST /v1/embeddings': openai(),
}

const vllm: Routes = {
  'GET /health': say(''),
  'GET /v1/models': models({ owned_by: 'vllm', max_model_len: 8192 }),
  'POST /v1/embeddings': openai(),
  'POST /tokenize': async (body, encode) => {
    const { ids } = await encode(String(body.prompt))
    return { count: ids.length, max_model_len: 8192, tokens: ids }
  },
  'POST /pooling': async (body, encode) => {
    const vectors = await all(listOf(body.input, 'input'), encode)
    const sparse = body.task === 'token_classify'
    return {
      id: 'pool-1',
      object: 'list',
      model: body.model,
      data: vectors.map(({ tokenWeights, colbert }, index) => ({
        index,
        object: 'pooling',
        data: sparse ? tokenWeights.slice(1, -1) : colbert,
      })),
      usage: { prompt_tokens: tokensOf(vectors), total_tokens: tokensOf(vectors) },
    }
  },
}

const xinference: Routes = {
  'GET /v1/models': models({
    model_type: 'embedding',
    model_name: 'bge-m3',
    replica: 1,
    address: '0.0.0.0:1',
  }),
  'POST /v1/embeddings': async (body, encode) => {
    if (body.return_sparse !== true) return openai()(body, encode)
    const vectors = await all(listOf(body.input, 'input'), encode)
    return {
      object: 'list',
      model: body.model,
      data: vectors.map(({ sparse }, index) => ({
        object: 'sparse_embedding',
        index,
        embedding: Object.fromEntries(sparse),
      })),
      usage: { prompt_tokens: -1, total_tokens: -1 },
    }
  },
}

const llamacpp: Routes = {
  'GET /health': say({ status: 'ok' }),
  'GET /v1/models': models({ owned_by: 'llamacpp' }),
  'POST /v1/embeddings': openai(),
  'POST /embedding': async (body, encode) =>
    (await all(listOf(body.content ?? body.input, 'content'), encode)).map(({ dense }, index) => ({
      index,
      embedding: [dense],
    })),
  'POST /tokenize': async (body, encode) => ({
    tokens: (await encode(String(body.content))).ids.slice(1, -1),
  }),
}

const dashscope: Routes = {
  'POST /api/v1/services/embeddings/text-embedding/text-embedding': async (body, encode) => {
    const { texts } = body.input as { texts: string[] }
    const { output_type } = (body.parameters ?? {}) as { output_type?: string }
    const vectors = await all(texts, encode)
    return {
      output: {
        embeddings: vectors.map(({ dense, sparse, ids, tokens }, text_index) => ({
          text_index,
          ...(output_type !== 'sparse' && { embedding: dense }),
          ...(output_type?.includes('sparse') && {
            sparse_embedding: sparse.map(([index, value]) => ({
              index,
              value,
              token: tokens[ids.indexOf(index)],
            })),
          }),
        })),
      },
      usage: { total_tokens: tokensOf(vectors) },
      request_id: 'c0ffee',
    }
  },
  'POST /compatible-mode/v1/embeddings': openai(),
}

const fastapi: Routes = {
  'GET /': say({ message: 'BGE-M3 Embedding Service', endpoints: {} }),
  'GET /health': say({ status: 'healthy', model: 'bge-m3', device: 'cpu' }),
  'POST /embed': async (body, encode) => {
    if (typeof body.content !== 'string' || body.content.trim() === '')
      throw refuse(400, { detail: 'Content cannot be empty' })
    if (body.model !== undefined && body.model !== 'bge-m3')
      throw refuse(400, { detail: "Only 'bge-m3' model is supported" })
    const { dense, sparse, colbert } = await encode(body.content)
    return {
      ...(body.return_dense !== false && { dense_embeddings: dense }),
      ...(body.return_sparse === true && { sparse_embeddings: Object.fromEntries(sparse) }),
      ...(body.return_colbert_vecs === true && { colbert_embeddings: colbert }),
    }
  },
  'POST /embed/simple': async (body, encode) => ({ embeddings: (await encode(String(body.content))).dense }),
}

const m3scope: Routes = {
  'GET /health': say({ status: 'healthy', model: 'demo', device: 'wasm' }),
  'POST /v1/encode': async (body, encode) => {
    const max = typeof body.max_length === 'number' ? body.max_length : undefined
    const vectors = await all(listOf(body.texts, 'texts'), encode, max)
    const of = (wanted: unknown, value: unknown) => (wanted === false ? null : value)
    return {
      format: 'm3scope/encode',
      version: 1,
      identity: { model: 'demo' },
      is_demo: true,
      dense_vecs: of(
        body.return_dense,
        vectors.map(({ dense }) => cut(dense, body.truncate_dim)),
      ),
      lexical_weights: of(
        body.return_sparse,
        vectors.map(({ sparse }) => Object.fromEntries(sparse)),
      ),
      colbert_vecs: body.return_colbert_vecs === true ? vectors.map(({ colbert }) => colbert) : null,
      input_ids: vectors.map(({ ids }) => ids),
      truncated: vectors.map(() => false),
    }
  },
  'POST /v1/embeddings': openai(),
}

const plain = (owner: string): Routes => ({
  'GET /v1/models': models({ owned_by: owner }),
  'POST /v1/embeddings': openai(),
})

const ROUTES: Readonly<Record<DialectName, Routes>> = {
  openai: plain('someone'),
  tei,
  infinity: {
    'GET /health': say({ unix: 1_700_000_000.5 }),
    'GET /models': models({ owned_by: 'infinity', backend: 'torch' }),
    // Its usage holds characters.
    'POST /embeddings': openai({ id: 'infinity-1', created: 1_700_000_000 }, (texts) =>
      texts.reduce((sum, text) => sum + text.length, 0),
    ),
  },
  vllm,
  ollama,
  xinference,
  llamacpp,
  siliconflow: plain('siliconflow'),
  dashscope,
  fastapi,
  m3scope,
}

/** @throws Refusal */
export async function answer(
  dialect: DialectName,
  route: string,
  body: string,
  encode: Encode,
): Promise<unknown> {
  const handler = ROUTES[dialect][route]
  if (!handler) throw refuse(404, { detail: 'Not Found' })
  let parsed: unknown = {}
  try {
    if (body !== '') parsed = JSON.parse(body)
  } catch {
    throw refuse(400, { detail: 'There was an error parsing the body' })
  }
  return handler(parsed as Body, encode)
}
