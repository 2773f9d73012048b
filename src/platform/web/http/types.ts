/** A model on a server, after its folder was listed: what remoteSource reads. */
export interface RemoteFile {
  readonly name: string
  readonly url: string
  readonly bytes: number | null
  readonly sha256: string | null
}

export interface RemoteModel {
  readonly id: string
  /** ModelSource.origin */
  readonly origin: string
  /** Of the store (StoredModel.key). */
  readonly key: string
  readonly title: string
  /** What the page needs to load it again, as plain data without a token; null: never offered from the store. */
  readonly ref: unknown
  readonly files: readonly RemoteFile[]
  /** Authorization, say. */
  readonly headers?: Readonly<Record<string, string>>
  /** True: the store only, no request. */
  readonly storedOnly?: boolean
}
