/** What only a process of its own shows: the bin, exit codes, pipes and signals. Everything else is called in process. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { caseToJson } from '../../../src/formats/case/write'
import { MODEL_FOLDERS } from '../../engine'
import { caseOf } from '../case/fixture'
import { jsonl } from './run'

const BIN = fileURLToPath(new URL('../../../bin/m3scope.mjs', import.meta.url))
const TINY = ['--model', MODEL_FOLDERS.tiny]

const children: ChildProcessWithoutNullStreams[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

/**
 * `--liftoff-only` keeps V8 from optimising the WASM of the runtime, which costs a short process more than its work.
 * The terminal itself runs without it: with a large model, optimised code pays.
 */
function start(args: readonly string[], { bin = BIN, cwd }: { bin?: string; cwd?: string } = {}) {
  const child = spawn(process.execPath, ['--liftoff-only', bin, ...args], { cwd })
  children.push(child)
  const said = { stderr: '' }
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said, ended }
}

it('the bin, linked as npm links it, runs in another folder and answers each line before the next comes', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'm3scope-'))
  const bin = join(cwd, 'm3scope')
  symlinkSync(BIN, bin)
  const { child, said, ended } = start(['tokenize', ...TINY], { bin, cwd })
  const replies = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  for (const id of [1, 2]) {
    child.stdin.write(jsonl([{ id, text: 'a' }]))
    const { value } = (await replies.next()) as { value: string }
    expect(JSON.parse(value)).toMatchObject({ id, input_ids: [0, 16, 2] })
  }
  child.stdin.end()
  expect([await ended, said.stderr]).toEqual([0, ''])
})

it('bad input ends with 2, and what came before it is out', async () => {
  const { child, said, ended } = start(['sentences'])
  let stdout = ''
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()))
  child.stdin.end('{"id":1,"text":"a"}\n{oops\n')
  expect(await ended).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ id: 1 })
  expect(said.stderr).toMatch(/^m3scope: line 2 is not JSON/)
})

it('what is no bad input ends with 1', async () => {
  const { child, said, ended } = start(['compare', '--endpoint', 'http://127.0.0.1:1'])
  child.stdin.end(jsonl([{ id: 1, text: 'a' }]))
  expect(await ended).toBe(1)
  expect(said.stderr).toContain('127.0.0.1:1')
})

it('a reader that has seen enough ends it with 0 and without a word', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'm3scope-')), 'in.jsonl')
  // More than the buffer of a pipe holds.
  writeFileSync(file, jsonl(Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'One. Two. Three.' }))))
  const { child, said, ended } = start(['sentences', file])
  await once(child.stdout, 'data')
  child.stdout.destroy()
  expect([await ended, said.stderr]).toEqual([0, ''])
})

it('serve stops at SIGTERM with 0', async () => {
  const { child, said, ended } = start(['serve', '--port', '0', ...TINY])
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', () => {
      const [, found] = /at (http:\S+)/.exec(said.stderr) ?? []
      if (found) resolve(found)
    })
    void ended.then(() => reject(new Error(said.stderr)))
  })
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'healthy', model: 'tiny' })
  child.kill('SIGTERM')
  expect([await ended, said.stderr]).toEqual([0, expect.stringContaining('m3scope: stopped.\n')])
})

it('replay gives the very same numbers in another process', async () => {
  const stored = await caseOf(['手机充不进电', 'If the phone does not charge, clean it.'], {
    prefix: 'query: ',
  })
  const file = join(mkdtempSync(join(tmpdir(), 'm3scope-')), 'same.m3case.json')
  writeFileSync(file, caseToJson(stored))
  const { child, said, ended } = start(['replay', file, ...TINY])
  let stdout = ''
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()))
  expect([await ended, said.stderr]).toEqual([0, ''])
  const found = JSON.parse(stdout) as { scores: { before: object; after: object } }
  expect(found).toMatchObject({ verdict: 'identical', tolerance: 'same' })
  expect(found.scores.after).toEqual(found.scores.before)
})
