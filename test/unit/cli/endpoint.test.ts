/** `compare` with a server that imitates others, and `serve` with clients of its own. process.test.ts stops a real `serve`. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MODEL_FOLDERS } from '../../engine'
import { engineModel } from '../../fakes/model'
import { FakeEndpoint, NO_SWITCHES } from '../../fakes/servers'
import { cli, jsonl } from './run'

const TINY = ['--model', MODEL_FOLDERS.tiny]

let fake: FakeEndpoint
beforeAll(async () => {
  fake = await FakeEndpoint.start('fastapi', await engineModel())
})
afterAll(() => fake.close())
afterEach(() => {
  fake.switches = { ...NO_SWITCHES }
  fake.log.length = 0
})

describe('compare', () => {
  const compare = (
    args: readonly string[],
    input: string,
    env: Record<string, string> = {},
    isTerminal = false,
  ) => cli(['compare', '--endpoint', fake.url, ...TINY, ...args], input, { env, isTerminal })

  it('texts and pairs: vectors, scores and a verdict; the dialect is found out', async () => {
    const a = 'What is BGE M3?'
    const b = 'BGE M3 embeds text.'
    const { status, lines, stderr } = await compare(
      ['--repeat', '2', '--weights', '1,0.3,1'],
      jsonl([
        { id: 't', text: '充电器坏了' },
        { id: 'p', a, b },
      ]),
    )
    expect(stderr).toContain('dialect fastapi (GET /health')
    expect(status).toBe(0)
    expect(lines.map(({ id }) => id)).toEqual(['t', 'p'])
    expect(lines[0]).toMatchObject({
      dimension: 64,
      verdict: 'same',
      scores: null,
      sparse: { only_ours: 0, only_theirs: 0, verdict: 'same' },
      colbert: { verdict: 'same' },
      missing: {},
      identity: { model: 'tiny' },
    })
    expect(lines[0]!['cosine']).toBeCloseTo(1, 9)
    expect(lines[0]!['latency_median_ms']).toBeGreaterThan(0)
    const ours = (await cli(['score', ...TINY, '--weights', '1,0.3,1'], jsonl([{ id: 'p', a, b }]))).lines[0]!
    const { scores } = lines[1] as unknown as { scores: Record<'ours' | 'theirs', Record<string, number>> }
    for (const [name, value] of Object.entries(ours)) {
      if (name === 'id') continue
      expect(scores.ours[name]).toBe(value)
      expect(scores.theirs[name]).toBeCloseTo(value as number, 6)
    }
  })
  it('says in which units a score from production is ours', async () => {
    const pair = { id: 'p', a: 'What is BGE M3?', b: 'BGE M3 embeds text.' }
    const ours = (await cli(['score', ...TINY], jsonl([pair]))).lines[0]!
    const score = (2 - 2 * (ours.dense as number)).toFixed(5)
    const { lines } = await compare([], jsonl([{ ...pair, score }]))
    const { given } = lines[0] as unknown as { given: { readings: { metrics: string[] }[] } }
    expect(given.readings.flatMap(({ metrics }) => metrics)).toEqual(
      expect.arrayContaining(['milvus:L2', 'chroma:l2', 'faiss:l2']),
    )
    expect((await compare([], jsonl([pair]))).lines[0]).not.toHaveProperty('given')
  })
  it('another pooling is another vector', async () => {
    fake.switches.pooling = 'mean'
    const { status, lines } = await compare(
      ['--dialect', 'fastapi'],
      jsonl([{ id: 1, text: 'one two three' }]),
    )
    expect(status).toBe(0)
    expect(lines[0]).toMatchObject({ verdict: 'different' })
    expect(lines[0]!['says']).toContain('no arithmetic explains it')
  })
  it('the key comes from the environment and goes to the server only', async () => {
    fake.switches.key = 'sk-terminal'
    const shut = await compare(['--dialect', 'fastapi'], jsonl([{ id: 1, text: 'a' }]))
    expect(shut.status).toBe(1)
    expect(shut.stderr).toMatch(/line 1, field "text": .* wants a key/)
    const { status, lines, stderr } = await compare(['--dialect', 'fastapi'], jsonl([{ id: 1, text: 'a' }]), {
      API_KEY: 'sk-terminal',
    })
    expect(status).toBe(0)
    expect(fake.log.at(-1)!.authorization).toBe('Bearer sk-terminal')
    expect(JSON.stringify(lines) + stderr).not.toContain('sk-terminal')
  })
  it('the sweep names the silent cut', async () => {
    fake.switches.truncateAt = 512
    // At a terminal it must not wait for lines.
    const { status, lines } = await compare(['--sweep'], '', {}, true)
    expect(status).toBe(0)
    expect(lines.at(-1)).toMatchObject({ sweep: 'result', verdict: 'cut', at: 512 })
    expect(lines.map(({ tokens, verdict }) => [tokens, verdict]).slice(0, -1)).toEqual([
      [511, 'first'],
      [512, 'whole'],
      [513, 'cut'],
      [2048, 'cut'],
      [8192, 'cut'],
    ])
  })
  it('a sweep reads lines first, unless it is at a terminal', async () => {
    const { status, stderr } = await compare(
      ['--sweep', '--dialect', 'fastapi'],
      jsonl([{ id: 1, txt: 'a' }]),
    )
    expect([status, stderr]).toEqual([2, expect.stringContaining('line 1: field "text" is missing')])
  })
  it.each([
    [[], '--endpoint'],
    [['--endpoint', 'ftp://x'], 'http'],
    [['--endpoint', 'http://me:pw@host'], 'password'],
    [['--endpoint', 'http://host', '--dialect', 'soap'], 'soap'],
    [['--endpoint', 'http://host', '--timeout', '0'], '--timeout'],
  ] as const)('%j is refused before anything is asked or loaded', async (args, words) => {
    const models = () => Promise.reject(new Error('a model was loaded'))
    const { status, stderr } = await cli(['compare', ...args], '', { models })
    expect(stderr).toContain(words)
    expect(status).toBe(2)
  })
  it('a server’s failures exit 1, what was asked wrongly 2', async () => {
    fake.switches.delayMs = 20_000
    const slow = await compare(['--dialect', 'tei', '--timeout', '1'], jsonl([{ id: 1, text: 'a' }]))
    expect([slow.status, slow.stderr]).toEqual([1, expect.stringContaining('did not answer within 1 s')])
    fake.switches = { ...NO_SWITCHES, nan: true }
    const nan = await compare(['--dialect', 'fastapi'], jsonl([{ id: 1, text: 'a' }]))
    expect([nan.status, nan.stderr]).toEqual([1, expect.stringContaining('NaN')])
    const line = await compare(['--dialect', 'fastapi'], jsonl([{ id: 1, txt: 'a' }]))
    expect([line.status, line.stderr]).toEqual([
      2,
      expect.stringContaining('line 1: field "text" is missing'),
    ])
  })
})

describe('serve', () => {
  /** Starts a server. `url` resolves when it says where it is. */
  function start() {
    const stop = new AbortController()
    let ended: ReturnType<typeof cli>
    const url = new Promise<string>((resolve, reject) => {
      const onMessage = (text: string) => {
        const [, found] = /at (http:\S+)/.exec(text) ?? []
        if (found) resolve(found)
      }
      ended = cli(['serve', '--port', '0', ...TINY], '', { stop: stop.signal, onMessage })
      void ended.then(({ stderr }) => reject(new Error(`ended before it listened: ${stderr}`)))
    })
    return { url, stop, ended: ended! }
  }

  it('says where it is, answers, agrees with its own model, and stops when told', async () => {
    const server = start()
    const url = await server.url
    expect(await (await fetch(`${url}/health`)).json()).toEqual({
      status: 'healthy',
      model: 'tiny',
      device: 'wasm',
    })
    const { status, lines, stderr } = await cli(
      ['compare', '--endpoint', url, ...TINY],
      jsonl([{ id: 1, a: 'a b c', b: '你好' }]),
    )
    expect(stderr).toContain('dialect m3scope')
    expect([status, lines[0]]).toEqual([0, expect.objectContaining({ verdict: 'same' })])
    const taken = await cli(['serve', '--port', new URL(url).port, ...TINY])
    expect([taken.status, taken.stderr]).toEqual([1, expect.stringContaining('taken')])
    server.stop.abort()
    expect(await server.ended).toMatchObject({ status: 0, stderr: expect.stringContaining('stopped') })
    await expect(fetch(`${url}/health`)).rejects.toThrow()
  })
  it('reads no lines', async () => {
    const { status, stderr } = await cli(['serve', 'file.jsonl'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('serve reads no lines')])
  })
})
