/** Pastes of any content, commands that somebody cut or changed, and programs. */
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { findInPaste } from '../../src/formats/paste/read'
import { changed, fuzz, textOf } from './fuzz'

const PARTS = [
  ...[
    'a',
    'b1',
    '你',
    ' ',
    '\n',
    '\t',
    '\u00a0',
    '\\',
    '\\\n',
    '^\n',
    '`\n',
    '`',
    '```\n',
    '~~~',
    '> ',
    '\ud800',
  ],
  ...[
    "'",
    '"',
    '“',
    '”',
    '‘',
    '’',
    '「',
    '：',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    ',',
    ':',
    ';',
    '=',
    '|',
    '&',
  ],
  ...[
    '$',
    '${',
    '$(',
    '$a',
    '@{',
    "@'\n",
    "'@",
    '<<',
    '<<EOF\n',
    'EOF\n',
    '%a%',
    '^"',
    '\\"',
    '\\u',
    '\\ud800',
    '#',
    '/*',
    '*/',
  ],
  ...[
    'curl ',
    'curl.exe ',
    'http POST ',
    'wget ',
    'irm ',
    'Invoke-RestMethod ',
    'fetch(',
    'axios',
    'requests.post(',
    'client.',
  ],
  ...[
    'embeddings.create(',
    'OpenAI(',
    'for ',
    'const ',
    'function ',
    'def f(',
    'lambda ',
    '=> ',
    'a = ',
    "$a='x'\n",
    'a=b ',
  ],
  ...[
    '-d ',
    '-d @',
    '--json ',
    '--data-urlencode ',
    '-H ',
    ' -Body ',
    'http://x',
    '/v1/embeddings',
    '/',
    '?',
    ':8080',
  ],
  ...[
    '{"input":"a"}',
    "{'input': 'a'}",
    '{\\"input\\":\\"a\\"}',
    '"inputs":',
    'input[]=a ',
    '__proto__[a]=b ',
    'constructor',
  ],
  ...[
    'POST / HTTP/1.1\n',
    'Host: x\n',
    ':method: POST\n',
    'data: ',
    '0.1, ',
    '1 ',
    '---',
    '| --- |',
    '{{x:0}:',
    'tensor(x[2]):',
  ],
]

const CURLS: readonly string[] = [
  `curl 'http://x/v1/embeddings' -H 'Authorization: Bearer k' --data-raw $'{"input":"it\\'s \\u0021"}'`,
  `T=text\ncurl http://x/embed -d "{\\"inputs\\": \\"$T\\"}" --compressed\n`,
  `cat <<EOF | curl -X POST http://x/embed -d @-\n{"inputs":["a","b"]}\nEOF\n`,
  `curl ^"http://x/v1/embeddings^" ^\n  -H ^"Content-Type: application/json^" ^\n  --data-raw ^"^{^\\^"input^\\^":^\\^"a^\\^"^}^"`,
  `curl.exe http://x/embed -d "{""inputs"":""a""}"`,
  '$b = @{ input = @(\'a\', "b $c") } | ConvertTo-Json\nInvoke-RestMethod -Uri http://x/v1/embeddings `\n  -Method Post -Body $b',
  `http POST :8080/embed inputs[]=a inputs[]=b truncate:=true`,
  `wget --post-data='{"inputs":"a"}' http://x/embed`,
  `fetch("http://x/v1/embeddings", {"method":"POST", "body": JSON.stringify({input: [\`a \${b}\`, 'c' + "d"]})});`,
  `import requests\nb = "http://x"\nrequests.post(f"{b}/embed", json={"inputs": ["a", 'b' "c"], **more}, timeout=3)`,
  `client = OpenAI(base_url="http://x/v1")\nclient.embeddings.create(model="m", input=["a"], extra_body={"a": 1})`,
  `POST /v1/embeddings HTTP/1.1\nHost: x\nContent-Type: application/json\n\n{"input":"a"}`,
  `2024-01-01 INFO request body="{\\"input\\":\\"a\\",\\"model\\":\\"m\\"}" took 3 ms`,
  JSON.stringify({
    log: {
      entries: [
        { request: { method: 'POST', url: 'http://x', headers: [], postData: { text: '{"input":"a"}' } } },
      ],
    },
  }),
]

function expectAnswer(text: string): void {
  const found = findInPaste(text)
  if ('error' in found) expect(found.error.code).not.toBe('internal')
  if (found.kind === 'request')
    for (const { texts } of found.cases) expect(texts.every((each) => typeof each === 'string')).toBe(true)
}

describe('a paste', () => {
  fuzz('of any text is read, or refused with a code', fc.property(textOf(PARTS, 10_000), expectAnswer), 60)
  fuzz('of a command or a program that was changed', fc.property(changed(CURLS, PARTS), expectAnswer), 300)
  fuzz(
    'leaves the objects of JavaScript alone',
    fc.property(
      changed([`http POST :8080/embed inputs=a __proto__[a]=b constructor[prototype][c]=d`], PARTS),
      (text) => {
        findInPaste(text)
        expect(Object.keys(Object.prototype)).toEqual([])
      },
    ),
    50,
  )
  fuzz(
    'with one long text is read whole',
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.integer({ min: 1, max: 100_000 }),
      (unit, times) => {
        const text = `a${unit.repeat(Math.min(times, Math.floor(400_000 / unit.length)))}`
        const found = findInPaste(JSON.stringify({ input: text }))
        expect(found.kind === 'request' && found.cases[0]!.texts[0] === text).toBe(true)
      },
    ),
    15,
  )
})
