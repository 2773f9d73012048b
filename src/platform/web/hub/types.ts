import type { RemoteFile } from '../http/types'

/** A hub or a mirror of one: which API it speaks, and where. */
export interface HubHost {
  readonly scheme: 'huggingface' | 'modelscope'
  /** Origin and path before the API's own paths, no slash at the end. */
  readonly url: string
}

export interface HubRepo {
  readonly host: HubHost
  /** "BAAI/bge-m3" */
  readonly repo: string
  /** A branch, a tag or a commit. */
  readonly revision: string
  readonly token?: string
  /** Looked for by name where the host lists nothing. */
  readonly graphFile?: string
}

export interface Listing {
  /** 40 hex digits; null where the host does not say. */
  readonly commit: string | null
  readonly files: readonly RemoteFile[]
}
