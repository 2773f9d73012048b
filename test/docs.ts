/** Reads the documents of the repository, for the test that they say what is true. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Folders that no document names, or that a build makes. */
const SKIPPED = ['.git', 'node_modules', 'dist', 'test-results', 'playwright-report', '.venv']

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.includes(entry.name) || (entry.isDirectory() && entry.name.startsWith('dist-'))) continue
    const path = join(folder, entry.name)
    yield relative(ROOT, path).split(sep).join('/') + (entry.isDirectory() ? '/' : '')
    if (entry.isDirectory()) yield* walk(path)
  }
}

/** Every file, and every folder with a slash at its end; relative to the root. */
export const PATHS: readonly string[] = [...walk(ROOT)]

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Only these are ours: a package's notices are generated. */
export const DOCUMENTS = PATHS.filter((path) => path.endsWith('.md') && path !== 'THIRD-PARTY-NOTICES.md')

const withoutCode = (markdown: string): string =>
  markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '')

/** Targets of links and pictures that stay inside of the repository. */
export function localLinks(markdown: string): string[] {
  const text = withoutCode(markdown)
  const found = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/\b(?:src|srcset|href)="([^"\s]+)"/g)]
  return found.map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target))
}

/** The anchors that GitHub gives to headings. */
export function anchors(markdown: string): string[] {
  const seen = new Map<string, number>()
  const text = markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '')
  return [...text.matchAll(/^#+ +(.+)$/gm)].map(([, heading]) => {
    const slug = heading!
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .trim()
      .replaceAll(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-')
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
}

/** What is wrong with a link of a document; null: nothing. */
export function linkProblem(document: string, target: string): string | null {
  const [path, anchor] = target.split('#') as [string, string?]
  const file = path === '' ? document : join(dirname(document), decodeURIComponent(path))
  if (!existsSync(join(ROOT, file))) return `${document}: ${target}: there is no ${file}`
  if (anchor === undefined || !file.endsWith('.md')) return null
  if (statSync(join(ROOT, file)).isDirectory()) return `${document}: ${target}: a folder has no anchors`
  if (anchors(read(file)).includes(decodeURIComponent(anchor))) return null
  return `${document}: ${target}: ${file} has no heading for it`
}

const ROOT_FOLDERS = [
  ...['src', 'cli', 'test', 'e2e', 'bench', 'docs', 'scripts', 'public', 'bin', 'lint'],
  ...['\\.ci', '\\.githooks'],
]
const FROM_ROOT = new RegExp(`(?<![\\w./-])(?:${ROOT_FOLDERS.join('|')})/[\\w.*/-]*`, 'g')
const FILE_NAME = /^[\w.*-]+(\/[\w.*-]+)*\.(ts|tsx|js|mjs|css|json|md|py|html)$/
const FOLDER_NAME = /^[\w.*-]+(\/[\w.*-]+)*\/$/

/** Paths that start at a folder of the root, wherever they stand; NAME stands for any name. */
export const rootPaths = (markdown: string): string[] =>
  [...markdown.matchAll(FROM_ROOT)].map(([path]) => path.replace(/[.-]+$/, ''))

/** Names of files and folders in backticks that do not start at a folder of the root. */
export const bareNames = (markdown: string): string[] =>
  [...markdown.matchAll(/`([^`\n]+)`/g)]
    .map(([, code]) => code!)
    .filter((code) => FILE_NAME.test(code) || FOLDER_NAME.test(code))
    .filter((code) => rootPaths(code)[0] !== code)

export function pathExists(path: string): boolean {
  const pattern = path
    .replace(/\/$/, '')
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/NAME|\*/g, '[^/]+')
  const wanted = new RegExp(`^${pattern}/?$`)
  return PATHS.some((each) => wanted.test(each))
}

/** `x-{a,b}` → x-a, x-b */
export function expandBraces(text: string): string[] {
  const found = /^(.*?)\{([^}]*)\}(.*)$/.exec(text)
  if (!found) return [text]
  const [, before, list, after] = found
  return list!.split(',').flatMap((each) => expandBraces(before! + each.trim() + after!))
}

export const SOURCE = PATHS.filter((path) => /^src\/.*\.tsx?$/.test(path))
  .map(read)
  .join('\n')

/** All that a pattern finds in the source. */
const allOf = (pattern: RegExp): ReadonlySet<string> =>
  new Set(Array.from(SOURCE.matchAll(pattern), ([found]) => found))

const STRINGS = allOf(/(?<=["'`])[\w+.-]+(?=["'`])/g)
const NUMBERS = allOf(/\b\d+\b/g)
/** `tab-${name}` → "tab-" */
const TEMPLATE_STARTS = allOf(/(?<=`)[\w+-]+-(?=\$\{)/g)
/** `${name}-zoom-in` → "-zoom-in" */
const TEMPLATE_ENDS = allOf(/(?<=\})-[\w+-]+(?=`)/g)
/** Ids that are given to a component, which makes others of them, such as Choice in src/ui/Choice.tsx. */
const GIVEN = allOf(/(?<=\b(?:testId|name)=")[\w+-]+(?=")/g)

/** A value that a family of test ids ends in: a string of the source, or a number of it. */
const isValue = (text: string): boolean => STRINGS.has(text) || NUMBERS.has(text)

/**
 * Whether the source has a test id. It is there as it stands; or as a template (`tab-${name}`), where what stands for
 * a name is in capitals or is a value of the source; or a component makes it: of `testId="mode"`, `mode-VALUE` or, with a
 * template that begins with the id it was given (`${name}-zoom-in`), `heatmap-zoom-in`.
 */
export function hasTestId(id: string): boolean {
  if (STRINGS.has(id)) return true
  const variable = /(?<=-)[A-Z]+\b/.exec(id)
  if (variable) {
    const prefix = id.slice(0, variable.index)
    return TEMPLATE_STARTS.has(prefix) || GIVEN.has(prefix.slice(0, -1))
  }
  return [...id.matchAll(/-/g)].some(({ index }) => {
    const [prefix, value] = [id.slice(0, index), id.slice(index + 1)]
    if (TEMPLATE_STARTS.has(`${prefix}-`) && isValue(value)) return true
    return GIVEN.has(prefix) && (isValue(value) || TEMPLATE_ENDS.has(`-${value}`))
  })
}

export const hasAttribute = (name: string): boolean =>
  SOURCE.includes(`${name}=`) || SOURCE.includes(`'${name}'`)

/** Rows of every table whose first column is `testid`: its cells, without the marks of code. */
export function testIdRows(markdown: string): { ids: string[]; attributes: string[] }[] {
  const rows: { ids: string[]; attributes: string[] }[] = []
  let inside = false
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('|')) inside = false
    else if (/^\| testid /.test(line)) inside = true
    else if (inside && !line.startsWith('| --')) {
      const [ids, , attributes] = line.split(/(?<!\\)\|/).slice(1)
      const codes = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)
      rows.push({
        ids: codes(ids).flatMap(expandBraces),
        attributes: codes(attributes).flatMap((code) => code.match(/^data-[a-z-]+/) ?? []),
      })
    }
  }
  return rows
}
