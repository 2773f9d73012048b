/** What a paste is read as, and the notes that say what else it could be. */
import { describe, expect, test } from 'vitest'
import { findInPaste } from '../../../src/formats/paste/read'

const raw = String.raw
/** The kind or the code of the error, then the codes of the notes. */
function read(text: string): string[] {
  const found = findInPaste(text)
  switch (found.kind) {
    case 'failed':
      return [found.error.code]
    case 'request':
      return ['request', ...found.cases[0]!.notes.map(({ code }) => code)]
    default:
      return [found.kind, ...found.notes.map(({ code }) => code)]
  }
}
const texts = (text: string) => {
  const found = findInPaste(text)
  return found.kind === 'request' ? found.cases.map((each) => each.texts) : found.kind
}
const urlOf = (text: string) => {
  const found = findInPaste(text)
  return found.kind === 'request' ? found.cases[0]!.url : found.kind
}

describe('token ids', () => {
  test.each([
    '0, 6, 124084, 6, 2',
    '[101, 7592, 2088, 102]',
    '[[9906, 1917], [11]]',
    'ids = [9906, 1917]',
    'input_ids: tensor([9906, 1917])',
    'array([[9906, 1917]], dtype=int64)',
    "Tensor { dims: [1,4], type: 'int64', data: BigInt64Array(4) [0n, 124084n, 35042n, 2n], size: 4 }",
    "BatchEncoding({'input_ids': tensor([[0, 124084, 35042, 2]]), 'attention_mask': tensor([[1, 1, 1, 1]])})",
    "{'input_ids': tensor([[     0, 124084,  35042,      2]]), 'attention_mask': tensor([[1, 1, 1, 1]])}",
    "{'input_ids': [0, 124084, 35042, 2], 'attention_mask': [1, 1, 1, 1]}",
    '{"input_ids": [[0, 9, 2], [0, 5, 7, 2]], "attention_mask": [[1, 1, 1], [1, 1, 1, 1]]}',
    '{"inputs": {"input_ids": [[0, 124084, 2]], "attention_mask": [[1, 1, 1]]}}',
    '{"tokens": [9906, 1917], "model": "m"}',
    '{"token_ids": [9906, 1917]}',
    '{"ids": [[0, 124084, 2]], "type_ids": [[0, 0, 0]]}',
    "12:00 INFO tokenizer gave {'input_ids': [[0, 124084, 2]], 'attention_mask': [[1, 1, 1]]}",
    '{"tokens": [{"id": 0, "piece": "<s>"}, {"id": 124084, "piece": "x"}]}',
    '[[{"id":0,"text":"<s>","special":true,"start":null,"stop":null},{"id":7,"text":"x","special":false,"start":0,"stop":1}]]',
  ])('%s', (text) => expect(read(text)).toEqual(['paste/token-ids']))

  test.each([
    '1999, 2004, 2010, 2022',
    '[1999, 2004, 2010, 2022]',
    '1999\n2004\n2010',
    '1, 2, 3',
    '[9906, 1917]',
  ])('whole numbers alone are text: %s', (text) => expect(read(text)).toEqual(['text', 'whole-numbers']))
  test.each(['[12, 250, 3, 0, 77, 255, 255, 1]', '{"embedding": [12, 300, 4]}'])(
    'a vector by its place: %s',
    (text) => expect(read(text)).toEqual(['vectors', 'whole-numbers-vector']),
  )
  test('lists of other fields are no vectors', () => {
    expect(read('{"years": [1999, 2004], "title": "x"}')).toEqual(['paste/no-texts'])
    expect(read('{"similarity": [[0.1, 0.2], [0.3, 0.4]]}')).toEqual(['paste/no-texts'])
  })
  test('strings of a field tokens are texts, or pieces', () => {
    expect(read('{"tokens": ["▁How", "▁are", "▁you"]}')).toEqual(['text', 'token-pieces'])
    expect(read('{"tokens": ["how", "are", "you"]}')).toEqual(['text', 'token-pieces'])
    expect(read('{"tokens": ["How are you?", "Where is it?"]}')).toEqual(['request', 'field-tokens'])
  })
  test('an empty value', () => {
    expect(read('{}')).toEqual(['text', 'empty-value'])
    expect(read(' [ ] ')).toEqual(['text', 'empty-value'])
  })
})

