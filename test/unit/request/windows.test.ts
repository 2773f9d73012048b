/** PowerShell and cmd, by readers of their documented rules; PowerShell itself where it is there. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cmd } from '../../../src/formats/request/shells/cmd'
import { powershell } from '../../../src/formats/request/shells/powershell'
import type { HttpRequest } from '../../../src/formats/request/types'
import { nativeLine, statements, type Token } from './powershell-reader'
import { requestsOf } from './requests'
import { anyText, long, NASTY } from './texts'
import { argv, cmdCommands } from './windows-argv'

interface Sent {
  readonly url: string
  readonly headers: readonly string[]
  readonly body: string | null
}

/** curl's own options, as far as we write them. */
function curl(args: readonly string[], files: ReadonlyMap<string, string>): Sent {
  const headers: string[] = []
  let url = ''
  let body: string | null = null
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    if (arg === '-sS') continue
    else if (arg === '-H') headers.push(args[++at]!)
    else if (arg === '--data-raw') body = args[++at]!
    else if (arg === '--data-binary') {
      const name = args[++at]!
      body = name.startsWith('@') ? (files.get(name.slice(1)) ?? null) : null
      if (body === null) throw new Error(`no file ${name}`)
    } else if (arg.startsWith('-') || url !== '') throw new Error(`curl: ${arg}`)
    else url = arg
  }
  return { url, headers, body }
}

const KEY = 'sk-123'

/** What becomes of a script in a console (or in a .bat file). */
function inCmd(script: string, batch = false): Sent[] {
  const files = new Map<string, string>()
  const sent: Sent[] = []
  const variables = { API_KEY: KEY, PATH: 'C:\\Windows', X: 'wrong', Y: 'wrong', HOME: 'wrong' }
  for (const { line, into } of cmdCommands(script, variables, batch)) {
    const [program, ...args] = argv(line)
    if (program === 'echo' && into)
      files.set(into.file, (into.append ? (files.get(into.file) ?? '') : '') + line.slice(5) + '\r\n')
    else if (program === 'certutil') {
      expect(args.slice(0, 2)).toEqual(['-f', '-decode'])
      expect(files.get(args[2]!)).toMatch(/^[A-Za-z0-9+/=\r\n]+$/)
      files.set(args[3]!, Buffer.from(files.get(args[2]!)!, 'base64').toString('utf8'))
    } else if (program === 'del') files.delete(args[0]!)
    else if (program === 'curl.exe') {
      expect(line).toMatch(/^[\x20-\x7e]*$/)
      sent.push(curl(args, files))
    } else if (program !== 'rem') throw new Error(`'${program}' is not recognized`)
  }
  return sent
}

function inPowershell(script: string, version: '5.1' | '7.3'): Sent[] {
  const files = new Map<string, string>()
  const sent: Sent[] = []
  const values: Record<string, string> = { '$PWD.ProviderPath': 'C:\\work', 'env:API_KEY': KEY }
  const expand = (name: string) => {
    if (values[name] === undefined) throw new Error(`$${name}`)
    return values[name]
  }
  const text = (token: Token) => ('bare' in token ? token.bare : token.value)
  for (const [first, ...rest] of statements(script, expand)) {
    const name = text(first!)
    if (name === '[IO.File]::WriteAllText') {
      const [open, file, comma, body, close, ...more] = rest.map(text)
      expect([open, comma, close, more]).toEqual(['(', ',', ')', []])
      expect(file).toMatch(/^C:\\work\//)
      files.set(file!.slice('C:\\work/'.length), body!)
    } else if (name === 'curl.exe') {
      const line = nativeLine(rest.map(text), version)
      expect(line).toMatch(/^[\x20-\x7e]*$/)
      expect(line.length).toBeLessThan(32_767)
      sent.push(curl(argv(line), files))
    } else throw new Error(`${name}: not recognized`)
  }
  return sent
}

function expectSame(sent: readonly Sent[], requests: readonly HttpRequest[]): void {
  expect(sent.map(({ url }) => url)).toEqual(requests.map(({ url }) => url))
  sent.forEach(({ body, headers }, at) => {
    const { body: wanted, headers: given } = requests[at]!
    expect(body === null ? null : JSON.parse(body)).toEqual(wanted === null ? null : JSON.parse(wanted))
    expect(headers).toEqual(
      given.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : value.before + KEY}`),
    )
  })
}

const FORMS = [
  { name: 'cmd, typed', write: cmd, read: (script: string) => inCmd(script) },
  { name: 'cmd, .bat', write: cmd, read: (script: string) => inCmd(script, true) },
  { name: 'PowerShell 5.1', write: powershell, read: (script: string) => inPowershell(script, '5.1') },
  { name: 'PowerShell 7.3', write: powershell, read: (script: string) => inPowershell(script, '7.3') },
]

describe.each(FORMS)('$name', ({ write, read }) => {
  const check = (requests: readonly HttpRequest[]) => expectSame(read(write(requests).text), requests)

  test('texts that a shell would take for its own', () => {
    check(requestsOf('tei', 'dense', NASTY, { withKey: true }))
    check(requestsOf('fastapi', 'colbert', NASTY, { withKey: true }))
    check(requestsOf('tei', 'health', []))
  })

  test('any text', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (texts) =>
        check(requestsOf('openai', 'dense', texts)),
      ),
      { numRuns: 300 },
    )
  })

  test('any length, also around the limits of a line', () => {
    for (const size of [1000, 6800, 7000, 7200, 7400, 7600, 8200, 9000, 100_000, 250_000])
      check(requestsOf('fastapi', 'dense', ['x'.repeat(size), '你'.repeat(Math.floor(size / 6)), long(size)]))
  })
})

test('the address of a server that only the escape of bytes can write', () => {
  const requests = requestsOf('tei', 'dense', ['x'], { baseUrl: "http://h:1/it's/%PATH%/&/^/é" })
  expectSame(inPowershell(powershell(requests).text, '5.1'), requests)
  // Typed: what stands between two percent signs is no variable's name.
  expectSame(inCmd(cmd(requests).text), requests)
  expect(cmd(requests).text).toMatch(/^rem /)
  const doubled = cmd(requests).text.replaceAll('%', '%%')
  expectSame(inCmd(doubled, true), requests)
})

test('the readers themselves: quotes that are not escaped are lost', () => {
  expect(argv('a "b c" d\\"e "f\\\\" "g""h" \\\\i')).toEqual(['a', 'b c', 'd"e', 'f\\', 'g"h', '\\\\i'])
  expect(argv(nativeLine(['{"a": 1}'], '5.1'))).not.toEqual(['{"a": 1}'])
  expect(argv(nativeLine(['{"a": "b\\\\"}', 'x\\'], '7.3'))).toEqual(['{"a": "b\\\\"}', 'x\\'])
  expect(() => cmdCommands('curl "{\\"a & b\\"}"', {}, false)).toThrow('&')
  expect(cmdCommands('echo %PATH% 100%!x!', { PATH: 'p' }, false)[0]!.line).toBe('echo p 100%')
  expect(() => statements("'it\u2019s'", () => '')).toThrow('terminator')
})
