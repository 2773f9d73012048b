/** Style sheets and what uses them: TypeScript does not check the names of classes. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
const read = (file: string) => readFileSync(join(SRC, file), 'utf8')
const sources = files.filter((file) => /\.tsx?$/.test(file)).map((file) => ({ file, text: read(file) }))

/** Classes that a sheet defines; those in `:global(…)` are of another one. */
function classesOf(sheet: string): Set<string> {
  const selectors = read(sheet)
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\{[^{}]*\}/g, '{}')
    .replace(/:global\([^)]*\)/g, '')
  return new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map((match) => match[1]!))
}

/** The name under which each source imports a module, and the module. */
const imports = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/import (\w+) from '(\.[^']*\.module\.css)'/g)].map((match) => ({
    file,
    text,
    name: match[1]!,
    sheet: normalize(join(dirname(file), match[2]!)),
  })),
)

/** Classes that the imports of a sheet take from it; null: taken by a name that is known at run time only. */
function usedOf(sheet: string): Set<string> | null {
  const users = imports.filter((each) => each.sheet === sheet)
  if (users.some(({ text, name }) => text.includes(`${name}[`))) return null
  return new Set(
    users.flatMap(({ text, name }) =>
      [...text.replace(/^import .*$/gm, '').matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(
        (match) => match[1]!,
      ),
    ),
  )
}

describe.each(files.filter((file) => file.endsWith('.module.css')))('%s', (sheet) => {
  it('defines what is used of it, and nothing else', () => {
    const used = usedOf(sheet)
    if (used === null) expect(imports.some((each) => each.sheet === sheet)).toBe(true)
    else expect([...classesOf(sheet)].sort()).toEqual([...used].sort())
  })

  // Sheets of src/ui may be shared: view.module.css is what panels are made of.
  it.skipIf(dirname(sheet) === 'ui')('is imported from its own folder only', () => {
    const users = imports
      .filter((each) => each.sheet === sheet)
      .map(({ file }) => relative(dirname(sheet), file))
    expect(users).not.toEqual([])
    expect(users.filter((file) => file.startsWith('..'))).toEqual([])
  })
})

describe('ui.css', () => {
  const folderOf = (file: string) => file.split('/').slice(0, -1).join('/')
  const literals = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].map((match) => ({
      folder: folderOf(file),
      words: (match[1] ?? match[2] ?? '').split(' '),
    })),
  )

  it.each([...classesOf('ui/ui.css')])('%s is used from more than one folder', (name) => {
    const users = new Set(literals.filter(({ words }) => words.includes(name)).map(({ folder }) => folder))
    expect(users.size).toBeGreaterThan(1)
  })
})
