/** The notices beside the built page: everything that ships is named in them, with its licence. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from './page'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

test('name the runtime, the tokenizers, and what only a worker loads', async ({ request }) => {
  const notices = await (await request.get('./THIRD-PARTY-NOTICES.md')).text()
  const named = [...notices.matchAll(/^## (\S+) - /gm)].map(([, name]) => name!)
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  // Of what the product depends on, these run in the terminal alone.
  const terminal = ['@hono/node-server', 'hono', 'commander', 'tsx']
  expect(named).toEqual(
    expect.arrayContaining(Object.keys(dependencies).filter((name) => !terminal.includes(name))),
  )
  // Packages of packages: of the HTML parser, of transformers.js, of the runtime.
  expect(named).toEqual(expect.arrayContaining(['entities', '@huggingface/jinja', 'onnxruntime-common']))
  const sections = notices.split(/^## (?=\S+ - \d)/m).slice(1)
  for (const section of sections) expect(section, section.slice(0, 80)).toMatch(/permi|licen[cs]e/i)
  for (const file of ['ort/LICENSE.txt', 'ort/ThirdPartyNotices.txt', 'models/demo/NOTICE']) {
    expect(notices).toContain(file)
    expect((await request.get(`./${file}`)).status()).toBe(200)
  }
})
