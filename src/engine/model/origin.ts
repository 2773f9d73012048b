/**
 * Where a model comes from, as identities, exports and case files write it: a repository with its revision, an address,
 * or one of the forms below. Their words are English, since files keep them; a page reads the form back with `readOrigin`
 * and shows it in the reader's language.
 */
const PREFIXES = { site: 'this site: ', folder: 'folder ', file: 'file ' } as const

/** Files that were chosen one by one and have no common name. */
export const DISK_ORIGIN = 'files of this disk'

export const siteOrigin = (path: string): string => PREFIXES.site + path
export const folderOrigin = (name: string): string => PREFIXES.folder + name
export const fileOrigin = (name: string): string => PREFIXES.file + name

export interface Origin {
  readonly kind: keyof typeof PREFIXES | 'disk' | 'plain'
  /** What follows the words; all of a plain origin. */
  readonly name: string
}

export function readOrigin(origin: string): Origin {
  if (origin === DISK_ORIGIN) return { kind: 'disk', name: '' }
  for (const kind of ['site', 'folder', 'file'] as const)
    if (origin.startsWith(PREFIXES[kind])) return { kind, name: origin.slice(PREFIXES[kind].length) }
  return { kind: 'plain', name: origin }
}
