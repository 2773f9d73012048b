/** Pastes that once took seconds or minutes, filled the memory, or gave no error with a code. */
import { describe, expect, it } from 'vitest'
import { parsePastes } from '../../../src/formats/paste'
import { findInPaste, type PasteFound } from '../../../src/formats/paste/read'
import { PASTE_LIMIT, WRITTEN_LIMIT } from '../../../src/formats/paste/work'

const codeOf = (found: PasteFound): string => ('error' in found ? found.error.code : found.kind)
const codeIn = (text: string): string => codeOf(findInPaste(text))

describe('time linear in the length', () => {
  // At these lengths, work that grows with the square took between 20 seconds and hours.
  const N = 300_000
  it.each([
    ['blank lines', `${'\n'.repeat(N)}!`],
    ['blank lines with spaces', `${'\n \n'.repeat(N)}!`],
    ['a client and spaces', `axios${' '.repeat(N)}!`],
    ['dotted names', `requests.post(x) ${'a.'.repeat(N)}!`],
    ['no-break spaces', `“${'\u00a0'.repeat(N)}x`],
    ['typographic bodies without an end', `${'“{'.repeat(N)}`],
    ['a line of tildes', `${'~'.repeat(N)}!`],
    ['a rule that is none', `${'-'.repeat(N)}!`],
    ['a prompt of words', `${'a '.repeat(N)} curl -X POST http://x/y`],
    ['assignments before a command', `${'a=b '.repeat(N / 4)}# curl http://x/y`],
    ['for and spaces', `fetch('http://x/y'); for${' '.repeat(N)}!`],
    ['a long name', `fetch('http://x/y'); ${'a'.repeat(N)}`],
    ['function and spaces', `fetch('http://x/y'); function${' '.repeat(N)}!`],
    ['an address of slashes', `curl http://x${'/'.repeat(N)}a -d '{"input":"a"}'`],
    ['a program of GraphQL', JSON.stringify({ query: `{a${'{}'.repeat(N)}!` })],
    ['quotes within quotes', `${'> '.repeat(N)}!`],
    ['a long line of comma', `${'x,'.repeat(N)}!`],
  ])('%s', (_, text) => {
    expect(['text', 'paste/unknown', 'request', 'paste/no-texts', 'failed']).toContain(
      findInPaste(text).kind === 'text' ? 'text' : codeIn(text),
    )
  })

  it('many commands are one case with all their texts', () => {
    const line = (at: number) => `curl http://x/v1/embeddings -d '{"input":"text ${at}"}'\n`
    const [found, ...others] = parsePastes(Array.from({ length: 16_000 }, (_, at) => line(at)).join(''))
    expect(others).toEqual([])
    expect(found!.texts).toHaveLength(16_000)
    expect(found!.texts.at(-1)).toBe('text 15999')
  })
})

describe('what a few lines make', () => {
  const doubled = (first: string, line: (from: string, to: string) => string) =>
    [first, ...Array.from({ length: 60 }, (_, at) => line(`v${at}`, `v${at + 1}`))].join('\n')

  it.each([
    ['bash', `${doubled('v0=aaaaaaaa', (from, to) => `${to}=$${from}$${from}`)}\ncurl http://x -d "$v60"`],
    [
      'Python, texts',
      `${doubled("v0 = 'aaaaaaaa'", (from, to) => `${to} = ${from} + ${from}`)}\nrequests.post('http://x', json={'input': v60})`,
    ],
    [
      'Python, lists',
      `${doubled("v0 = ['a']", (from, to) => `${to} = [${from}, ${from}]`)}\nrequests.post('http://x', json={'input': v60})`,
    ],
    [
      'JavaScript',
      `${doubled("const v0 = ['a']", (from, to) => `const ${to} = [${from}, ${from}]`)}\nfetch('http://x', {body: JSON.stringify({input: v60})})`,
    ],
    [
      'PowerShell',
      `${doubled("$v0 = 'aaaaaaaa'", (from, to) => `$${to} = "$${from}$${from}"`)}\nInvoke-RestMethod http://x -Body $v60`,
    ],
  ])('%s: has a limit', (_, text) => {
    expect(['paste/too-large', 'paste/variable', 'paste/unknown', 'paste/no-texts']).toContain(codeIn(text))
  })

  it('a place of a list that is far away is refused, and no list of that length is made', () => {
    expect(codeIn('http POST :8080/embed input[4000000000]=a')).toBe('paste/form')
  })
})

describe('depth', () => {
  it.each([
    ['fetch(', 'paste/too-deep'],
    ['requests.post(', 'paste/too-deep'],
    ["requests.post('x', json={", 'paste/too-deep'],
    ['client.embeddings.create(', 'paste/too-deep'],
    ['axios.post(', 'paste/too-deep'],
  ])('%s', (unit, code) => {
    expect(codeIn(unit.repeat(20_000))).toBe(code)
  })

  it.each(['[', '{"a":', '[{"a":', '@{a=', '$(curl ', 'Invoke-RestMethod (', '{"input":['])(
    '%s has an error with a code',
    (unit) => {
      expect(codeIn(unit.repeat(200_000))).not.toBe('internal')
    },
  )
})

describe('length', () => {
  it('a long body is read whole', () => {
    const text = 'a b '.repeat(1_000_000)
    const found = findInPaste(JSON.stringify({ input: text, model: 'm' }))
    expect(found).toMatchObject({ kind: 'request', cases: [{ texts: [text] }] })
  })
  it('a long text that is no JSON is refused, and so is anything above the limit of a file', () => {
    expect(findInPaste('a, b. '.repeat(WRITTEN_LIMIT))).toMatchObject({
      error: { code: 'paste/too-long', values: { limit: WRITTEN_LIMIT } },
    })
    expect(findInPaste('1'.repeat(PASTE_LIMIT + 1))).toMatchObject({
      error: { code: 'paste/too-long', values: { size: PASTE_LIMIT + 1, limit: PASTE_LIMIT } },
    })
  })
  it('vectors may be longer than commands', () => {
    const list = Array.from({ length: 500_000 }, (_, at) => (at % 7) / 10 + 0.05)
    const found = findInPaste(list.join(' \n'))
    expect(found.kind === 'vectors' && found.reply.items[0]!.dense).toHaveLength(500_000)
  })
})

describe('names of JavaScript itself', () => {
  it('are names like any other', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(codeIn(`fetch('http://x', {method: 'POST', body: ${name}})`)).not.toBe('internal')
      expect(codeIn(`requests.post('http://x', json=${name})`)).not.toBe('internal')
      expect(codeIn(`Invoke-RestMethod http://x -Body $${name}`)).not.toBe('internal')
    }
    const [form] = parsePastes("curl http://x/embed -d 'inputs=a&constructor=b&inputs=c'")
    expect(form!.texts).toEqual(['a', 'c'])
  })
  it('a field cannot change the prototype of all objects', () => {
    findInPaste('http POST :8080/embed inputs=a __proto__[polluted]=b constructor[prototype][polluted]=c')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
  it('half of a surrogate pair in an encoded value is sent as U+FFFD', () => {
    const [found] = parsePastes("curl http://x/embed --data-urlencode 'inputs=a\ud800b'")
    expect(found!.texts).toEqual(['a\ufffdb'])
  })
})
