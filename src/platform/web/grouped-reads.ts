/** Reads of nearby ranges that are requested at the same time become one read, because each read has a fixed cost. */

export interface Grouping {
  /** Largest gap, in bytes, between two ranges of one read. The bytes of the gap are read and thrown away. */
  readonly gap: number
  /** Longest read, in bytes, that several ranges may become. */
  readonly limit: number
  /** Number of reads that may run at the same time. */
  readonly parallel: number
}

type Read = (start: number, end: number) => Promise<Uint8Array>

/** In bytes: only shorter reads of a Blob are grouped. A slice takes as long as 100 to 200 kB more in another one. */
const SMALL = 64 * 1024
const BLOB_GROUPING: Grouping = { gap: 64 * 1024, limit: 256 * 1024, parallel: 64 }

/** @param direct slices a Blob @returns the same function, with small reads grouped */
export function blobReads(direct: Read): Read {
  const small = new GroupedReads(direct, BLOB_GROUPING)
  return (start, end) => (end - start <= SMALL ? small.read(start, end) : direct(start, end))
}

interface Wanted {
  readonly start: number
  readonly end: number
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: unknown) => void
}

export class GroupedReads {
  private wanted: Wanted[] = []
  private running = 0

  constructor(
    /** Bytes [start, end). */
    private readonly fetch: Read,
    private readonly grouping: Grouping,
  ) {}

  /** @returns a view into the bytes of the group. @throws what `fetch` throws */
  read(start: number, end: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.wanted.push({ start, end, resolve, reject })
      if (this.wanted.length === 1) queueMicrotask(() => this.begin())
    })
  }

  private begin(): void {
    this.wanted.sort((one, other) => one.start - other.start)
    while (this.wanted.length > 0 && this.running < this.grouping.parallel) void this.run(this.nextGroup())
  }

  /** The first of the sorted requests, and those that are read together with it. */
  private nextGroup(): readonly Wanted[] {
    const { gap, limit } = this.grouping
    const { start, end } = this.wanted[0]!
    let to = end
    let count = 1
    for (let next = this.wanted[count]; next; next = this.wanted[++count]) {
      if (next.start - to > gap || Math.max(to, next.end) - start > limit) break
      to = Math.max(to, next.end)
    }
    return this.wanted.splice(0, count)
  }

  private async run(group: readonly Wanted[]): Promise<void> {
    const from = group[0]!.start
    const to = group.reduce((end, range) => Math.max(end, range.end), from)
    this.running++
    try {
      const bytes = await this.fetch(from, to)
      for (const { start, end, resolve } of group) resolve(bytes.subarray(start - from, end - from))
    } catch (error) {
      for (const { reject } of group) reject(error)
    } finally {
      this.running--
      this.begin()
    }
  }
}
