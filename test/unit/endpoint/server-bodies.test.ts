/** Bodies of every kind that a client may send: their bytes, their depth and their fields. */
import { beforeAll, describe, expect, it } from 'vitest'
import { DEPTH_LIMIT } from '../../../cli/commands/serve/body'
import { MAX_TEXTS } from '../../../cli/commands/serve/schemas'
import { openServer, refused, type ServerApp } from './server-app'

let post: ServerApp['post']
let ask: ServerApp['ask']
beforeAll(async () => {
  ;({ post, ask } = await openServer())
})

const tokensOf = async (reply: Response | Promise<Response>) => {
  const found = await reply
  expect(found.status).toBe(200)
  return ((await found.json()) as { tokens: string[][] }).tokens[0]
}

describe('bytes', () => {
  const utf8 = new TextEncoder().encode('{"texts":["充电 é"]}')
  /** "充电 é" in GBK. */
  const gbk = Uint8Array.from([0xb3, 0xe4, 0xb5, 0xe7, 0x20, 0xa8, 0xa6])
  const around = (middle: Uint8Array) =>
    Uint8Array.from([
      ...new TextEncoder().encode('{"texts":["'),
      ...middle,
      ...new TextEncoder().encode('"]}'),
    ])
  const utf16 = (text: string, bigEndian: boolean) =>
    Uint8Array.from(
      [...text]
        .flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])
        .flatMap((_, i, all) => (i % 2 ? [] : bigEndian ? [all[i + 1]!, all[i]!] : [all[i]!, all[i + 1]!])),
    )

  it('of another encoding than it says are refused, with the place', async () => {
    const { code, message } = await refused(post('/v1/tokenize', around(gbk)), 400)
    expect(code).toBe('bad-charset')
    expect(message).toMatch(/not valid UTF-8 \(byte 11\)/)
    // A character that the end cuts in two, and a byte that starts none.
    expect((await refused(post('/v1/tokenize', Uint8Array.of(0xe5, 0x85)), 400)).code).toBe('bad-charset')
    expect((await refused(post('/v1/tokenize', around(Uint8Array.of(0xff))), 400)).code).toBe('bad-charset')
    // UTF-8 has no surrogates.
    expect((await refused(post('/v1/tokenize', around(Uint8Array.of(0xed, 0xa0, 0x80))), 400)).code).toBe(
      'bad-charset',
    )
  })
  it('are read in the charset of Content-Type', async () => {
    const want = await tokensOf(post('/v1/tokenize', utf8))
    for (const [charset, body] of [
      ['utf-8', utf8],
      ['"UTF-8"', utf8],
      ['utf-8', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])],
      ['GBK', around(gbk)],
      ['gb18030', around(gbk)],
      ['utf-16le', utf16('{"texts":["充电 é"]}', false)],
      ['utf-16', utf16('\uFEFF{"texts":["充电 é"]}', true)],
      ['utf-16', utf16('\uFEFF{"texts":["充电 é"]}', false)],
    ] as const)
      expect(
        await tokensOf(
          post('/v1/tokenize', body, { 'content-type': `application/json; charset=${charset}` }),
        ),
      ).toEqual(want)
    const gbkOnly = { 'content-type': 'application/json;charset=gbk' }
    const gone = await refused(post('/v1/tokenize', around(Uint8Array.of(0xff)), gbkOnly), 400)
    expect(gone.message).toContain('not valid GBK')
  })
  it('of an unknown charset, or packed, are refused by name', async () => {
    const unknown = refused(
      post('/v1/tokenize', utf8, { 'content-type': 'text/plain; charset=klingon' }),
      415,
    )
    expect((await unknown).message).toContain('klingon')
    expect(
      (await refused(post('/v1/tokenize', utf8, { 'content-encoding': 'gzip' }), 415)).message,
    ).toContain('gzip')
  })
  it('that are no JSON, or too deep, are refused before they are worked on', async () => {
    for (const body of ['', '{', '{"texts":["a"]}x', "{'texts':['a']}", '\u0000'])
      expect((await refused(post('/v1/tokenize', body), 400)).code).toBe('bad-json')
    for (const open of ['[', '{"a":'])
      expect((await refused(post('/v1/tokenize', open.repeat(1_000_000)), 400)).message).toContain(
        `${DEPTH_LIMIT} levels`,
      )
    // Brackets in a text are text.
    expect((await ask('/v1/tokenize', { texts: ['['.repeat(100) + '\\"[' + '{'.repeat(100)] })).status).toBe(
      200,
    )
  })
})

