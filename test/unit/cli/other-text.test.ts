/** `compare` never calls a server the same that encodes another text: our own server behind a proxy that changes texts. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { EngineClient } from '../../../src/host/calls'
import { MODEL_FOLDERS, sharedModel } from '../../engine'
import { alteringProxy, AS_IT_IS, type Alter, type AlteringProxy } from '../../fakes/proxy'
import { cli, jsonl } from './run'

const TINY = ['--model', MODEL_FOLDERS.tiny]

/** Every alteration below changes at least eleven of them. */
const TEXTS = [
  'The Battery of my Phone does not charge. ',
  'What is BGE M3? ',
  'BGE M3 is an embedding model. It supports dense retrieval. ',
  'Where is my Order 4711, and who has it? ',
  ' Please send Invoice and Receipt to Mr. Smith in Hamburg. ',
  'How do I reset my Password without the old one?\n',
  'My Charger sparks when I touch the Cable, is that Dangerous? ',
  'Refunds take five Working Days. \t',
  '\nThe App crashes after the last Update on Android. ',
  'Can I Return a Gift without the Box? ',
  'Two Parcels arrived, one was Empty. ',
  'The Screen of the Watch stays Black. ',
]

let engine: EngineClient
let proxy: AlteringProxy
let demo: AlteringProxy
const ends: (() => Promise<void>)[] = []

/** Our own server behind a proxy. */
async function behindProxy(model: readonly string[]): Promise<AlteringProxy> {
  const stop = new AbortController()
  let served: ReturnType<typeof cli>
  const url = await new Promise<string>((resolve, reject) => {
    const onMessage = (text: string) => {
      const [, found] = /at (http:\S+)/.exec(text) ?? []
      if (found) resolve(found)
    }
    served = cli(['serve', '--port', '0', ...model], '', { stop: stop.signal, onMessage })
    void served.then(({ stderr }) => reject(new Error(stderr)))
  })
  const made = await alteringProxy(url)
  ends.push(async () => {
    await made.close()
    stop.abort()
    await served
  })
  return made
}

beforeAll(async () => {
  ;({ engine } = await sharedModel('tiny'))
  proxy = await behindProxy(TINY)
  demo = await behindProxy([])
})
afterAll(async () => {
  for (const end of ends) await end()
})
afterEach(() => {
  demo.alter = AS_IT_IS
  proxy.alter = AS_IT_IS
  proxy.settings = {}
})

async function verdicts(texts: readonly string[], args: readonly string[]) {
  const { status, lines, stderr } = await cli(
    ['compare', '--endpoint', proxy.url, ...TINY, ...args],
    jsonl(texts.map((text, id) => ({ id, text }))),
  )
  expect(status, stderr).toBe(0)
  expect(lines.map(({ id }) => id)).toEqual(texts.map((_, id) => id))
  return lines
}
const idsOf = async (text: string) =>
  (await engine.call('tokenize', { text, maxLength: 512, mode: 'hf4' })).ids.join()

const ALTERATIONS: readonly (readonly [string, Alter])[] = [
  ['strips', (text) => text.trim()],
  ['drops the space at the end', (text) => text.replace(/\s+$/, '')],
  ['adds a prefix', (text) => `query: ${text}`],
  ['lower-cases', (text) => text.toLowerCase()],
  ['puts a title in front', (text) => `Support\n${text}`],
  ['cuts at 10 characters', (text) => text.slice(0, 10)],
  ['removes full stops', (text) => text.replace(/[.?]/g, '')],
]

describe.each([['m3scope'], ['openai']])('a server of dialect %s', (dialect) => {
  const args = ['--dialect', dialect]
  it('that changes nothing is the same', async () => {
    for (const line of await verdicts(TEXTS, args))
      expect(line).toMatchObject({ verdict: 'same', within: 'exact' })
  })
  it.each(ALTERATIONS)('%s: no changed text is the same, unchanged ones are', async (_, alter) => {
    const unchanged = ['one two three', 'four five six seven']
    proxy.alter = (text) => (unchanged.includes(text) ? text : alter(text))
    const changed: string[] = []
    for (const text of TEXTS) if ((await idsOf(text)) !== (await idsOf(alter(text)))) changed.push(text)
    expect(changed.length).toBeGreaterThanOrEqual(11)

    const mixed = await verdicts([...changed, ...unchanged], args)
    const said = mixed.map(({ verdict }) => verdict)
    expect(said.slice(changed.length)).toEqual(['same', 'same'])
    // Two texts show that the server is exact: nothing else is left to doubt.
    expect(new Set(said.slice(0, changed.length))).toEqual(new Set(['different']))

    for (const { verdict } of await verdicts(changed, args))
      expect(['undecided', 'different']).toContain(verdict)
  })
  it('one changed text alone is not the same either', async () => {
    proxy.alter = (text) => text.trim()
    const [line] = await verdicts(['The Battery of my Phone does not charge. '], args)
    expect(line!['verdict']).not.toBe('same')
  })
})

