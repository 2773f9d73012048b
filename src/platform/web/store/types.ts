/**
 * Types of the browser's store for model files. Files are stored in pieces, so nothing is downloaded twice, and a broken
 * connection costs at most one piece.
 */

/** Names a stored file: files with the same key are the same file. */
export interface StoredKey {
  /** Key of the model: "hub:https://huggingface.co/BAAI/bge-m3@5617a9f6", "site:https://m3scope.intranet/models/demo/". */
  readonly model: string
  /** Relative to the model's folder. */
  readonly name: string
}

/** Shows whether the server still has the version of the file whose beginning is stored. */
export interface FileVersion {
  /** Null while unknown. */
  readonly bytes: number | null
  readonly sha256: string | null
  /** A strong ETag or Last-Modified, for If-Range. */
  readonly validator: string | null
}

export interface StoredFile {
  readonly name: string
  readonly bytes: number | null
  /** Number of stored bytes, from the beginning of the file without a gap. */
  readonly storedBytes: number
  /** All bytes are stored, and their SHA-256 was computed. If the listing has a hash, the two are equal. */
  readonly complete: boolean
  readonly sha256: string | null
}

/** A stored model, as the page lists it. */
export interface StoredModel {
  readonly key: string
  /** Shown to the user. */
  readonly title: string
  /** What the page needs to load the model again without a request: a ModelRef without token, as plain data. */
  readonly ref: unknown
  readonly files: readonly StoredFile[]
  /** The listing of the folder as it was fetched, for a load without a request. */
  readonly listing: readonly {
    readonly url: string
    readonly name: string
    readonly bytes: number | null
    readonly sha256: string | null
  }[]
  readonly storedBytes: number
  /** Milliseconds since 1970. */
  readonly lastUsed: number
}

export interface StoreSpace {
  /** "cache" on a secure page, "indexeddb" on plain HTTP, "none" when the browser refuses both. */
  readonly backend: 'cache' | 'indexeddb' | 'none'
  /** Bytes that this origin uses, as the browser estimates them. Null when it does not tell them (plain HTTP). */
  readonly used: number | null
  readonly quota: number | null
}