describe('a part of a longer text', () => {
  test.each([
    [
      `Why does curl -X POST http://h/embed -d '{"inputs":"refund"}' give me another vector?`,
      'words-left',
      'part-read',
    ],
    [`为什么用 curl http://h/embed -d '{"inputs":"refund"}' 得到的向量不一样？`, 'words-left', 'part-read'],
    [`I ran \`curl http://h/embed -d '{"inputs":"refund"}'\` and got [0.1, 0.2]. Why?`, 'part-read'],
    [`Hello,\n\nI run:\n\ncurl http://h/embed -d '{"inputs":"refund"}'\n\nWhat's wrong?\n`, 'part-read'],
    [`It doesn't work:\ncurl http://h/embed -d '{"inputs":"refund"}'`, 'part-read'],
    ['I send\n```json\n{"input":["refund"]}\n```\nand get 400.', 'part-read'],
    ['The request was {"inputs":["refund"]} and it failed', 'part-read'],
    ['Use requests.post("http://h/embed", json={"inputs": "refund"}) and look.', 'part-read'],
  ])('%s', (text, ...notes) => {
    expect(texts(text)).toEqual([['refund']])
    expect(read(text)).toEqual(['request', ...notes])
  })
  test.each([
    `$ curl http://h/embed -d '{"inputs":"a"}'`,
    `me@mac ~ % curl http://h/embed -d '{"inputs":"a"}'`,
    `docker exec -it tei curl http://h/embed -d '{"inputs":"a"}'`,
    `echo '{"inputs":"a"}' | curl -d @- http://h/embed`,
    `X=1 sudo curl http://h/embed -d '{"inputs":"a"}'`,
    `r = await client.post("http://h/embed", json={"inputs": "a"})`,
  ])('no prose: %s', (text) => expect(read(text)).toEqual(['request']))
  test('words after a command are no addresses', () => {
    expect(read(`curl http://h/embed -d '{"inputs":"a"}' http://h/other`)).toEqual([
      'request',
      'several-urls',
    ])
    expect(read(`curl http://h/embed -d '{"inputs":"a"}' or so`)).toEqual(['request', 'words-left'])
  })
  test('a command that sends nothing', () => {
    expect(read('How do I run curl http://localhost:8080/embed on Windows?')).toEqual([
      'text',
      'command-without-texts',
    ])
    expect(read('curl http://localhost:8080/embed')).toEqual(['paste/no-texts'])
  })
  test.each([
    [`SELECT id FROM t ORDER BY emb <#> '{1:0.5,7:0.25}/250002' LIMIT 5;`, 'vectors', 'part-read'],
    [`SELECT * FROM t WHERE meta = '{1:0.5}';`, 'text', 'numbers-left'],
    ['Please set x = {1: 2} in the config', 'text', 'numbers-left'],
    ['[0.1, 0.2, -0.3', 'text', 'numbers-left'],
    ['12:00 INFO lexical_weights: {4865: 0.08} took=3ms', 'vectors', 'part-read'],
  ])('%s', (text, ...expected) => expect(read(text)).toEqual(expected))
})

test.each([
  ['scores: [0.83, 0.71, 0.66]', 'text', 'numbers-left'],
  ['{"coordinates": [37.77, -122.41], "type": "Point"}', 'paste/no-texts'],
  ['{"2019": 12, "2020": 15}', 'paste/no-texts'],
  ['{"苹果": 3, "梨": 5}', 'paste/no-texts'],
  ['192.168.0.1, 10.0.0.1', 'text'],
])('numbers of other things: %s', (text, ...expected) => expect(read(text)).toEqual(expected))

test('a reply with its texts has both, and a text of numbers is a text', () => {
  const cohere = findInPaste('{"embeddings":{"float":[[0.1,-0.2]]},"texts":["hello"]}')
  expect(cohere.kind === 'request' && cohere.cases[0]!.reply?.items[0]!.dense).toHaveLength(2)
  const numbers = findInPaste('{"input":"[0.1, -0.2]"}')
  expect(numbers.kind === 'request' && numbers.cases[0]!.reply).toBeNull()
})

test('a row with a text and a place has no vector', () => {
  const found = findInPaste('{"text": "hi", "coordinates": [37.77, -122.41]}')
  expect(found.kind === 'request' && found.cases[0]!.reply).toBeNull()
})

