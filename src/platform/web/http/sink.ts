/** Takes the bytes of a file as they arrive. */
export interface Sink {
  /** Number of bytes so far. */
  readonly loaded: number
  /** True: stored bytes are freed and read from the store. False: all bytes stay in memory. */
  readonly readsBack: boolean
  /**
   * Empties the sink for a file of this size.
   * @throws RangeError when the browser cannot allocate the memory
   */
  reset(size: number | null): void
  /**
   * Takes the next bytes. The sink may keep `chunk` itself.
   * @param hash false: these bytes are not hashed now. Call catchUp() before the next write with true.
   * @throws RangeError; EngineError model/hash-mismatch when the file changed on its server
   */
  write(chunk: Uint8Array<ArrayBuffer>, hash?: boolean): void
  /** The next piece, of `bytes` bytes, has been stored in the store's file `id`. */
  isStored(id: string, bytes: number): void
  /** @returns bytes that are not stored yet: a view when they lie in one array, else a copy */
  view(from: number, to: number): Uint8Array<ArrayBuffer>
  /** Hashes the bytes that were written with `hash` false. @throws EngineError store/incomplete */
  catchUp(): Promise<void>
  /** @returns the SHA-256 in hex. Call it once, when all bytes are written and hashed. */
  digest(): string
}
