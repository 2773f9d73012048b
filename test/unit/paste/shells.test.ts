import { describe, expect, test } from 'vitest'
import { EngineError, type ErrorCode } from '../../../src/engine/errors'
import { parsePastes } from '../../../src/formats/paste'
import { parsePaste } from './parse'

const thrown = (text: string): EngineError => {
  try {
    parsePaste(text)
  } catch (error) {
    if (error instanceof EngineError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
const code = (text: string): ErrorCode => thrown(text).code

describe('bash', () => {
  test("Chrome's copy as cURL (bash): $'…', continuation, headers with secrets", () => {
    const paste = parsePaste(String.raw`curl 'http://localhost:8080/embed' \
  -H 'accept: */*' \
  -H 'authorization: Bearer sk-very-secret' \
  -b 'session=abc123' \
  -H 'content-type: application/json' \
  --data-raw $'{"inputs":["it\'s 5 o\'clock\u0021","\u4f60\u597d \ud83d\ude00"],"truncate":false,"normalize":false}' \
  --compressed --insecure`)
    expect(paste).toMatchObject({
      source: 'curl-bash',
      dialect: 'tei',
      kind: 'dense',
      url: 'http://localhost:8080/embed',
      baseUrl: 'http://localhost:8080',
      method: 'POST',
      texts: ["it's 5 o'clock!", '你好 😀'],
      truncation: { maxLength: null, truncate: false },
      normalize: false,
      secretsDropped: ['authorization', '--cookie'],
    })
    expect(JSON.stringify(paste)).not.toMatch(/sk-very-secret|abc123/)
  })

  test('quotes of every kind within one word', () => {
    const paste = parsePaste(
      String.raw`curl -sS -XPOST "http://h/v1/embeddings" -d '{"input":"it'"'"'s \"so\" \\ $HOME 100% ` +
        '`x`' +
        String.raw`"}'`,
    )
    expect(paste.texts).toEqual(['it\'s "so" \\ $HOME 100% `x`'])
    expect(
      parsePaste('curl http://h/embed -d "{\\"inputs\\":\\"a \\\\\\" b \\\\\\\\ \\$5 \\`\\"}"').texts,
    ).toEqual(['a " b \\ $5 `'])
  })

  test('several -d are joined with &, --json parts with nothing', () => {
    expect(parsePaste(`curl http://h/embed --json '{"inputs":' --json '"x"}'`).texts).toEqual(['x'])
    expect(parsePaste(`curl http://h/embed -d '{"inputs":"a' -d 'b"}'`).texts).toEqual(['a&b'])
  })

  test('bodies of heredocs, here-strings, pipes, and of files that the paste writes', () => {
    const body = '{"inputs":"it\'s $5 \\"x\\""}'
    const expected = ['it\'s $5 "x"']
    expect(parsePaste(`curl http://h/embed -d @- <<'EOF'\n${body}\nEOF\n`).texts).toEqual(expected)
    expect(
      parsePaste(`cat > body.json <<'END'\n${body}\nEND\ncurl http://h/embed --data-binary @body.json`).texts,
    ).toEqual(expected)
    expect(
      parsePaste(`cat <<'END' > ./body.json\n${body}\nEND\ncurl http://h/embed -d @body.json`).texts,
    ).toEqual(expected)
    expect(parsePaste(`curl http://h/embed -d "$(cat <<'EOF'\n${body}\nEOF\n)"`).texts).toEqual(expected)
    expect(parsePaste(`echo '{"inputs":"piped"}' | curl -s http://h/embed -d @-`).texts).toEqual(['piped'])
    expect(parsePaste(`curl http://h/embed -d @- <<< '{"inputs":"here"}'`).texts).toEqual(['here'])
    expect(parsePaste(`curl http://h/embed -d @- <<EOF\n{"inputs":"say \\$5 \\"x\\""}\nEOF`).texts).toEqual([
      'say $5 "x"',
    ])
  })

  test('variables that the paste sets are known, others are named', () => {
    expect(parsePaste(`TEXT='a b'\ncurl http://h/embed -d "{\\"inputs\\":\\"$TEXT\\"}"`).texts).toEqual([
      'a b',
    ])
    expect(parsePaste(`curl http://h/embed -d "{\\"inputs\\":\\"\${T:-fallback}\\"}"`).texts).toEqual([
      'fallback',
    ])
    const error = thrown(`curl http://h/embed -d "{\\"inputs\\":\\"$TEXT\\"}"`)
    expect([error.code, error.values]).toEqual(['paste/variable', { name: '$TEXT' }])
    expect(thrown(`curl http://h/embed -d "{\\"inputs\\":$TEXTS}"`).values).toEqual({ name: '$TEXTS' })
    expect(thrown(`curl http://h/embed -d "$(jq -n '{inputs:"x"}')"`).values['name']).toContain('$(jq')
  })

  test('variables elsewhere do no harm', () => {
    const paste = parsePaste(
      `curl "$BASE/v1/embeddings" -H "Authorization: Bearer $API_KEY" -d "{\\"model\\":\\"$MODEL\\",\\"input\\":\\"x\\"}"`,
    )
    expect(paste).toMatchObject({
      dialect: 'openai',
      url: '$BASE/v1/embeddings',
      baseUrl: null,
      model: '$MODEL',
      texts: ['x'],
    })
    expect(paste.notes.map((note) => note.code)).toEqual(['url-variable'])
    expect(paste.secretsDropped).toEqual(['Authorization'])
  })

  test('files, forms, open quotes', () => {
    expect(thrown('curl http://h/embed -d @body.json').values).toEqual({
      option: '--data',
      file: 'body.json',
    })
    expect(thrown('curl http://h/embed --data-binary @-').values).toEqual({
      option: '--data-binary',
      file: 'stdin',
    })
    expect(thrown('curl http://h/embed --data-binary @- < in.json').values['file']).toContain('in.json')
    expect(code('curl http://h/embed -F file=@a.txt')).toBe('paste/form')
    expect(code(`curl http://h/embed -d '{"inputs":"x"}`)).toBe('paste/open-quote')
    expect(code(`curl http://h/embed -d {"inputs":"x"}`)).toBe('paste/not-json')
  })

  test('options: known ones are passed over, unknown ones told', () => {
    const known = `curl -sSfL -m 30 --connect-timeout=5 --retry 3 -o /dev/null -w '%{http_code}' -x http://p:1 -k -A ua -e ref --http2 http://h/embed -d '{"inputs":"x"}'`
    expect(parsePaste(known.replace('=5', ' 5'))).toMatchObject({
      texts: ['x'],
      notes: [],
      url: 'http://h/embed',
    })
    const unknown = parsePaste(`curl --retro 3 http://h/embed -d '{"inputs":"x"}'`)
    expect(unknown.notes).toEqual([{ code: 'unknown-option', values: { option: '--retro' } }])
    expect(unknown.url).toBe('http://h/embed')
    expect(thrown(`curl --retro myhost/embed -d '{"inputs":"x"}'`).values).toEqual({
      option: '--retro',
      value: 'myhost/embed',
    })
  })

  test('-G makes the data a query; --data-urlencode', () => {
    const paste = parsePaste(`curl -G http://h/embed --data-urlencode 'input=a b&c' -d model=m`)
    expect(paste).toMatchObject({
      method: 'GET',
      texts: ['a b&c'],
      url: 'http://h/embed?input=a%20b%26c&model=m',
    })
  })

  test('several addresses, --next, several commands', () => {
    const two = parsePaste(`curl http://h/embed http://i/embed -d '{"inputs":"x"}'`)
    expect(two.url).toBe('http://h/embed')
    expect(two.notes).toEqual([{ code: 'several-urls', values: { count: 2 } }])
    const next = parsePaste(`curl http://h/embed -d '{"inputs":"x"}' --next http://h/info`)
    expect([next.texts, next.notes.length]).toEqual([['x'], 1])
    const many = parsePastes(
      `curl http://h/embed -d '{"inputs":["a","b"]}'\ncurl http://h/v1/embeddings -d '{"input":["c","d"]}'`,
    )
    expect(many.map(({ texts }) => texts)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    const single = `curl http://h/api/embeddings -d '{"prompt":"a"}'\ncurl http://h/api/embeddings -d '{"prompt":"b"}'`
    expect(parsePaste(single)).toMatchObject({ dialect: 'ollama', texts: ['a', 'b'] })
  })

  test('secrets in addresses and options', () => {
    const paste = parsePaste(
      `curl -u me:pass 'https://u:p@h/v1/embeddings?api_key=s3&x=1' -H 'x-api-key: k1' -d '{"input":"x"}'`,
    )
    expect(paste.url).toBe('https://h/v1/embeddings?api_key=&x=1')
    expect([...paste.secretsDropped].sort()).toEqual(['--user', '?api_key', 'user:password@', 'x-api-key'])
  })

  test('prompts, comments, CRLF, environment', () => {
    expect(parsePaste(`$ FOO=1 curl http://h/embed \\\r\n  -d '{"inputs":"x"}' # why`).texts).toEqual(['x'])
    expect(
      parsePaste(`#!/bin/bash\nset -e\n# ask\ntime curl -s http://h/embed -d '{"inputs":"x"}' | jq .`).texts,
    ).toEqual(['x'])
  })
})

test('a text that speaks of other shells', () => {
  const text = 'use curl ^"x^" or Invoke-WebRequest `\n, fetch("y") $body = 1 %PATH%'
  const body = JSON.stringify({ inputs: text })
  expect(parsePaste(`curl http://h/embed -d '${body}'`)).toMatchObject({ source: 'curl-bash', texts: [text] })
  expect(parsePaste(`fetch("http://h/embed", {"body": ${JSON.stringify(body)}})`)).toMatchObject({
    source: 'fetch',
    texts: [text],
  })
  expect(parsePaste(body)).toMatchObject({ source: 'json', texts: [text] })
})

describe('cmd', () => {
  test("Chrome's copy as cURL (cmd)", () => {
    const paste = parsePaste(
      String.raw`curl ^"http://localhost:8080/embed^" ^
  -H ^"content-type: application/json^" ^
  -H ^"api-key: abc^" ^
  --data-raw ^"^{^\^"inputs^\^":^[^\^"50^% of ^%^PATH^%^, a ^& b ^| c ^^ d ^\^\^\^"q^\^\^\^" ^!^\^",^\^"x^\^"^]^}^"`,
    )
    expect(paste).toMatchObject({
      source: 'curl-cmd',
      dialect: 'tei',
      texts: ['50% of %PATH%, a & b | c ^ d "q" !', 'x'],
      secretsDropped: ['api-key'],
    })
  })
  test('plain quotes, a variable', () => {
    const head = 'curl http://h/embed ^\r\n -H "Content-Type: application/json" ^\r\n '
    expect(parsePaste(`${head}-d "{\\"inputs\\":\\"a b 100% \\\\\\"q\\\\\\"\\"}"`).texts).toEqual([
      'a b 100% "q"',
    ])
    expect(thrown(`${head}-d "{\\"inputs\\":\\"%TEXT%\\"}"`).values).toEqual({ name: '%TEXT%' })
  })
})

describe('PowerShell', () => {
  test("Chrome's copy as PowerShell", () => {
    const paste = parsePaste(`$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0 (X11)"
$session.Cookies.Add((New-Object System.Net.Cookie("sid", "secret1", "/", "h")))
Invoke-WebRequest -UseBasicParsing -Uri "http://localhost:8080/v1/embeddings" \`
-Method "POST" \`
-WebSession $session \`
-Headers @{
"Accept"="*/*"
  "Authorization"="Bearer secret2"
} \`
-ContentType "application/json" \`
-Body ([System.Text.Encoding]::UTF8.GetBytes("{\`"model\`":\`"bge-m3\`",\`"input\`":\`"$([char]20320)\`$5 it's\`"}"))`)
    expect(paste).toMatchObject({
      source: 'powershell',
      dialect: 'openai',
      url: 'http://localhost:8080/v1/embeddings',
      method: 'POST',
      model: 'bge-m3',
      texts: ["你$5 it's"],
      secretsDropped: ['Authorization', '-websession'],
    })
    expect(JSON.stringify(paste)).not.toMatch(/secret[12]/)
  })
  test('curl.exe, here-strings, hashtables', () => {
    expect(
      parsePaste(`curl.exe http://h/embed \`\n -H 'a: b' \`\n -d '{"inputs":"it''s $x"}'`).texts,
    ).toEqual(["it's $x"])
    expect(
      parsePaste(`curl.exe http://h/embed \`\n --data-raw '{\\"inputs\\":\\"a \\\\\\"b\\\\\\"\\"}'`).texts,
    ).toEqual(['a "b"'])
    expect(
      parsePaste(
        `$body = @'\n{"inputs":"it's \\"x\\" $y"}\n'@\nInvoke-RestMethod -Method Post -Uri http://h/embed -Body $body`,
      ).texts,
    ).toEqual(['it\'s "x" $y'])
    expect(
      parsePaste(
        `$body = @{ inputs = @("a", 'b'); truncate = $true } | ConvertTo-Json -Depth 5\nirm http://h/embed -Method Post -Body $body -ContentType 'application/json'`,
      ),
    ).toMatchObject({ texts: ['a', 'b'], truncation: { truncate: true } })
    expect(
      parsePaste(`@'\n{"inputs":"x"}\n'@ | Set-Content body.json\ncurl.exe http://h/embed -d '@body.json'`)
        .texts,
    ).toEqual(['x'])
  })
  test('a variable that is not set', () => {
    expect(
      thrown('Invoke-RestMethod http://h/embed -Method Post -Body "{`"inputs`":`"$text`"}"').values,
    ).toEqual({ name: '$text' })
  })
})

describe('fetch', () => {
  test("Chrome's copy as fetch", () => {
    const paste = parsePaste(`fetch("http://localhost:7997/embeddings", {
  "headers": { "authorization": "Bearer s", "content-type": "application/json" },
  "referrer": "http://localhost/",
  "body": "{\\"model\\":\\"bge-m3\\",\\"input\\":[\\"it's \\\\\\"x\\\\\\"\\",\\"\\u4f60\\"],\\"dimensions\\":768}",
  "method": "POST",
  "mode": "cors"
});`)
    expect(paste).toMatchObject({
      source: 'fetch',
      dialect: 'infinity',
      texts: ['it\'s "x"', '你'],
      truncateDim: 768,
      secretsDropped: ['authorization'],
    })
    expect(paste.notes.map((note) => note.code)).toEqual(['dimensions-not-normalised'])
  })
  test('JSON.stringify, templates, constants', () => {
    const call = (body: string) =>
      `const text = 'a b'\nconst r = await fetch('http://h/embed', { method: 'POST', headers: { Authorization: \`Bearer \${process.env.KEY}\` }, body: ${body} })`
    expect(parsePaste(call('JSON.stringify({ inputs: text, truncate: true })'))).toMatchObject({
      texts: ['a b'],
      dialect: 'tei',
    })
    expect(parsePaste(call('JSON.stringify({ inputs: [`x ${text}`, "y" + "z"], })')).texts).toEqual([
      'x a b',
      'yz',
    ])
    expect(thrown(call('JSON.stringify({ inputs: query })')).values).toEqual({ name: 'query' })
  })
})

describe('bodies, HAR, logs', () => {
  const entry = (text: string, reply: object | null, status = 200) => ({
    startedDateTime: '2026-01-01',
    request: {
      method: 'POST',
      url: 'http://h:8080/embed',
      headers: [{ name: 'Authorization', value: 'Bearer zzz' }],
      postData: { mimeType: 'application/json', text },
    },
    response: {
      status,
      content: { mimeType: 'application/json', text: reply === null ? undefined : JSON.stringify(reply) },
    },
  })
  test('HAR: an entry, entries, a log; its reply', () => {
    const one = entry('{"inputs":["a","b"]}', [
      [0.5, 0.25],
      [1, 0],
    ])
    for (const har of [
      one,
      [one],
      { log: { version: '1.2', entries: [{ request: { method: 'GET', url: 'http://h/' } }, one] } },
    ]) {
      const paste = parsePaste(JSON.stringify(har))
      expect(paste).toMatchObject({
        source: 'har',
        dialect: 'tei',
        texts: ['a', 'b'],
        secretsDropped: ['Authorization'],
      })
      expect(paste.reply?.form).toBe('tei')
      expect([...paste.reply!.items[0]!.dense!]).toEqual([0.5, 0.25])
      expect(JSON.stringify(paste)).not.toContain('zzz')
    }
    const failed = parsePaste(
      JSON.stringify(entry('{"inputs":"a"}', { error: 'too long', error_type: 'Validation' }, 422)),
    )
    expect(failed.reply).toBeNull()
    expect(failed.notes[0]).toMatchObject({ code: 'reply-unreadable', values: { status: 422 } })
    expect(failed.notes[0]!.values['detail']).toContain('too long')
  })
  test('a HAR without such requests', () => {
    expect(code(JSON.stringify({ log: { entries: [] } }))).toBe('paste/unknown')
  })
  test('a body alone', () => {
    expect(parsePaste('{"inputs":"x"}')).toMatchObject({
      source: 'json',
      dialect: 'tei',
      url: null,
      texts: ['x'],
    })
    expect(parsePaste("{'inputs': ['it', 'x'], 'truncate': True}")).toMatchObject({
      texts: ['it', 'x'],
      truncation: { truncate: true },
    })
  })
  test('logs', () => {
    const body = '{"input":["a \\"q\\"","b"],"model":"m"}'
    const expected = { source: 'log', texts: ['a "q"', 'b'], model: 'm' }
    expect(
      parsePaste(`2026-01-01T00:00:00 INFO [7] POST /v1/embeddings body=${body} took=3ms`),
    ).toMatchObject(expected)
    expect(parsePaste(JSON.stringify({ level: 'info', msg: `request ${body}` }))).toMatchObject(expected)
    expect(parsePaste(JSON.stringify({ level: 'info', body: body }))).toMatchObject(expected)
    expect(parsePaste(JSON.stringify({ level: 'info', request: JSON.parse(body) }))).toMatchObject(expected)
    expect(
      parsePaste(JSON.stringify({ msg: `ran: curl http://h/embed -d '{"inputs":"it"}'` })),
    ).toMatchObject({ source: 'log', texts: ['it'] })
    expect(
      parsePaste(`time="x" level=debug body="${body.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}" ok`),
    ).toMatchObject(expected)
    expect(parsePaste(`12:00 ran: curl -s http://h/embed -d '{"inputs":"it"}'`)).toMatchObject({
      source: 'log',
      texts: ['it'],
    })
  })
  test('what is no request', () => {
    expect(code('  \n ')).toBe('paste/empty')
    expect(code('hello world')).toBe('paste/unknown')
    expect(code('{"status":"healthy"}')).toBe('paste/no-texts')
    expect(code('curl http://h/health')).toBe('paste/no-texts')
    expect(thrown('{"input":[1,2,3]}').values).toEqual({ count: 3 })
    expect(thrown(`curl http://h/v1/embeddings -d '{"input":[[0,4865,2],[0,2]]}'`).values).toEqual({
      count: 5,
    })
    expect(code('{"input":[]}')).toBe('paste/no-texts')
  })
})
