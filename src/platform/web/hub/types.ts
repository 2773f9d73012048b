import type { RemoteFile } from '../http/types'

/** A hub, or a mirror of a hub. */
export interface HubHost {
  /** Whose API the host has. */
  readonly scheme: 'huggingface' | 'modelscope'
  /** Origin and path in front of the API's own paths, without a slash at the end. */
  readonly url: string
}

export interface HubRepo {
  readonly host: HubHost
  /** "BAAI/bge-m3" */
  readonly repo: string
  /** A branch, a tag or a commit. */
  readonly revision: string
  /** Sent as a bearer token. */
  readonly token?: string
  /** The name of a graph file. A host without a listing is asked for it, besides the usual names. */
  readonly graphFile?: string
}

export interface Listing {
  /** 40 hex digits. Null when the host does not tell it. */
  readonly commit: string | null
  readonly files: readonly RemoteFile[]
}
