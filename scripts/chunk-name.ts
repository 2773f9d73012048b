/** Names for the files of a build that say what they hold: "antd-table", "i18n-zh-CN", "features-heatmap". */

export interface Chunk {
  /** The module that other chunks import when they load this one. */
  readonly facadeModuleId?: string | null | undefined
  readonly moduleIds: readonly string[]
}

/** Folders of packages that say nothing about their contents. */
const BUILD_FOLDERS = new Set(['es', 'esm', 'lib', 'dist', 'build', 'src'])
const LONGEST = 3

/** @returns the name of the module it was made for; for a shared chunk, the folder that most of its modules lie in */
export function chunkName({ facadeModuleId, moduleIds }: Chunk): string {
  if (facadeModuleId) {
    const { folders, file } = placeOf(facadeModuleId)
    return nameOf([...folders, ...(file === 'index' ? [] : [file])])
  }
  const byTop = new Map<string, string[][]>()
  for (const { folders } of moduleIds.map(placeOf)) {
    const top = folders[0] ?? 'shared'
    byTop.set(top, [...(byTop.get(top) ?? []), folders])
  }
  const [largest = []] = [...byTop.values()].sort((one, other) => other.length - one.length)
  return nameOf(commonFolders(largest))
}

function placeOf(id: string): { folders: string[]; file: string } {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '')
  const [, inPackage] = /.*node_modules\/(.+)$/.exec(path) ?? []
  const [, inSource] = /.*\/src\/(.+)$/.exec(path) ?? []
  const segments = (inPackage ?? inSource ?? 'shared/shared').split('/')
  if (inPackage?.startsWith('@')) segments.splice(0, 2, segments.slice(0, 2).join('-'))
  const file = (segments.pop() ?? '').replace(/\.\w+$/, '')
  const folders = inPackage ? segments.filter((name, at) => at === 0 || !BUILD_FOLDERS.has(name)) : segments
  return { folders, file }
}

function commonFolders(all: readonly (readonly string[])[]): string[] {
  const [first = []] = all
  const differs = first.findIndex((name, at) => all.some((folders) => folders[at] !== name))
  return differs < 0 ? [...first] : first.slice(0, differs)
}

const nameOf = (parts: readonly string[]): string =>
  parts
    .slice(-LONGEST)
    .join('-')
    .replace(/[^\w.-]/g, '') || 'shared'
