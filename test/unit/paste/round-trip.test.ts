/** What we write for a dialect is read back: the same texts, dialect and settings. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import { parsePastes } from '../../../src/formats/paste'
import { parseReply } from '../../../src/formats/reply'
import { defaultServer, DIALECTS } from '../../../src/formats/request'
import { FORMS } from '../../../src/formats/request/forms'
import {
  DIALECT_NAMES,
  REQUEST_KINDS,
  type HttpRequest,
  type RequestCase,
} from '../../../src/formats/request/types'
import { parsePaste } from './parse'

/** Everything that shells, JSON and logs give a meaning to, among any other character. */
const NASTY = [
  ...'\'"`$%!\\^&|<>(){}[]@#;*?~= \t\n\r',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '😀',
  '你',
  '$HOME',
  '%PATH%',
  '\\n',
  '\\"',
  "'@",
  'EOF',
  '\nEOF\n',
  '${x}',
  '$(id)',
  '\u0000',
  '\ufdd0',
]
export const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    fc
      .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 4 })), {
        minLength: 1,
        maxLength: 25,
      })
      .map((parts) => parts.join(''))
      .filter((text) => text !== ''),
  ),
  { minLength: 2, maxLength: 4 },
)

const given = (list: readonly string[], over: Partial<RequestCase> = {}): RequestCase => ({
  texts: list,
  maxLength: 512,
  truncateDim: 256,
  normalize: true,
  ...over,
})

const CASES = DIALECT_NAMES.flatMap((name) =>
  REQUEST_KINDS.flatMap((kind) => {
    const dialect = DIALECTS[name]
    const build = (list: readonly string[]) => {
      const built = dialect.build(kind, given(list), { ...defaultServer(dialect), withKey: true })
      return 'cannot' in built ? null : built
    }
    return kind === 'health' || build(['a', 'b']) === null ? [] : [{ name, kind, build }]
  }),
)

const har = (request: HttpRequest) => ({
  request: {
    method: request.method,
    url: request.url,
    headers: request.headers.map(([name]) => ({ name, value: 'Bearer of-a-secret' })),
    postData: { mimeType: 'application/json', text: request.body },
  },
  response: { status: 200, content: {} },
})

/** Texts of all requests of a kind: those that take one text come several times. */
const together = (list: readonly (readonly string[])[]) => list.flat()

describe.each(CASES)('$name $kind', ({ name, kind, build }) => {
  test('as HAR and as a body', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const requests = build(list)!
        const read = parsePastes(JSON.stringify({ log: { entries: requests.map(har) } }))
        // vLLM's sparse weights take a second request, for the ids.
        const found = read.filter((each) => each.kind === kind)
        const expected =
          kind === 'similarity' && name === 'm3scope' ? list.slice(1).flatMap((b) => [list[0]!, b]) : list
        expect(together(found.map((each) => each.texts))).toEqual(expected)
        expect(JSON.stringify(read)).not.toContain('of-a-secret')
        for (const each of found) {
          expect(each.secretsDropped).toEqual(['Authorization'])
          expect(each.method).toBe('POST')
          if (each.dialect !== 'openai') expect(each.dialect).toBe(name)
        }
        expect(parsePaste(requests[0]!.body!).texts).toEqual(found[0]!.texts)
      }),
      { numRuns: 60 },
    )
  })

  test('as fetch', () => {
    fc.assert(
      fc.property(texts, (list) => {
        for (const { url, method, body } of build(list)!) {
          const call = `fetch(${JSON.stringify(url)}, ${JSON.stringify({ method, body, headers: { Authorization: 'x' } })});`
          expect(parsePaste(call)).toMatchObject({ source: 'fetch', url, texts: parsePaste(body!).texts })
        }
      }),
      { numRuns: 30 },
    )
  })
})

const SHELLS = {
  bash: 'curl-bash',
  cmd: 'curl-cmd',
  powershell: 'powershell',
  fetch: 'fetch',
  python: 'python',
  httpie: 'httpie',
} as const
type Shell = keyof typeof SHELLS

describe.each(Object.keys(SHELLS) as Shell[])('%s', (shell) => {
  const roundTrip = (requests: readonly HttpRequest[]) => {
    const read = parsePastes(FORMS[shell].write(requests).text)
    for (const each of read) {
      expect(each.source).toBe(SHELLS[shell])
      if (shell !== 'fetch') expect(each.secretsDropped).toEqual(['Authorization'])
    }
    return read
  }

  test.each(CASES)('$name $kind', ({ build }) => {
    fc.assert(
      fc.property(texts, (list) => {
        const requests = build(list)!
        const expected = requests.flatMap(({ body }) => parsePaste(body!).texts)
        expect(together(roundTrip(requests).map((each) => each.texts))).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  })

  test('bodies that go through a file', () => {
    const long = ['it\'s "long" $5 %PATH% 你好 \\ ^ ! ` \n'.repeat(4000), 'b']
    const requests = DIALECTS.tei.build('dense', given(long), {
      ...defaultServer(DIALECTS.tei),
      withKey: true,
    })
    if ('cannot' in requests) throw new Error(requests.cannot)
    const [read] = roundTrip(requests)
    expect(read!.texts).toEqual(long)
    expect(read).toMatchObject({ dialect: 'tei', url: requests[0]!.url, truncateDim: 256, normalize: true })
  })
})

test('the settings that a dialect sends come back', () => {
  const server = (name: (typeof DIALECT_NAMES)[number]) => defaultServer(DIALECTS[name])
  for (const name of DIALECT_NAMES)
    for (const normalize of [true, false]) {
      const dialect = DIALECTS[name]
      const built = dialect.build('dense', given(['a', 'b'], { normalize, truncateDim: 512 }), server(name))
      if ('cannot' in built) continue
      const read = parsePaste(JSON.stringify(har(built[0]!)))
      if (dialect.sends.includes('truncateDim')) expect([name, read.truncateDim]).toEqual([name, 512])
      // A field that says the server's own default need not be sent.
      if (dialect.sends.includes('normalize') && !normalize)
        expect([name, read.normalize]).toEqual([name, false])
      if (dialect.sends.includes('maxLength') && name !== 'ollama')
        expect([name, read.truncation.maxLength]).toEqual([name, 512])
    }
})

test('whatever is pasted, an answer comes or an error with a code', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'curl ',
      '-d ',
      '--data-raw ',
      '-H ',
      ' \\\n',
      ' ^\n',
      ' `\n',
      "$'",
      '"',
      "'",
      '{"input":',
      '"inputs"',
      ']',
      '}',
      '<<EOF',
      '<<<',
      '@-',
      '@{',
      '$(',
      'fetch(',
      'Invoke-WebRequest ',
      '-Body ',
      '\\u',
      '\\U00110000',
      '\\x',
      '[char]',
      '$([char]9999999)',
      'array(',
      'NaN',
      '...',
      '0.5,',
      '[[',
      '{"',
      ':',
      '...',
      'http://h/embed ',
      '"log":{"entries":[',
      '-G ',
      '--next ',
      '|',
      '&',
      '%A%',
      '${',
      '}',
      '\\u{110000}',
    ),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
      (text) => {
        for (const read of [parsePastes, parseReply])
          try {
            read(text)
          } catch (error) {
            if (!(error instanceof EngineError)) throw error
          }
      },
    ),
    { numRuns: 3000 },
  )
})
