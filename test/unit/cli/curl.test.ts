import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { cli, jsonl } from './run'

const A = 'it\'s $HOME\n你好 "x" \\'

describe('curl', () => {
  test('a command per line of input, a blank line between; bash reads the texts back', async () => {
    const { status, stdout, stderr } = await cli(
      ['curl', '--dialect', 'tei', '--url', 'http://h:1/', '--mode', 'dense', '--with-key'],
      jsonl([
        { id: 1, a: A, b: 'B' },
        { id: 2, a: 'only' },
      ]),
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^curl -sS 'http:\/\/h:1\/embed' [^]*\n\ncurl [^]*'\n$/)
    expect(stdout).toContain('-H "Authorization: Bearer $API_KEY"')
    // Another program in curl's place says what it was given.
    const said = execFileSync('bash', ['-c', `curl() { printf '%s\\0' "$@"; }; API_KEY=k\n${stdout}`], {
      encoding: 'utf8',
    })
    const bodies = said.split('\0').filter((arg) => arg.startsWith('{'))
    expect(bodies.map((body) => (JSON.parse(body) as { inputs: string[] }).inputs)).toEqual([
      [A, 'B'],
      ['only'],
    ])
  })

  test('hybrid by default: what cannot be had is said once, the rest is given', async () => {
    const { status, stdout, stderr } = await cli(
      ['curl', '--dialect', 'ollama'],
      jsonl([{ a: 'x' }, { a: 'y' }]),
    )
    expect(status).toBe(0)
    expect(stdout.match(/^curl/gm)).toHaveLength(2)
    expect(stderr).toMatch(/^m3scope: Ollama cannot give sparse: .*GGUF.*\n$/)
  })

  test.each([
    ['powershell', "'@m3scope-body.json'"],
    ['cmd', '--data-raw "{\\"model\\"'],
    ['fetch', 'await fetch("http://localhost:8000/v1/embeddings"'],
    ['python', 'requests.post('],
    ['httpie', 'http --ignore-stdin'],
  ])('--shell %s', async (shell, part) => {
    const { status, stdout } = await cli(['curl', '--shell', shell, '--mode', 'dense'], jsonl([{ a: 'x' }]))
    expect(status).toBe(0)
    expect(stdout).toContain(part)
  })

  test('settings that are sent, and that cannot be', async () => {
    const options = ['--mode', 'dense', '--max-length', '99', '--truncate-dim', '64', '--model-name', 'mine']
    const vllm = await cli(['curl', '--dialect', 'vllm', ...options], jsonl([{ a: 'x' }]))
    expect(vllm.stdout).toContain('"truncate_prompt_tokens":99')
    expect(vllm.stdout).toContain('"model":"mine"')
    expect(vllm.stderr).toContain('truncate_dim 64 is not sent')
    expect((await cli(['curl', '--dialect', 'dashscope', ...options], jsonl([{ a: 'x' }]))).stderr).toMatch(
      /has no bge-m3[^]*max_length 99 is not sent/,
    )
  })

  test.each([
    [['--dialect', 'nope'], [{ a: 'x' }], /no dialect "nope"; known are openai, tei/],
    [['--shell', 'fish'], [{ a: 'x' }], /no shell "fish"; known are bash/],
    [['--mode', 'x'], [{ a: 'x' }], /no mode "x"; known are hybrid/],
    [['--kind', 'x'], [{ a: 'x' }], /no kind "x"; known are vectors/],
    [['--url', 'http://me:secret@h'], [{ a: 'x' }], /--url: .*password/],
    [['--dialect', 'tei', '--mode', 'colbert'], [{ a: 'x' }], /nothing can be asked of TEI/],
    [['--dialect', 'tei', '--kind', 'similarity'], [{ a: 'x', b: 'y' }, { a: 'x' }], /line 2: field "b"/],
    [[], [{ a: 'x' }, { b: 'y' }], /line 2: field "a" is missing/],
    [[], [{ a: ' ' }], /line 1: field "a" is empty/],
    [[], [{ a: 'x', b: 3 }], /line 1: field "b" is 3, not a string/],
  ])('%j is refused', async (args, rows, message) => {
    const { status, stderr } = await cli(['curl', ...args], jsonl(rows))
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('secret')
  })
})