describe('the demonstration model, whose own weights have 4 bits', () => {
  // Smaller changes than those of the tiny model: every one of them is within what int8 or 4 bits cause.
  const compared = async (texts: readonly string[], alter: Alter) => {
    demo.alter = (text) => (text === 'unchanged' ? text : alter(text))
    const { lines } = await cli(
      ['compare', '--dialect', 'openai', '--endpoint', demo.url],
      jsonl(texts.map((text, id) => ({ id, text }))),
    )
    return lines.map(({ verdict }) => verdict)
  }
  it.each(ALTERATIONS.slice(0, 6))('%s: no changed text is the same', async (_, alter) => {
    const mixed = await compared([...TEXTS, 'unchanged'], alter)
    expect(mixed.pop()).toBe('same')
    expect(new Set(mixed)).toEqual(new Set(['different']))
    expect(await compared(TEXTS, alter)).not.toContain('same')
  })
  it('unchanged texts are the same, though the weights are coarse', async () => {
    expect(new Set(await compared(TEXTS, AS_IT_IS))).toEqual(new Set(['same']))
  })
})

it('ids that the server names decide by themselves; a cut at N tokens is seen', async () => {
  proxy.settings = { max_length: 6 }
  for (const line of await verdicts(TEXTS, ['--dialect', 'm3scope']))
    expect(line).toMatchObject({ verdict: 'different', says: expect.stringContaining('other tokens') })
})

it('a text that our own max_length cuts is said to be cut', async () => {
  const [short, long] = await verdicts(['one', TEXTS[6]!], ['--dialect', 'openai', '--max-length', '6'])
  expect(short).toMatchObject({ verdict: 'same', tokens: { truncated: false } })
  expect(short!['says']).not.toContain('max_length')
  expect(long).toMatchObject({
    verdict: 'different',
    tokens: { truncated: true },
    says: expect.stringContaining('cut at max_length (6 tokens)'),
  })
})

describe('the next step', () => {
  it('--why explains what is not the same, in the line itself', async () => {
    proxy.alter = (text) => (text === 'one two three' ? text : `query: ${text}`)
    const [same, other] = await verdicts(['one two three', 'The phone does not charge.'], ['--why'])
    expect(same).not.toHaveProperty('why')
    expect(other).toMatchObject({
      verdict: 'different',
      why: { explained: true, best: { hypotheses: ['prefix-query'] } },
    })
  })
  it('a pair is as bad as its worse text, and a score as its worse vector', async () => {
    proxy.alter = (text) => text.replace(/^B/, 'query: B')
    const { lines } = await cli(
      ['compare', '--endpoint', proxy.url, ...TINY],
      jsonl([{ id: 'p', a: 'What is it?', b: 'BGE M3 embeds text.' }]),
    )
    expect(lines[0]).toMatchObject({
      a: { verdict: 'same' },
      b: { verdict: 'different' },
      verdict: 'different',
      scores: { verdicts: { dense: 'different', sparse: 'different', 'colbert+sparse+dense': 'different' } },
    })
  })
  it('an error of the server does not lose the lines before it', async () => {
    const { status, lines } = await cli(
      ['compare', '--endpoint', proxy.url, ...TINY],
      `${JSON.stringify({ id: 1, text: 'one' })}\n${JSON.stringify({ id: 2, txt: 'two' })}\n`,
    )
    expect([status, lines.map(({ id }) => id)]).toEqual([2, [1]])
  })
  it('the summary says what was found', async () => {
    const { stderr } = await cli(
      ['compare', '--endpoint', proxy.url, ...TINY],
      jsonl([
        { id: 1, text: 'one' },
        { id: 2, text: 'two three' },
      ]),
    )
    expect(stderr).toContain('2 texts: 2 same.')
  })
})
