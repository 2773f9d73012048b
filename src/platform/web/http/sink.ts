/** Where a file's bytes go as they arrive. */
export interface Sink {
  /** Bytes so far. */
  readonly loaded: number
  /** True: what the store has is read from there. False: all of it stays in memory. */
  readonly readsBack: boolean
  /**
   * Empty again, for a file of this size.
   * @throws RangeError when the browser has no such memory
   */
  reset(size: number | null): void
  /**
   * The next bytes. `chunk` itself may be kept.
   * @param hash false while the file's hash is known already; catchUp() comes before the next write with true
   * @throws RangeError; EngineError model/hash-mismatch when the file changed on its server
   */
  write(chunk: Uint8Array<ArrayBuffer>, hash?: boolean): void
  /** One more piece lies in the store's file `id`, in order: so many bytes. */
  isStored(id: string, bytes: number): void
  /** Bytes that are not stored yet. A view where they lie in one array, else a copy. */
  view(from: number, to: number): Uint8Array<ArrayBuffer>
  /** Hashes what was written without. @throws EngineError store/incomplete */
  catchUp(): Promise<void>
  /** Hex. To be asked once, when all is there and hashed. */
  digest(): string
}
