/**
 * What is written is run: in every shell and with every program that is there, against a server that compares the
 * bytes. M3SCOPE_INTEROP=required: all of them must be there.
 */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FORMS } from '../../../src/formats/request/forms'
import type { FormName, HttpRequest } from '../../../src/formats/request/types'
import { Listener } from './listener'
import { requestsOf } from './requests'
import { anyText, long, NASTY } from './texts'

const run = promisify(execFile)
const KEY = 'sk-of "a test" $x'

const python = process.env['M3SCOPE_PYTHON'] ?? 'python3'
/** HTTPie is a program beside the Python that has it. */
const PATH = [...(python.includes('/') ? [dirname(python)] : []), process.env['PATH']].join(delimiter)
const env = { ...process.env, PATH, API_KEY: KEY, PYTHONIOENCODING: 'utf-8', NO_PROXY: '*' }

interface Runner {
  readonly form: FormName
  readonly program: string
  /** Arguments that tell whether it is there. */
  readonly probe: readonly string[]
  readonly script: string
  /** The bytes are those of the request; otherwise JSON written anew from the same values. */
  readonly exact: boolean
  readonly also?: readonly string[]
}

const inShell = (form: FormName, program: string, also: readonly string[]): Runner => ({
  form,
  program,
  probe: ['-c', ':'],
  script: 'script.sh',
  exact: true,
  also,
})
const RUNNERS: readonly Runner[] = [
  inShell('bash', 'bash', ['curl']),
  inShell('bash', 'dash', ['curl']),
  inShell('bash', 'zsh', ['curl']),
  inShell('httpie', 'bash', ['http']),
  { form: 'fetch', program: process.execPath, probe: ['-v'], script: 'script.mjs', exact: false },
  { form: 'python', program: python, probe: ['-c', 'import requests'], script: 'script.py', exact: false },
]
const works = (program: string, args: readonly string[]) => spawnSync(program, args, { env }).status === 0
const isThere = ({ program, probe, also = [] }: Runner) =>
  works(program, probe) && also.every((one) => works(one, ['--version']))
const there = RUNNERS.filter(isThere)
const nameOf = ({ form, program }: Runner) => `${form} in ${program.replace(/^.*\//, '')}`

let listener: Listener
let folder: string
beforeAll(async () => {
  listener = await Listener.start()
  folder = mkdtempSync(join(tmpdir(), 'm3scope-requests-'))
})
afterAll(async () => {
  await listener.close()
  rmSync(folder, { recursive: true })
})

async function delivered({ form, program, script }: Runner, requests: readonly HttpRequest[]) {
  writeFileSync(join(folder, script), FORMS[form].write(requests).text + '\n')
  listener.take()
  const { stdout, stderr } = await run(program, [script], { cwd: folder, env, maxBuffer: 1 << 28 })
  expect(stdout).toContain('"ok"')
  expect(stderr).toBe('')
  return listener.take()
}

async function expectDelivered(runner: Runner, requests: readonly HttpRequest[]) {
  const received = await delivered(runner, requests)
  expect(received.map(({ method, url }) => [method, listener.url + url])).toEqual(
    requests.map(({ method, url }) => [method, url]),
  )
  received.forEach(({ body, type }, at) => {
    const sent = requests[at]!.body
    if (sent === null) return expect(body.length).toBe(0)
    expect(type).toMatch(/^application\/json/)
    if (runner.exact) expect(body.equals(Buffer.from(sent))).toBe(true)
    else expect(JSON.parse(body.toString('utf8'))).toEqual(JSON.parse(sent))
  })
  return received
}

test('what is needed is there', () => {
  const missing = RUNNERS.filter((runner) => !there.includes(runner)).map(nameOf)
  const needed = process.env['M3SCOPE_INTEROP'] === 'required' ? RUNNERS.map(nameOf) : ['bash in bash']
  expect(missing.filter((name) => needed.includes(name))).toEqual([])
})

describe.each(there.map((runner) => ({ name: nameOf(runner), runner })))('$name', ({ runner }) => {
  const at = () => ({ baseUrl: listener.url })

  test('texts that a shell would take for its own', async () => {
    const requests = [
      ...requestsOf('tei', 'dense', NASTY, at()),
      ...requestsOf('fastapi', 'sparse', NASTY.slice(2, 5), at()),
    ]
    await expectDelivered(runner, requests)
  })

  test('any text', async () => {
    // Many requests in one script: most of the time goes into starting the program that runs it.
    const [scripts, requests] = runner.form === 'httpie' || runner.form === 'python' ? [1, 6] : [3, 9]
    const texts = fc.array(anyText, { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: requests, maxLength: requests }), async (each) => {
        await expectDelivered(
          runner,
          each.flatMap((one) => requestsOf('openai', 'dense', one, at())),
        )
      }),
      { numRuns: scripts },
    )
  })

  test('100 kB, 250 kB: several, through a file where an argument has not the room', async () => {
    const requests = [90_000, 250_000].flatMap((size) =>
      requestsOf('fastapi', 'dense', [long(size), `short of ${size}`], at()),
    )
    await expectDelivered(runner, requests)
  })

  test('a key comes from the variable and stands nowhere; health has no body', async () => {
    const requests = [
      ...requestsOf('vllm', 'sparse', ['x', 'y'], { ...at(), withKey: true }),
      ...requestsOf('tei', 'health', [], { ...at(), withKey: true }),
    ]
    expect(FORMS[runner.form].write(requests).text).not.toContain(KEY)
    const received = await expectDelivered(runner, requests)
    expect(received.map(({ authorization }) => authorization)).toEqual(requests.map(() => `Bearer ${KEY}`))
  })

  test('addresses with characters of shells', async () => {
    const baseUrl = `${listener.url}/it's/$HOME/!x/%2F/a b/[1]/{x,y}/é/;&(z)`
    await expectDelivered(runner, requestsOf('tei', 'dense', ['x'], { baseUrl }))
  })
})
