/** What the documents name is there: links, anchors, files, folders, test ids. */
import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from '../../src/engine/text/preprocess/defaults'
import { HYPOTHESES } from '../../src/engine/why/names'
import { TARGET_NAMES } from '../../src/formats/export/types'
import {
  anchors,
  bareNames,
  DOCUMENTS,
  expandBraces,
  hasAttribute,
  hasTestId,
  linkProblem,
  localLinks,
  pathExists,
  PATHS,
  read,
  rootPaths,
  testIdRows,
} from '../docs'

const TEST_IDS = 'docs/contract/test-ids.md'

/** A changelog tells what was: its paths may be gone. docs/cli.md is generated and checked with the commands. */
const CURRENT = DOCUMENTS.filter((path) => !/^(CHANGELOG|docs\/cli\.md)/.test(path))

describe('links', () => {
  it('every relative link and anchor leads somewhere', () => {
    const problems = DOCUMENTS.flatMap((document) =>
      localLinks(read(document)).flatMap((target) => linkProblem(document, target) ?? []),
    )
    expect(problems).toEqual([])
    expect(DOCUMENTS.flatMap((document) => localLinks(read(document))).length).toBeGreaterThan(20)
  })

  it('finds what is missing', () => {
    const text =
      '[a](no/such/file.md) ![b](docs/none.png) `[c](code.md)` <img src="gone.png"> [d](https://x.org/)'
    expect(localLinks(text)).toEqual(['no/such/file.md', 'docs/none.png', 'gone.png'])
    expect(linkProblem('README.md', 'docs/none.png')).not.toBeNull()
    expect(linkProblem('README.md', '#no-such-heading')).not.toBeNull()
    expect(linkProblem('README.md', 'docs/ARCHITECTURE.md')).toBeNull()
    expect(anchors('# A `b`: c\n## 启动\n## A b c')).toEqual(['a-b-c', '启动', 'a-b-c-1'])
  })
})

describe('paths', () => {
  it('every file and folder that a document names from the root exists', () => {
    const problems = CURRENT.flatMap((document) =>
      rootPaths(read(document))
        .filter((path) => !pathExists(path))
        .map((path) => `${document}: ${path}`),
    )
    expect(problems).toEqual([])
  })

  it('every file that a README of src names by itself lies in its folder', () => {
    const problems = CURRENT.filter((path) => path.startsWith('src/')).flatMap((document) =>
      bareNames(read(document))
        .filter((name) => !pathExists(document.replace('README.md', name)))
        .map((name) => `${document}: ${name}`),
    )
    expect(problems).toEqual([])
  })

  it('every file that another document names without its folder exists somewhere', () => {
    const problems = ['docs/ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((document) =>
      bareNames(read(document))
        .filter((name) => !PATHS.some((path) => path === name || path.endsWith(`/${name}`)))
        .map((name) => `${document}: ${name}`),
    )
    expect(problems).toEqual([])
  })

  it('every folder below src and every feature has a README', () => {
    const folders = PATHS.filter((path) => /^src\/([^/]+|features\/[^/]+)\/$/.test(path))
    expect(folders).toContain('src/features/heatmap/')
    expect(folders.filter((folder) => !PATHS.includes(`${folder}README.md`))).toEqual([])
  })

  it('finds what is missing', () => {
    expect(rootPaths('see src/none/here.ts, and `docs/x.md`.')).toEqual(['src/none/here.ts', 'docs/x.md'])
    expect(pathExists('src/none/here.ts')).toBe(false)
    expect(pathExists('src/features/NAME/feature.ts')).toBe(true)
    expect(pathExists('src/features/NAME/none.ts')).toBe(false)
    expect(bareNames('`slice.ts` `words/` `src/app/main.tsx` `some code`')).toEqual(['slice.ts', 'words/'])
  })
})

describe(TEST_IDS, () => {
  const rows = testIdRows(read(TEST_IDS))

  it('every test id occurs in the source', () => {
    expect(rows.length).toBeGreaterThan(150)
    expect(rows.flatMap(({ ids }) => ids).filter((id) => !hasTestId(id))).toEqual([])
    expect(rows.filter(({ ids }) => ids.length === 0)).toEqual([])
  })

  it('every attribute occurs in the source', () => {
    const attributes = [...new Set(rows.flatMap((row) => row.attributes))]
    expect(attributes.length).toBeGreaterThan(50)
    expect(attributes.filter((name) => !hasAttribute(name))).toEqual([])
  })

  it('finds what is missing', () => {
    expect(expandBraces('x-{a,b}-c')).toEqual(['x-a-c', 'x-b-c'])
    expect(hasTestId('analyze')).toBe(true)
    expect(hasTestId('tab-NAME')).toBe(true)
    expect(hasTestId('heatmap-zoom-in')).toBe(true)
    expect(hasTestId('heatmap-way-isolated')).toBe(true)
    expect(hasTestId('heatmap-way-nowhere')).toBe(false)
    expect(hasTestId('no-such-thing')).toBe(false)
    expect(hasTestId('no-such-NAME')).toBe(false)
    expect(hasAttribute('data-nothing')).toBe(false)
  })
})

describe('public names are in the contract', () => {
  const codes = (document: string) => {
    const text = read(`docs/contract/${document}.md`).replaceAll(/^```[\s\S]*?^```/gm, '')
    return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)
  }

  it('targets of exports and kinds of rules', () => {
    const [vectors, rules] = [codes('vectors'), codes('rules')]
    expect(TARGET_NAMES.filter((name) => !vectors.includes(name))).toEqual([])
    expect(DEFAULT_RULES.filter(({ kind }) => !rules.includes(kind))).toEqual([])
  })

  it('hypotheses, with what is variable about them', () => {
    const documented = codes('hypotheses')
    const missing = HYPOTHESES.filter((name) => {
      // Its ids say which encoding was read as which.
      if (name === 'encoding') return !documented.includes('utf-8-read-as-gbk')
      const form = new RegExp(`^${name.replaceAll('-', '(-[A-Z]+)*-')}(-.+)?$`)
      return !documented.some((id) => form.test(id))
    })
    expect(missing).toEqual([])
  })
})

it('no line of the contract is longer than a screen', () => {
  const long = DOCUMENTS.filter((path) => /^docs\/(CONTRACT\.md|contract\/)/.test(path)).flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, at) => (line.length > 300 ? `${path}:${at + 1}: ${line.length} characters` : [])),
  )
  expect(long).toEqual([])
})
