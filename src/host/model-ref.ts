/** Where a model's files are. */
import type { ChosenPooling, NamedOutputs } from '../engine/model/types'
import type { HubHost } from '../platform/web/hub/types'
import type { LocalFile } from '../platform/web/local/types'

export type { HubHost, LocalFile }

interface ModelRefBase {
  readonly isDemo: boolean
  /** Which graph to load, when the folder has several. Left out: the graph with a usual name. */
  readonly graphFile?: string
  /** Head files from another place. They replace the model's own. */
  readonly heads?: HeadsRef
  /** The user's choice, when the files do not tell how hidden states are pooled. */
  readonly pooling?: ChosenPooling
  /** Which output of the graph is what, where neither its names nor its shapes say it. */
  readonly outputs?: NamedOutputs
}

/** A folder on the page's own server. */
export interface SiteModel extends ModelRefBase {
  readonly kind: 'site'
  readonly id: string
  /** Shown to the user. */
  readonly name?: string
  readonly notes?: string
  /** Absolute URL of the model's folder, with a slash at the end. */
  readonly baseUrl: string
  /** Null: the files are found by trying the usual names. */
  readonly files: readonly SiteFile[] | null
  /** Absolute URL of a file with reference values for this model. */
  readonly reference?: string
  /** The folder is not below the site's models/: it may be of another server, and is not asked without a click. */
  readonly isElsewhere?: boolean
  /** True: read only what the browser has stored, without any request. */
  readonly storedOnly?: boolean
}

export interface SiteFile {
  readonly name: string
  readonly bytes: number
  readonly sha256?: string
}

interface HubRepo {
  readonly host: HubHost
  /** "BAAI/bge-m3" */
  readonly repo: string
  /** A branch, a tag or a commit. */
  readonly revision: string
  /** Sent to the host as a bearer token. It is never stored and never part of an export. */
  readonly token?: string
}

/** A repository on a hub. */
export interface HubModel extends ModelRefBase, HubRepo {
  readonly kind: 'hub'
  /** True: read only what the browser has stored, without any request. */
  readonly storedOnly?: boolean
}

/** A folder on any server that lets this page read it. The files are found by trying the usual names. */
export interface UrlModel extends ModelRefBase {
  readonly kind: 'url'
  /** With a slash at the end. */
  readonly baseUrl: string
  readonly storedOnly?: boolean
}

/** Files that the user picked or dropped. They are read from the user's disk. */
export interface LocalModel extends ModelRefBase {
  readonly kind: 'local'
  /** The folder's name. */
  readonly id: string
  readonly files: readonly LocalFile[]
}

/** A folder on disk; Node only. */
export interface FolderModel extends ModelRefBase {
  readonly kind: 'folder'
  readonly path: string
}

export type HeadsRef =
  | { readonly kind: 'local'; readonly files: readonly LocalFile[] }
  | ({ readonly kind: 'hub' } & HubRepo)

/** A new kind of source is one more member here, and one more branch in the openModel of a host. */
export type ModelRef = SiteModel | HubModel | UrlModel | LocalModel | FolderModel