describe('fields', () => {
  it.each(['/v1/encode', '/v1/tokenize', '/v1/embeddings'])(
    '%s names the item that is no text',
    async (path) => {
      const field = path === '/v1/embeddings' ? 'input' : 'texts'
      const item = await refused(ask(path, { [field]: ['a', 'b', null, 3] }), 422)
      expect(item).toMatchObject({
        field: `${field}[2]`,
        param: `${field}[2]`,
        type: 'invalid_request_error',
      })
      expect(item.message).toContain(`"${field}[2]": each text is a string; found null`)
      const many = await refused(
        ask(path, { [field]: Array.from({ length: MAX_TEXTS + 1 }, () => 'a') }),
        422,
      )
      expect(many).toMatchObject({
        field,
        message: expect.stringMatching(/at most 1000 texts; found 1001/) as string,
      })
      // Millions of wrong items cost one look at their number.
      const nulls = `{"${field}":[${'0,'.repeat(2_000_000)}0]}`
      expect((await refused(post(path, nulls), 422)).field).toBe(field)
      for (const wrong of [null, undefined, {}, 3, true])
        expect((await refused(ask(path, { [field]: wrong }), 422)).field).toBe(field)
    },
  )
  it.each([[[1, 2]], [[[1, 2], [3]]], [[[]]]])('token ids %j: what to do', async (input) => {
    const { field, message } = await refused(ask('/v1/embeddings', { input }), 422)
    expect([field, message]).toEqual(['input', expect.stringMatching(/token ids .* send the texts/)])
  })
  it('an option that is null is one that is not there', async () => {
    const same = async (path: string, bare: object, nulls: object) => {
      const [one, other] = await Promise.all([ask(path, bare), ask(path, { ...bare, ...nulls })])
      expect([one.status, other.status]).toEqual([200, 200])
      expect(await other.json()).toEqual(await one.json())
    }
    const settings = { max_length: null, truncate_dim: null, normalize: null, tokenizer: null }
    await same(
      '/v1/encode',
      { texts: ['a'] },
      { ...settings, return_dense: null, return_sparse: null, return_colbert_vecs: null },
    )
    await same('/v1/score', { a: 'a', b: 'b' }, { ...settings, weights: null })
    await same('/v1/tokenize', { texts: ['a'] }, { max_length: null, tokenizer: null })
    await same(
      '/v1/embeddings',
      { input: 'a', model: 'm' },
      { dimensions: null, encoding_format: null, user: null, model: null },
    )
    // A name that does not exist stays a mistake.
    expect((await refused(ask('/v1/encode', { texts: ['a'], normalise: null }), 422)).field).toBe('normalise')
    expect((await refused(ask('/v1/score', { a: null, b: 'b' }), 422)).field).toBe('a')
  })
  it('more fields than any client sends', async () => {
    const body = `{"input":"a",${Array.from({ length: 300_000 }, (_, at) => `"k${at}":1`).join()}}`
    for (const path of ['/v1/embeddings', '/v1/encode'])
      expect((await refused(post(path, body), 422)).message).toContain('more than 100 fields')
  })
  it('a long name of an unknown field is not repeated whole', async () => {
    const { message } = await refused(ask('/v1/encode', { texts: ['a'], ['x'.repeat(100_000)]: 1 }), 422)
    expect(message.length).toBeLessThan(1_000)
  })
  it('order, index and usage of many inputs', async () => {
    const input = ['one two three', 'four', '', 'one two three']
    const reply = (await (await ask('/v1/embeddings', { input })).json()) as {
      data: { index: number; embedding: number[] }[]
      usage: { prompt_tokens: number; total_tokens: number }
    }
    expect(reply.data.map(({ index }) => index)).toEqual([0, 1, 2, 3])
    expect(reply.data[3]!.embedding).toEqual(reply.data[0]!.embedding)
    const { input_ids } = (await (await ask('/v1/tokenize', { texts: input })).json()) as {
      input_ids: number[][]
    }
    const tokens = input_ids.flat().length
    expect(reply.usage).toEqual({ prompt_tokens: tokens, total_tokens: tokens })
  })
})
