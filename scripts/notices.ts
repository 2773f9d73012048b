/**
 * THIRD-PARTY-NOTICES.md of a build: every package that has code in any of its scripts, workers included, with its licence.
 * Vite's own list knows the page's scripts alone.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

export const NOTICES = 'THIRD-PARTY-NOTICES.md'

export interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** SPDX; what package.json says. */
  readonly licence: string
  readonly author: string | null
  readonly folder: string
}

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly license?: string
  readonly author?: string | { readonly name: string }
}

/** What ships as files beside the scripts, each with its licence in the package or in `public`. */
const COPIED = ['onnxruntime-web']

/** onnxruntime's npm packages have no licence file. */
const TEXTS: Readonly<Record<string, string>> = {
  'onnxruntime-web': 'public/ort/LICENSE.txt',
  'onnxruntime-common': 'public/ort/LICENSE.txt',
}

/** The package that a module of a bundle belongs to; null for our own, and for what the bundler adds. */
export function packageOf(moduleId: string): ShippedPackage | null {
  const path = moduleId.replace(/\?.*$/, '')
  if (path.startsWith('\0') || !path.includes('/node_modules/')) return null
  for (let folder = dirname(path); !folder.endsWith('/node_modules'); folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (!existsSync(file)) continue
    const { name, version, license, author } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    // A folder's own package.json may say no more than "type": "module".
    if (!name || !version) continue
    const by = typeof author === 'string' ? author : (author?.name ?? null)
    return { name, version, licence: license ?? 'no licence named', author: by, folder }
  }
  return null
}

/** Packages that are already part of another one's file: bundlers write where each part came from. */
export const insideOf = (code: string): readonly string[] => [
  ...new Set(
    [...code.matchAll(/^\/\/(?:#region)? .*node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//gm)].map(
      ([, name]) => name!,
    ),
  ),
]

/** @param root the folder with node_modules, which holds what is inside of other packages */
export function shippedPackages(moduleIds: Iterable<string>, root: string): readonly ShippedPackage[] {
  const found = new Map<string, ShippedPackage>()
  const add = (id: string): void => {
    const shipped = packageOf(id)
    if (!shipped) return
    found.set(`${shipped.name}@${shipped.version}`, shipped)
    const path = id.replace(/\?.*$/, '')
    if (!existsSync(path)) return
    for (const name of insideOf(readFileSync(path, 'utf8'))) {
      const manifest = join(root, 'node_modules', name, 'package.json')
      if (name !== shipped.name && existsSync(manifest)) add(manifest)
    }
  }
  for (const id of moduleIds) add(id)
  for (const name of COPIED) add(join(root, 'node_modules', name, 'package.json'))
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
}

function licenceText({ name, folder, licence, author }: ShippedPackage, root: string): string | null {
  const own = TEXTS[name]
  if (own !== undefined) return readFileSync(join(root, own), 'utf8').trim()
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  if (files.length === 0) return licence === 'MIT' ? mit(author ?? `The authors of ${name}`, root) : null
  return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
}

/** A package that names MIT without its text: the same text as onnxruntime's, with this author. */
const mit = (author: string, root: string): string =>
  readFileSync(join(root, TEXTS['onnxruntime-web']!), 'utf8')
    .trim()
    .replace(/^Copyright \(c\) .*$/m, `Copyright (c) ${author}`)

export function noticesOf(packages: readonly ShippedPackage[], root: string): string {
  const entries = packages.map((shipped) => {
    const { name, version, licence } = shipped
    return `## ${name} - ${version} (${licence})\n\n${licenceText(shipped, root) ?? `Licence: ${licence}`}\n`
  })
  return `# Third-party notices

m3scope ships the work of others.

- The folder ort holds onnxruntime's WebAssembly. ort/LICENSE.txt is its licence, and ort/ThirdPartyNotices.txt has those of the libraries in it.
- The folder models holds the demonstration model; models/demo/NOTICE says where it comes from.
- The packages below are in the scripts of the page and of its workers.

${entries.join('\n')}`
}

/** A plugin for the page and one for its workers. Workers are bundled first, so the page's writes the file. */
export function notices(root: string): { page: () => Plugin; worker: () => Plugin } {
  const ids = new Set<string>()
  const collect = (name: string, then?: (emit: (source: string) => void) => void) => (): Plugin => ({
    name,
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle))
        if (part.type === 'chunk') part.moduleIds.forEach((id) => ids.add(id))
      then?.((source) => this.emitFile({ type: 'asset', fileName: NOTICES, source }))
    },
  })
  return {
    worker: collect('m3scope-notices-worker'),
    page: collect('m3scope-notices', (emit) => emit(noticesOf(shippedPackages(ids, root), root))),
  }
}
