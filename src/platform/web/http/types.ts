/** A file of a model on a server. */
export interface RemoteFile {
  readonly name: string
  readonly url: string
  readonly bytes: number | null
  readonly sha256: string | null
}

/** A model on a server, after its folder was listed. */
export interface RemoteModel {
  readonly id: string
  /** ModelSource.origin */
  readonly origin: string
  /** The key of the model in the store (StoredModel.key). */
  readonly key: string
  readonly title: string
  /** What the page needs to load the model again, as plain data without a token. Null: the page does not offer this. */
  readonly ref: unknown
  readonly files: readonly RemoteFile[]
  /** For example Authorization. */
  readonly headers?: Readonly<Record<string, string>>
  /** True: read from the store only, without any request. */
  readonly storedOnly?: boolean
}
