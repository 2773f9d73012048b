import { expect, it } from 'vitest'
import { cli } from './run'

it('prints a request with its settings and notes, and other readings', async () => {
  const text = String.raw`curl http://h/embed -H "a: b" -d "{\"inputs\":\"a\\nb\",\"truncate\":true}"`
  const { status, lines } = await cli(['paste'], text)
  expect(status).toBe(0)
  expect(lines).toEqual([
    {
      kind: 'request',
      source: 'curl-bash',
      dialect: 'tei',
      url: 'http://h/embed',
      texts: ['a\nb'],
      settings: { truncate: true },
      vectors: [],
      notes: [{ code: 'reading-bash' }],
      others: [
        expect.objectContaining({ texts: [String.raw`a\nb`], notes: [{ code: 'reading-cmd' }] }) as object,
      ],
    },
  ])
})

it('prints the heads of vectors', async () => {
  const reply = {
    dense_vecs: [0.1, -0.2],
    lexical_weights: { 7: 0.1 },
    colbert_vecs: [
      [1, 0],
      [0, 1],
    ],
  }
  const { lines } = await cli(['paste'], JSON.stringify(reply))
  expect(lines[0]).toMatchObject({
    kind: 'vectors',
    dialect: null,
    vectors: [
      { head: 'dense', dimension: 2 },
      { head: 'sparse', dimension: null, weights: 1 },
      { head: 'colbert', dimension: 2, rows: 2 },
    ],
  })
})

it('prints both readings of vectors', async () => {
  const { lines } = await cli(['paste'], '{"0":0.1,"1":0.2}')
  expect(lines[0]).toMatchObject({
    source: 'typed-array',
    vectors: [{ head: 'dense', dimension: 2 }],
    others: [{ source: 'lexical-weights', vectors: [{ head: 'sparse', weights: 2 }] }],
  })
})

it('takes plain text as text', async () => {
  const { status, lines } = await cli(['paste'], '怎么退款？')
  expect([status, lines[0]]).toMatchObject([0, { kind: 'text', texts: ['怎么退款？'], vectors: [] }])
})

it('prints the code of an error, with exit code 2', async () => {
  const { status, lines, stderr } = await cli(['paste'], '{"input": [[57668, 53901]]}')
  expect([status, lines[0]]).toMatchObject([2, { code: 'paste/token-ids', values: { count: 2 } }])
  expect(stderr).toContain('check_embedding_ctx_length=False')
  expect((await cli(['paste'], '')).lines[0]).toMatchObject({ code: 'paste/empty' })
  expect((await cli(['paste', 'no-such-file'])).status).toBe(2)
})

it('why reads weights by token with the vocabulary of the model', async () => {
  const text = '怎么申请退款'
  const [line] = (await cli(['encode', '--heads', 'sparse'], JSON.stringify({ id: 1, text }))).lines
  const [tokens] = (await cli(['tokenize'], JSON.stringify({ id: 1, text }))).lines
  const weights = line!['lexical_weights'] as Record<string, number>
  const ids = tokens!['input_ids'] as number[]
  const names = tokens!['tokens'] as string[]
  const named = (name: (token: string) => string) =>
    Object.fromEntries(
      Object.entries(weights).map(([id, weight]) => [name(names[ids.indexOf(Number(id))]!), weight]),
    )
  for (const lexical_weights of [named((token) => token), named((token) => token.replace('▁', ''))]) {
    if (Object.keys(lexical_weights).length < Object.keys(weights).length) continue
    const { lines } = await cli(['why'], JSON.stringify({ id: 1, text, lexical_weights }))
    expect(lines[0]).toMatchObject({ explained: true, head: 'sparse', best: { hypotheses: [] } })
  }
  const unknown = await cli(
    ['why'],
    JSON.stringify({ id: 1, text, lexical_weights: { 'no such token': 0.1 } }),
  )
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('no such token')])
})