describe('programs', () => {
  test.each([
    ["iwr http://h/embed -Method POST -Body (ConvertTo-Json @{inputs='x'} -Depth 3)", [['x']]],
    [raw`curl.exe --% http://h/embed -d "{\"inputs\":\"x\"}"`, [['x']]],
    ['printf \'{"inputs":"%s"}\\n\' "a b" | curl -d @- http://h/embed', [['a b']]],
    ['printf \'{"inputs":"100%% %s"}\' a | curl -d @- http://h/embed', [['100% a']]],
    [raw`ssh gpu "curl -s http://h/embed -d '{\"inputs\":\"x\"}'"`, [['x']]],
    [raw`bash -c 'curl http://h/embed -d "{\"inputs\":\"x\"}"'`, [['x']]],
    [`R=$(curl -s http://h/embed -d '{"inputs":"x"}')\necho $R`, [['x']]],
    [raw`export T="退款"` + '\n' + raw`curl http://h/embed -d "{\"inputs\":\"$T\"}"`, [['退款']]],
    [raw`curl.exe 'http://h/embed' -d '{\"inputs\": \"x\"}'`, [['x']]],
    [`PS C:\\> $b = '{"inputs":"x"}'; irm http://h/embed -Method Post -Body $b`, [['x']]],
    ['curl http://h/embed -d “{“inputs”: “x”}”', [['x']]],
    ['curl —X POST http://h/embed -d \'{"inputs":"x"}\'', [['x']]],
    ['{“inputs”：“x”，“truncate”：“END”}', [['x']]],
    ['{"collection": "docs", "data": ["x"], "annsField": "emb"}', [['x']]],
    ['curl http://h/embed -d «{"inputs":"x"}»', [['x']]],
    ['curl http://h/embed -d „{"inputs":"x"}“', [['x']]],
    ['vec = OpenAIEmbeddings(base_url="http://h/v1").embed_documents(["a", "b"])', [['a', 'b']]],
  ])('%s', (text, expected) => expect(texts(text)).toEqual(expected))

  test.each([
    'url := "http://h/embed"\npayload := strings.NewReader(`{"inputs":"a"}`)\nreq, err := http.NewRequest("POST", url, payload)',
    raw`HttpRequest.newBuilder().uri(URI.create("http://h/embed")).POST(BodyPublishers.ofString("{\"inputs\":\"a\"}")).build();`,
    raw`RequestBody b = RequestBody.create(t, "{\"inputs\": \"a\"}");
Request r = new Request.Builder().url("http://h/embed").method("POST", b).build();`,
    `curl_setopt_array($c, array(CURLOPT_URL => 'http://h/embed', CURLOPT_POSTFIELDS => '{"inputs":"a"}'));`,
    'client.post("http://h/embed").json(&json!({"inputs": "a"})).send().await?;',
  ])('the address of another language: %s', (text) => {
    expect([urlOf(text), texts(text), read(text)]).toEqual([
      'http://h/embed',
      [['a']],
      ['request', 'address-nearby'],
    ])
  })
  test('an address between quotes, and one with a variable', () => {
    expect(urlOf(raw`curl.exe 'http://h/embed' -d '{"inputs": "x"}'`)).toBe('http://h/embed')
    expect(urlOf("fetch(`${BASE}/embed`, {method: 'POST', body: JSON.stringify({inputs: 'a'})})")).toBe(
      '${BASE}/embed',
    )
    expect(urlOf('curl —X POST http://h/embed -d \'{"inputs":"x"}\'')).toBe('http://h/embed')
    expect(texts('body.put("inputs", "a");\nHttpPost post = new HttpPost("http://h/embed");')).toBe('text')
  })
  test('two addresses are none, and one in a body is none', () => {
    expect(urlOf('a("http://h/embed"); b("http://g/embed"); c({"inputs": "a"})')).toBeNull()
    expect(urlOf('x({"inputs": "see \'http://h/page\' here"})')).toBeNull()
  })
  test('HTTP/2 as developer tools print it', () => {
    expect(urlOf(':method: POST\n:authority: h:80\n:scheme: http\n:path: /embed\n\n{"inputs":"a"}')).toBe(
      'http://h:80/embed',
    )
  })
})
