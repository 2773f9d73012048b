/** Walks the messages of a file that is read in parts, and reads no more of it than the walk needs. */
import { detail } from '../details'
import type { ByteRanges } from './types'
import { fieldAt, LONGEST_HEADER, textOf, varintsOf, numberOf, WireError, type Field } from './wire'

/** Read-ahead: small after a jump, because more jumps from tensor to tensor may follow; it grows with sequential reads. */
const FIRST_READ = 4 * 1024
const LONGEST_READ = 256 * 1024
/** Messages up to this size are read at once. */
const WHOLE = 16 * 1024

/** Limits for malicious files. Real graphs of 24 layers have 100,000 fields and 1 MB of names. */
const MOST_FIELDS = 5_000_000
const MOST_KEPT = 256 * 1024 * 1024
const LONGEST_NAME = 64 * 1024
const DEEPEST = 16
/** Approximate heap bytes of a string or an object. */
const STRING = 64
export const OBJECT = 400

const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`

export class Walker {
  private window: Uint8Array = new Uint8Array()
  private from = 0
  private ahead = FIRST_READ
  private fields = 0
  private kept = 0

  constructor(readonly file: ByteRanges) {}

  /**
   * Calls `visit` for each field of the message that lies at [start, end), one after the other.
   * @throws WireError with the offset of the fault; as ByteRanges.read
   */
  async walk(start: number, end: number, visit: (field: Field) => Promise<void> | void): Promise<void> {
    if (end - start <= WHOLE) await this.reach(start, end)
    let at = start
    while (at < end) {
      const needed = Math.min(end, at + LONGEST_HEADER)
      if (!this.holds(at, needed)) await this.reach(at, needed)
      if (++this.fields > MOST_FIELDS)
        throw new WireError('malformed', at, detail('fields-many', { limit: MOST_FIELDS }))
      const field = fieldAt(this.window, this.from, at, end, this.file.bytes)
      at = field.end
      const pending = visit(field)
      if (pending) await pending
    }
  }

  /** A copy of [start, end). @throws WireError when too much is kept of the file */
  async bytes(start: number, end: number): Promise<Uint8Array> {
    this.keep(end - start, start)
    if (end - start <= WHOLE) await this.reach(start, end)
    // Not slice(): that of Node's Buffer is a view, which would keep the window.
    return new Uint8Array(
      this.holds(start, end)
        ? this.window.subarray(start - this.from, end - this.from)
        : await this.file.read(start, end),
    )
  }

  async text({ start, end }: Field): Promise<string> {
    if (end - start > LONGEST_NAME)
      throw new WireError('malformed', start, detail('name-long', { size: megabytes(end - start) }))
    this.keep(STRING, start)
    return textOf(await this.bytes(start, end))
  }

  /** Adds the field's value, or its packed values. */
  async integers(field: Field, into: number[]): Promise<void> {
    if (field.wireType !== 2) {
      this.keep(8, field.start)
      into.push(field.value)
      return
    }
    this.keep(8 * (field.end - field.start), field.start)
    const packed = await this.bytes(field.start, field.end)
    for (const value of varintsOf(packed, field.start)) into.push(numberOf(value))
  }

  /** Counts what is kept of the file in memory. */
  keep(bytes: number, offset: number): void {
    this.kept += bytes
    if (this.kept > MOST_KEPT)
      throw new WireError('malformed', offset, detail('structure-large', { limit: megabytes(MOST_KEPT) }))
  }

  /** @param depth number of graphs around a graph */
  checkDepth(depth: number, offset: number): void {
    if (depth > DEEPEST) throw new WireError('malformed', offset, detail('graphs-deep', { depth }))
  }

  private holds(start: number, end: number): boolean {
    return start >= this.from && end <= this.from + this.window.length
  }

  private async reach(start: number, end: number): Promise<void> {
    if (this.holds(start, end)) return
    const next = this.from + this.window.length
    const isNear = start >= this.from && start <= next + FIRST_READ
    this.ahead = isNear ? Math.min(this.ahead * 2, LONGEST_READ) : FIRST_READ
    const to = Math.min(this.file.bytes, Math.max(end, start + this.ahead))
    this.window = await this.file.read(start, to)
    this.from = start
  }
}
