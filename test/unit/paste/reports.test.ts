/** Pastes as engineers reported them in public, and others of the same kinds. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { EngineError } from '../../../src/engine/errors'
import { parsePastes } from '../../../src/formats/paste'
import { findInPaste } from '../../../src/formats/paste/read'
import { parsePaste } from './parse'

const reports = JSON.parse(
  readFileSync(new URL('../../samples/pastes/reports.json', import.meta.url), 'utf8'),
) as readonly { readonly id: string; readonly paste: string }[]
const raw = String.raw
const codesOf = (text: string) => parsePastes(text).map(({ notes }) => notes.map(({ code }) => code))
const textsOf = (text: string) => parsePastes(text).map(({ texts }) => texts)
const codeOf = (text: string): string | null => {
  try {
    parsePaste(text)
    return null
  } catch (error) {
    return (error as EngineError).code
  }
}
const report = (id: string) => reports.find((each) => each.id === id)!.paste

describe('reports', () => {
  test.each([
    [
      'paste-httpie-apostrophe',
      { source: 'httpie', texts: ["It's late", 'ok'], url: 'http://localhost:8000/v1/embeddings' },
    ],
    ['paste-ps-curl-exe', { source: 'powershell', texts: ['怎么退款'] }],
    ['paste-reqable', { texts: ['怎么退款', '三天到账'], model: 'bge-m3' }],
    ['paste-cmd-doubled-quotes', { source: 'curl-cmd', texts: ['refund'], dialect: 'ollama' }],
    ['paste-smart-quotes', { texts: ['怎么退款'], notes: [{ code: 'typographic-quotes', values: {} }] }],
    ['paste-fence', { texts: ['怎么退款'], url: 'http://10.0.3.7:8080/embed' }],
    ['paste-openai-sdk', { texts: ['怎么退款', '三天到账'], model: 'bge-m3', dialect: 'openai' }],
    ['paste-python-url', { texts: ['怎么退款'], url: 'http://10.0.3.7:8080/embed', dialect: 'tei' }],
    ['paste-question', { texts: ['怎么退款'] }],
  ])('%s', (id, expected) => {
    expect(parsePaste(report(id))).toMatchObject(expected)
  })

  test("Chrome's copy as cURL (cmd) has two readings where a body has backslashes", () => {
    const text = report('paste-chrome-cmd-newline')
    expect(textsOf(text)).toEqual([['first line\nsecond line'], [raw`first line\nsecond line`]])
    expect(codesOf(text)).toEqual([['reading-browser'], ['reading-windows']])
  })

  test('token ids are named, and never a vector', () => {
    const found = findInPaste(report('paste-token-ids-2'))
    expect(found).toMatchObject({ kind: 'failed', error: { code: 'paste/token-ids', values: { count: 2 } } })
    expect(found.kind === 'failed' && found.error.message).toContain('check_embedding_ctx_length=False')
  })
})

describe('token ids', () => {
  test.each([
    '{"input": [57668, 53901]}',
    '{"inputs": [[57668, 53901], [1, 2, 3]]}',
    '[[57668, 53901]]',
    '[{"input": [[57668, 53901]], "model": "m"}]',
    '{"body": "{\\"input\\":[[57668,53901]]}"}',
    `curl http://h/v1/embeddings -d '{"input":[[9906,1917]],"encoding_format":"base64"}'`,
    `request: {'input': [[9906, 1917]], 'model': 'm', 'encoding_format': 'base64'}`,
    'client.embeddings.create(model="m", input=[[57668, 53901]])',
    'input=[array([57668, 53901])]',
    '{"inputs":[{"name":"input_ids","shape":[1,3],"datatype":"INT64","data":[0,2673,2]}]}',
  ])('%s', (text) => {
    expect(findInPaste(text)).toMatchObject({ kind: 'failed', error: { code: 'paste/token-ids' } })
  })
  test.each(['{"input": [[0.1, 0.2, -0.3]]}', '{"input": [0.1, 0.2, -0.3]}', '{"embedding": [1, -3, 127]}'])(
    'a vector stays one: %s',
    (text) => {
      const found = findInPaste(text)
      expect(found.kind === 'vectors' && found.reply.items[0]!.dense?.length).toBe(3)
    },
  )
  test('requests with ids beside others are counted', () => {
    const text = `curl http://h/v1/embeddings -d '{"input":[[1,2]]}'\ncurl http://h/v1/embeddings -d '{"input":"x"}'`
    expect(parsePaste(text)).toMatchObject({
      texts: ['x'],
      notes: [{ code: 'token-ids-left-out', values: { count: 1 } }],
    })
  })
})

describe('programs of a shell', () => {
  test.each([
    [raw`wget -qO- --post-data='{"inputs":"It'\''s late"}' http://h:80/embed`, 'wget', ["It's late"]],
    [
      raw`wget --method POST --body-data "{\"input\":[\"a \\\"q\\\"\"]}" -O - http://h/v1/embeddings`,
      'wget',
      ['a "q"'],
    ],
    [raw`echo '{"inputs":"It'\''s late"}' | http POST http://h/embed`, 'httpie', ["It's late"]],
    [
      raw`echo -n '{"inputs":["It'"'"'s","b"]}' | xh post :8080/embed Authorization:"Bearer x"`,
      'httpie',
      ["It's", 'b'],
    ],
    [raw`http POST :8000/v1/embeddings model=m input:='["a","b\n"]'`, 'httpie', ['a', 'b\n']],
    [
      raw`https h/v1/embeddings model=m input[]=a input[]="it's" options[num_ctx]:=8`,
      'httpie',
      ['a', "it's"],
    ],
    [raw`curlie POST :8080/embed inputs="怎么 退款"`, 'httpie', ['怎么 退款']],
    [raw`curlie -d '{"inputs":"it'\''s"}' http://h/embed`, 'curl-bash', ["it's"]],
    [raw`grpcurl -d '{"input":"It'\''s late"}' h:50051 e.S/E`, 'log', ["It's late"]],
    [raw`hey -m POST -d "{\"inputs\":\"cost \$5\"}" http://h/embed`, 'log', ['cost $5']],
    [raw`2026 INFO POST /embed body='{"inputs":"It\'s late"}'`, 'log', ["It's late"]],
  ])('%s', (text, source, texts) => {
    expect(parsePaste(text)).toMatchObject({ source, texts })
  })
  test('addresses, files, secrets', () => {
    expect(parsePaste(raw`http POST :8000/embed inputs=a Authorization:'Bearer k'`)).toMatchObject({
      url: 'http://localhost:8000/embed',
      method: 'POST',
      secretsDropped: ['Authorization'],
    })
    expect(parsePaste('https api.siliconflow.cn/v1/embeddings input=a')).toMatchObject({
      url: 'https://api.siliconflow.cn/v1/embeddings',
      dialect: 'siliconflow',
    })
    expect(codeOf('http POST http://h/embed < body.json')).toBe('paste/file')
    expect(codeOf('cat body.json | http POST http://h/embed')).toBe('paste/file')
    expect(codeOf('http -f POST http://h/embed file@a.txt')).toBe('paste/file')
  })
})

describe('quotes of Windows', () => {
  test.each([
    // PowerShell 5: backslashes, or doubled quotes, within single quotes.
    [
      raw`curl.exe http://h/embed -H "a: b" --data-raw '{\"inputs\": [\"怎么 退款\", \"a b\"]}'`,
      ['怎么 退款', 'a b'],
    ],
    [raw`curl http://h/embed -H 'a: b' -d '{\"inputs\": \"怎么 退款\"}'`, ['怎么 退款']],
    [raw`curl.exe http://h/embed -H 'a: b' -d "{""inputs"":""a b""}"`, ['a b']],
    [raw`curl.exe http://h/embed -H "a: b" -d '{\""inputs\"": \""a b\""}'`, ['a b']],
    [raw`curl.exe -X POST "http://h/embed" -H "a: b" -d '{"inputs":"it''s late"}'`, ["it's late"]],
    ["curl -X POST 'http://h/embed' ^\r\n-H 'a: b' ^\r\n-d '{\"inputs\":\"it\\u0027s ^ 5\"}'", ["it's ^ 5"]],
  ])('%s', (text, texts) => {
    expect(textsOf(text)).toEqual([texts])
  })
  test('two readings, where nothing decides and the texts differ', () => {
    const oneLine = (text: string) => raw`curl http://h/embed -H "a: b" -d "{\"inputs\":\"${text}\"}"`
    expect(textsOf(oneLine('怎么退款'))).toEqual([['怎么退款']])
    expect(textsOf(oneLine(raw`a\\nb`))).toEqual([['a\nb'], [raw`a\nb`]])
    expect(codesOf(oneLine(raw`a\\nb`))).toEqual([['reading-bash'], ['reading-cmd']])
    const apostrophe = raw`curl http://h/embed -H 'a: b' -d '{"inputs":"it''s late"}'`
    expect(textsOf(apostrophe)).toEqual([["it's late"], ['its late']])
    expect(codesOf(apostrophe)).toEqual([['reading-powershell'], ['reading-bash']])
  })
  test('what another shell would take for a text stays a variable', () => {
    expect(codeOf(raw`curl http://h/embed -d "{\"inputs\":\"$TEXT\"}"`)).toBe('paste/variable')
    expect(
      codeOf(raw`curl http://h/embed ^
 -d "{\"inputs\":\"%TEXT%\"}"`),
    ).toBe('paste/variable')
  })
  test('developer tools: Chrome with quotes, Firefox with doubled quotes and percent signs', () => {
    const chrome = raw`curl ^"http://h/embed^" ^
  --data-raw ^"^{^\^"inputs^\^":^\^"C:^\^\^\^\temp say ^\^\^\^"x^\^\^\^" 50^%^\^"^}^"`
    expect(textsOf(chrome)).toEqual([[raw`C:\temp say "x" 50%`], [raw`C:\\temp say "x" 50%`]])
    const firefox = raw`curl "http://h/embed" --data-raw "{""inputs"":""a\\nb 100"%" \\""q\\""""}"`
    expect(textsOf(firefox)).toEqual([['a\nb 100% "q"'], [raw`a\nb 100% "q"`]])
  })
})

describe('what chats and Markdown do', () => {
  test.each([
    ['```json\n{"input": "x"}\n```', ['x'], []],
    [
      'I run:\n\n```sh\n$ curl http://h/embed \\\n  -d \'{"inputs":"x"}\'\n```\n\nand get\n\n```json\n{"error":"bad"}\n```\n',
      ['x'],
      ['part-read'],
    ],
    [
      "It's what I run:\n\n```python\nrequests.post('http://h/embed', json={'inputs': ['x']})\n```\nIt doesn't work",
      ['x'],
      ['part-read'],
    ],
    ['> ~~~bash\n> curl http://h/embed -d \'{"inputs":"x"}\'\n> ~~~', ['x'], []],
    ['`curl http://h/embed -d \'{"inputs":"x"}\'`', ['x'], []],
    ['Try `curl http://h/embed -d \'{"inputs":"x"}\'` please', ['x'], ['part-read']],
    ['```\ncurl http://h/embed -d \'{"inputs":"x"}\'', ['x'], []],
    [
      `curl http://h/embed -d '{"inputs":"see\\n\`\`\`js\\nfetch(1)\\n\`\`\`"}'`,
      ['see\n```js\nfetch(1)\n```'],
      [],
    ],
  ])('%s', (text, texts, notes) => {
    expect(textsOf(text)).toEqual([texts])
    expect(codesOf(text)).toEqual([notes])
  })
  test('typographic quotes and dashes outside of texts', () => {
    const mended = [['typographic-quotes']]
    for (const text of [
      'curl –X POST “http://h/embed” —header “a: b” —data ‘{“inputs”: “it’s late”}’',
      'curl “http://h/embed” -d \'{"inputs":"it’s late"}\'',
      '{“input”: “it’s late”}',
      'client.embeddings.create(model=“m”, input=[“it’s late”])',
    ]) {
      expect(textsOf(text)).toEqual([['it’s late']])
      expect(codesOf(text)).toEqual(mended)
    }
    expect(parsePaste('{"input": "他说“退款”好吗"}')).toMatchObject({ texts: ['他说“退款”好吗'], notes: [] })
  })
})

describe('Python and JavaScript', () => {
  test.each([
    [
      'client = OpenAI(base_url="http://h:80/v1", api_key="k")\nclient.embeddings.create(\n    model="m",\n    input=["a", "b"],\n)',
      'http://h:80/v1/embeddings',
      ['a', 'b'],
    ],
    [
      'BASE = "http://h/v1"\ntexts = ["a", "b"]\nc = AsyncOpenAI(base_url=BASE)\nr = await c.embeddings.create(input=texts, model="m")',
      'http://h/v1/embeddings',
      ['a', 'b'],
    ],
    [
      'import openai\nopenai.api_base = "http://h/v1"\nopenai.Embedding.create(engine="m", input="it\'s")',
      'http://h/v1/embeddings',
      ["it's"],
    ],
    [
      'with httpx.Client(base_url="http://h:8080") as client:\n    r = client.post("/embed", json={"inputs": "x"})',
      'http://h:8080/embed',
      ['x'],
    ],
    [
      'async with aiohttp.ClientSession() as session:\n    async with session.post("http://h/embed", json=dict(inputs=["x"])) as r:\n        pass',
      'http://h/embed',
      ['x'],
    ],
    [
      'url = "http://h/embed"\npayload = json.dumps({"inputs": ["a", "b"]})\nrequests.request("POST", url, headers=headers, data=payload)',
      'http://h/embed',
      ['a', 'b'],
    ],
    [
      'conn = http.client.HTTPConnection("h", 8080)\npayload = json.dumps({"inputs": "x"})\nconn.request("POST", "/embed", payload, headers)',
      'http://h:8080/embed',
      ['x'],
    ],
    [
      'req = urllib.request.Request("http://h/embed", data=json.dumps({"inputs": "x"}).encode("utf-8"))',
      'http://h/embed',
      ['x'],
    ],
    [
      'q = "a"\nrequests.post("http://h" "/embed", json={"inputs": f"query: {q}"}, timeout=3)',
      'http://h/embed',
      ['query: a'],
    ],
    [
      "const c = new OpenAI({ baseURL: 'http://h/v1', apiKey: 'k' })\nawait c.embeddings.create({ model: 'm', input: ['a', `b`] })",
      'http://h/v1/embeddings',
      ['a', 'b'],
    ],
    [
      "await axios.post('http://h/embed', { inputs: ['a'] }, { headers: { Authorization: 'x' } })",
      'http://h/embed',
      ['a'],
    ],
    ["axios({ method: 'post', url: 'http://h/embed', data: { inputs: 'a' } })", 'http://h/embed', ['a']],
  ])('%s', (text, url, texts) => {
    expect(parsePaste(text)).toMatchObject({ url, texts, method: 'POST' })
  })
  test('what only a running program knows is named', () => {
    expect(codeOf('requests.post("http://h/embed", json={"inputs": [t.strip() for t in texts]})')).toBe(
      'paste/variable',
    )
    expect(codeOf('def emb(texts):\n    return client.embeddings.create(input=texts, model="m")')).toBe(
      'paste/variable',
    )
    expect(parsePaste('requests.post(f"http://{HOST}/embed", json={"inputs": "x"})')).toMatchObject({
      url: 'http://{HOST}/embed',
      baseUrl: null,
    })
  })
  test("LangChain's OpenAIEmbeddings sends ids, unless it is told not to", () => {
    const made = (more: string) =>
      `emb = OpenAIEmbeddings(model="m", base_url="http://h/v1"${more})\nv = emb.embed_query("怎么退款")`
    expect(parsePaste(made(''))).toMatchObject({ texts: ['怎么退款'], url: 'http://h/v1/embeddings' })
    expect(codesOf(made(''))).toEqual([['sends-token-ids']])
    expect(codesOf(made(', check_embedding_ctx_length=False'))).toEqual([[]])
  })
})

describe('what a program printed', () => {
  test.each([
    [raw`INFO content=b'{"input":["\xe6\x80\x8e"]}'`, ['怎']],
    [raw`INFO body='{"input":"a\\nb"}' took=3ms`, ['a\nb']],
    [raw`INFO body={"input":"a\\nb"} took=3ms`, [raw`a\nb`]],
    [raw`hey -m POST -d '{"input":"a\\nb"}' http://h/embed`, [raw`a\nb`]],
    [raw`requests.post("http://h/embed", data=b'{"inputs":"\xe6\x80\x8e"}')`, ['怎']],
  ])('%s', (text, texts) => {
    expect(textsOf(text)).toEqual([texts])
  })
})

test('HTTP as a message and as a file of an editor', () => {
  const message =
    'POST /v1/embeddings HTTP/1.1\r\nHost: h:8080\r\nAuthorization: Bearer abc\r\n\r\n{"model":"m","input":["a","b"]}'
  expect(parsePaste(message)).toMatchObject({
    source: 'http',
    url: 'http://h:8080/v1/embeddings',
    texts: ['a', 'b'],
    secretsDropped: ['authorization'],
  })
  expect(parsePaste(`${message}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n[[0.1]]`).texts).toEqual(['a', 'b'])
  const file =
    '### embed\nPOST http://h:8080/embed\nContent-Type: application/json\n\n{\n  "inputs": "x"\n}\n\n### other\nGET http://h/health\n'
  expect(parsePaste(file)).toMatchObject({ url: 'http://h:8080/embed', texts: ['x'] })
})

test.each([
  ['{"q":"怎么退款","top_k":3}', ['怎么退款']],
  ['{"query_text":"怎么退款"}', ['怎么退款']],
  ['{"query":"怎么退款","retrieval_model":{"top_k":3}}', ['怎么退款']],
  ['{"query_texts":["a","b"],"n_results":2}', ['a', 'b']],
  ['{"query":{"neural":{"emb":{"query_text":"怎么退款","k":3}}}}', ['怎么退款']],
  ['{"knn":{"query_vector_builder":{"text_embedding":{"model_text":"怎么退款"}}}}', ['怎么退款']],
  ['{"inputs":[{"name":"text_input","shape":[1],"datatype":"BYTES","data":["怎么退款"]}]}', ['怎么退款']],
  ["curl 'http://h/search?q=%E6%80%8E&k=3'", ['怎']],
])('a search: %s', (text, texts) => {
  expect(parsePaste(text).texts).toEqual(texts)
})

test('a program of GraphQL and a body that was cut are no texts', () => {
  expect(findInPaste('{"query":"{ Get { Docs { text } } }"}').kind).toBe('failed')
  expect(findInPaste('{"input": ["x", "y"').kind).toBe('failed')
})

test('other fields with text are named', () => {
  expect(parsePaste('{"text":"a","question":"b"}').notes).toEqual([
    { code: 'other-texts', values: { taken: 'text', fields: 'question' } },
  ])
})

test.each([
  'hello world',
  "I think it's http is fine. Post it: curl is nice",
  '[16:43] Ann: Does it charge? No.\n[16:44] Bob: use wget -O or http POST it',
  '- one\n- two `code`',
])('plain text: %s', (text) => {
  expect(findInPaste(text).kind).toBe('text')
})
