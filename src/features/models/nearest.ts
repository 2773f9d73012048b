/** Where a real model is nearest: stored here, on this site, on a hub, or on a disk. */
import type { SiteModel } from '../../host/calls'
import type { StoredModel } from '../../platform/web/store/types'
import type { PickerTab } from './picker'

/** The dimensions of bge-m3's dense vectors and ColBERT rows. */
export const BGE_M3_DIMENSION = 1024

/**
 * Whether a page of this address is served inside of a private network, from which a public hub is often out of reach.
 * @param pageUrl absolute
 */
export function isPrivate(pageUrl: string): boolean {
  const { hostname } = new URL(pageUrl)
  if (/^(localhost|127\.|\[::1\]$)/.test(hostname) || hostname.endsWith('.localhost')) return false
  if (/^(10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)\.\d/.test(hostname)) return true
  if (/^\[f[cde]/.test(hostname)) return true
  return !hostname.includes('.') || /\.(local|lan|home|corp|intranet|internal|private|test)$/.test(hostname)
}

interface Reach {
  readonly models: readonly SiteModel[]
  /** Null: not read yet. */
  readonly stored: readonly StoredModel[] | null
  /** Whether the public hubs can probably be reached. */
  readonly online: boolean
}

export const realModels = (models: readonly SiteModel[]): readonly SiteModel[] =>
  models.filter(({ isDemo }) => !isDemo)

/** The stored models that are whole and have the name of bge-m3. */
export const storedModels = ({
  models,
  stored,
}: Pick<Reach, 'models' | 'stored'>): readonly StoredModel[] => {
  const demos = models.filter(({ isDemo }) => isDemo).map(({ baseUrl }) => `site:${baseUrl}`)
  return (stored ?? []).filter(
    ({ key, title, files }) =>
      /bge.?m3/i.test(title) &&
      !demos.includes(key) &&
      files.length > 0 &&
      files.every(({ complete }) => complete),
  )
}

/** The place to take bge-m3 from: what is nearest and needs no download first. */
export function nearest({ models, stored, online }: Reach): PickerTab {
  if (storedModels({ models, stored }).length > 0) return 'stored'
  if (realModels(models).length > 0) return 'site'
  return online ? 'hub' : 'local'
}

export const isOnline = (pageUrl: string): boolean => navigator.onLine !== false && !isPrivate(pageUrl)
