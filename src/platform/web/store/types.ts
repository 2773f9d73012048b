/** The browser's own copy of model files, in pieces, so that nothing is downloaded twice and a break costs one piece. */

/** What a file is, as far as its server says. Two files with the same key are the same file. */
export interface StoredKey {
  /** Of the model: "hub:https://huggingface.co/BAAI/bge-m3@5617a9f6", "site:https://m3scope.intranet/models/demo/". */
  readonly model: string
  /** Relative to the model's folder. */
  readonly name: string
}

/** What tells that a server's file is still the one whose beginning is stored. */
export interface FileVersion {
  /** Null while unknown. */
  readonly bytes: number | null
  readonly sha256: string | null
  /** A strong ETag or Last-Modified; for If-Range. */
  readonly validator: string | null
}

export interface StoredFile {
  readonly name: string
  readonly bytes: number | null
  /** Bytes in pieces that are stored, from the start without a gap. */
  readonly storedBytes: number
  /** Whole, and its SHA-256 computed (and equal to the listed one where there is one). */
  readonly complete: boolean
  readonly sha256: string | null
}

/** One line of the page that lists what is stored. */
export interface StoredModel {
  readonly key: string
  /** For people. */
  readonly title: string
  /** What the page needs to load it again without a request (a ModelRef without token), as plain data. */
  readonly ref: unknown
  readonly files: readonly StoredFile[]
  /** The listing of its folder as it was fetched, for loading without a request: url, name, bytes, sha256. */
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
  /** "cache" where the page is secure, "indexeddb" on plain HTTP, "none" where the browser refuses both. */
  readonly backend: 'cache' | 'indexeddb' | 'none'
  /** Of this origin, by the browser's estimate; null where it does not say (plain HTTP). */
  readonly used: number | null
  readonly quota: number | null
}
