/** OpenAI's client for JavaScript in a page of another origin, against m3scope's own server. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { build, type Rolldown } from 'vite'
import { MODEL_FOLDERS } from '../test/engine'
import { startServer, type RunningServer } from '../test/server'

const INPUT = ['What is BGE M3?', '充电器坏了', 'line\u2028separator 🔋']

let server: RunningServer
let site: Server
let origin: string

test.beforeAll(async () => {
  const [running, script] = await Promise.all([
    startServer(['--model', MODEL_FOLDERS.tiny]),
    bundled('openai-in-page.ts'),
  ])
  server = running
  site = createServer((request, response) => {
    if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script)
    else response.setHeader('content-type', 'text/html').end('<script type="module" src="page.js"></script>')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => site.once('listening', resolve))
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})
test.afterAll(() => {
  server.kill('SIGKILL')
  site.close()
})

async function bundled(file: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL(file, import.meta.url)), formats: ['es'], fileName: 'page' },
    },
  })) as Rolldown.RolldownOutput[]
  return built[0]!.output[0].code
}

test('a page of another origin gets vectors, names of models and exceptions', async ({ page }) => {
  const preflights: string[] = []
  page.on('request', (request) => {
    const { 'x-stainless-lang': added } = request.headers()
    if (request.url().startsWith(server.url)) preflights.push(added ?? 'none')
  })
  await page.goto(origin)
  await page.waitForFunction(() => 'askOpenAi' in globalThis)
  const asked = await page.evaluate(([url, input]) => globalThis.askOpenAi(url, 'tiny', input), [
    server.url,
    INPUT,
  ] as const)

  const reply = await fetch(`${server.url}/v1/encode`, {
    method: 'POST',
    body: JSON.stringify({ texts: INPUT }),
  })
  const ours = (await reply.json()) as { dense_vecs: number[][]; input_ids: number[][] }
  for (const way of ['coded', 'plain'] as const) {
    expect(asked[way].rows).toEqual(ours.dense_vecs)
    expect(asked[way].index).toEqual([0, 1, 2])
    expect(asked[way].tokens).toBe(ours.input_ids.flat().length)
  }
  expect(asked.short.rows.map(({ length }) => length)).toEqual([16, 16, 16])
  expect([asked.models, asked.found]).toEqual([['tiny'], 'tiny'])
  expect(asked.nullItem).toMatchObject({
    kind: 'UnprocessableEntityError',
    status: 422,
    param: 'input[1]',
    message: expect.stringContaining('input[1]'),
  })
  expect(asked.noModel).toMatchObject({ kind: 'NotFoundError', status: 404, param: 'model' })
  // The client did add headers that no server knows in advance.
  expect(new Set(preflights)).toEqual(new Set(['js']))
})
