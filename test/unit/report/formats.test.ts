/** The list of public formats is whole, and its schemas and its changelog are up to date. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv/dist/2020'
import { describe, expect, it } from 'vitest'
import { jsonSchemaOf, PUBLIC_FORMATS, schemaFileOf } from '../../../src/formats/report'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string) => readFileSync(ROOT + path, 'utf8')

function sources(folder: string): string[] {
  return readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`)
}

it('has every format that the code names, once', () => {
  const names = PUBLIC_FORMATS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  const found = new Set<string>()
  for (const file of [...sources('src'), ...sources('cli')])
    for (const [, name] of read(file).matchAll(/'(m3scope\/[a-z-]+)'/g)) found.add(name!)
  expect([...found].sort()).toEqual([...names].sort())
})

describe('docs/schemas', () => {
  it.each(PUBLIC_FORMATS)('$name is what the code says (npm run docs:schemas)', (format) => {
    const documented = JSON.parse(read(`docs/schemas/${schemaFileOf(format)}`)) as Record<string, unknown>
    expect(documented).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(format))))
    expect(documented).toMatchObject({
      properties: { format: { const: format.name }, version: { const: format.version } },
    })
    expect(documented['required']).toEqual(expect.arrayContaining(['format', 'version']))
    expect(() => new Ajv({ strict: false, validateFormats: false }).compile(documented)).not.toThrow()
  })

  it('has no file of a format that is gone', () => {
    expect(readdirSync(`${ROOT}docs/schemas`).sort()).toEqual(PUBLIC_FORMATS.map(schemaFileOf).sort())
  })
})

describe('CHANGELOG-formats.md', () => {
  const rows = [...read('CHANGELOG-formats.md').matchAll(/^\| `(m3scope\/[a-z-]+)` *\| (\d+) /gm)].map(
    ([, name, version]) => `${name} ${version}`,
  )
  it.each(PUBLIC_FORMATS)('has one line for $name, version $version', ({ name, version }) => {
    expect(rows.filter((row) => row === `${name} ${version}`)).toHaveLength(1)
  })

  it('names no format that is unknown', () => {
    const names = PUBLIC_FORMATS.map(({ name }) => name)
    expect(rows.map((row) => row.split(' ')[0]).filter((name) => !names.includes(name!))).toEqual([])
  })
})
