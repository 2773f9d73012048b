/** Finds the model's folder among the files that the user picked, and names the files relative to it. */
import { EngineError } from '../../../engine/errors'
import type { LocalFile } from './types'

export const MAX_FILES = 4000

export const tooMany = (found: number) =>
  new EngineError('file/too-many', `${found} files; pick the model's folder alone.`, {
    found,
    limit: MAX_FILES,
  })

/** Such as .git, .DS_Store, and the folder that macOS adds to zip files. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name === '__MACOSX'

const isGraph = ({ name }: LocalFile) => name.endsWith('.onnx')

export interface Arranged {
  readonly id: string
  readonly files: readonly LocalFile[]
}

/**
 * Removes the folders above the model's folder ("Downloads/bge-m3/onnx/model.onnx"). In a cache of the hub
 * (models--BAAI--bge-m3/snapshots/5617…/) it takes one snapshot. If the files of a snapshot are symbolic links, browsers
 * skip them, and only blobs without names are left.
 * @param picked names begin with the picked folder's own name; names of single files have no folder
 * @param name in the error message
 * @throws EngineError local/empty, file/too-many
 */
export async function arrange(picked: readonly LocalFile[], name: string): Promise<Arranged> {
  const files = picked.filter((file) => !file.name.split('/').some(isHidden))
  if (files.length > MAX_FILES) throw tooMany(files.length)
  if (files.length === 0) throw new EngineError('local/empty', `There are no files in ${name}.`, { name })
  return (await snapshotOf(files)) ?? withoutFoldersAbove(files)
}

/** @throws EngineError local/empty */
export function requireGraph<T extends Arranged>(arranged: T): T {
  if (arranged.files.some(isGraph)) return arranged
  throw new EngineError('local/empty', `${arranged.id} has no .onnx file.`, { name: arranged.id })
}

/** Names of files that lie in a model's folder, and not in the folders above it. */
const MODEL_FILES = /\.onnx$|(?:^|\/)(?:(?:tokenizer|config)\.json|(?:(?:sparse|colbert)_linear|heads)\.\w+)$/

function withoutFoldersAbove(picked: readonly LocalFile[]): Arranged {
  let files = picked
  let id: string | null = null
  for (;;) {
    const known = files.filter(({ name }) => MODEL_FILES.test(name))
    const [first, ...rest] = known.length > 0 ? known : files
    const top = topOf(first!.name)
    // A model's folder may contain nothing but the folder onnx.
    if (top === null || (top === 'onnx' && id !== null) || rest.some(({ name }) => topOf(name) !== top)) break
    files = files
      .filter(({ name }) => topOf(name) === top)
      .map(({ name, file }) => ({ name: name.slice(top.length + 1), file }))
    id = top
  }
  return { id: id ?? (files.find(isGraph) ?? files[0]!).name, files }
}

function topOf(name: string): string | null {
  const end = name.indexOf('/')
  return end < 0 ? null : name.slice(0, end)
}

const SNAPSHOT = /(?:^|\/)(?:models--([^/]+)\/)?snapshots\/([^/]+)\/(.+)$/

/** @returns null when the files are not a cache of the hub, or a cache of several models */
async function snapshotOf(files: readonly LocalFile[]): Promise<Arranged | null> {
  const inside = files.flatMap((file) => {
    const [, repo = '', commit, name] = SNAPSHOT.exec(file.name) ?? []
    return commit === undefined || name === undefined ? [] : [{ repo, commit, name, file: file.file }]
  })
  const withGraph = inside.filter(isGraph)
  const [first] = withGraph
  if (!first || withGraph.some(({ repo }) => repo !== first.repo)) return null
  const refs = first.repo === '' ? 'refs/main' : `models--${first.repo}/refs/main`
  const main = files.find(({ name }) => `/${name}`.endsWith(`/${refs}`))
  const current = (await main?.file.text().catch(() => ''))?.trim()
  const { commit } = withGraph.find((file) => file.commit === current) ?? first
  return {
    id: first.repo === '' ? commit : first.repo.replace('--', '/'),
    files: inside
      .filter((file) => file.repo === first.repo && file.commit === commit)
      .map(({ name, file }) => ({ name, file })),
  }
}
