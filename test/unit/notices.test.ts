/** The notices of a build: packages found by their modules, also those inside of another one's file. */
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { insideOf, noticesOf, packageOf, shippedPackages } from '../../scripts/notices'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const module = (path: string) => join(ROOT, 'node_modules', path)

it('a module belongs to the nearest package with a name', () => {
  expect(packageOf(module('parse5/dist/index.js'))).toMatchObject({ name: 'parse5', licence: 'MIT' })
  expect(packageOf(module('@huggingface/tokenizers/dist/tokenizers.mjs?worker'))).toMatchObject({
    name: '@huggingface/tokenizers',
    licence: 'Apache-2.0',
  })
  expect(packageOf(join(ROOT, 'src/app/main.tsx'))).toBeNull()
  expect(packageOf('\0vite/preload-helper.js')).toBeNull()
})

it('finds what a bundler has put into a package’s file', () => {
  const code = [
    '// ../../node_modules/.pnpm/@huggingface+jinja@0.5.10/node_modules/@huggingface/jinja/dist/index.js',
    '//#region node_modules/tiny-thing/index.js',
    'const path = "// node_modules/no/comment"',
  ].join('\n')
  expect(insideOf(code)).toEqual(['@huggingface/jinja', 'tiny-thing'])
})

it('names each package once, with the text of its licence, and the runtime always', () => {
  const ids = [
    module('@huggingface/transformers/dist/transformers.web.js'),
    module('is-mobile/index.js'),
    module('parse5/dist/index.js'),
    module('parse5/dist/parser/index.js'),
  ]
  const packages = shippedPackages(ids, ROOT)
  expect(packages.map(({ name }) => name)).toEqual([
    '@huggingface/jinja',
    '@huggingface/tokenizers',
    '@huggingface/transformers',
    'is-mobile',
    'onnxruntime-web',
    'parse5',
  ])
  const text = noticesOf(packages, ROOT)
  for (const { name, version } of packages) expect(text).toContain(`## ${name} - ${version} (`)
  for (const part of text.split(/^## (?=\S+ - \d)/m).slice(1))
    expect(part).toMatch(/permission|licensed under|Apache License/i)
  expect(text).toContain('Copyright (c) Microsoft Corporation')
})
