/** Reads that lie near each other and are asked for at the same time become one: each costs more than its bytes. */

export interface Grouping {
  /** Bytes between two reads that may be read in vain. */
  readonly gap: number
  /** Longest read, in bytes, that several become. */
  readonly limit: number
  /** Reads at the same time. */
  readonly parallel: number
}

type Read = (start: number, end: number) => Promise<Uint8Array>

/** Longest read of a Blob that is worth sharing: a slice costs as much time as 100 to 200 kB more of one. */
const SMALL = 64 * 1024
const OF_BLOBS: Grouping = { gap: 64 * 1024, limit: 256 * 1024, parallel: 64 }

/** @param direct slices a Blob @returns the same, with small reads shared */
export function blobReads(direct: Read): Read {
  const small = new GroupedReads(direct, OF_BLOBS)
  return (start, end) => (end - start <= SMALL ? small.read(start, end) : direct(start, end))
}

interface Ask {
  readonly start: number
  readonly end: number
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: unknown) => void
}

export class GroupedReads {
  private asks: Ask[] = []
  private running = 0

  constructor(
    /** Bytes [start, end). */
    private readonly fetch: Read,
    private readonly grouping: Grouping,
  ) {}

  /** A view of what was read together. @throws what `fetch` throws */
  read(start: number, end: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.asks.push({ start, end, resolve, reject })
      if (this.asks.length === 1) queueMicrotask(() => this.begin())
    })
  }

  private begin(): void {
    this.asks.sort((one, other) => one.start - other.start)
    while (this.asks.length > 0 && this.running < this.grouping.parallel) void this.run(this.nextGroup())
  }

  /** The first of the sorted asks, and those that go with it. */
  private nextGroup(): readonly Ask[] {
    const { gap, limit } = this.grouping
    const { start, end } = this.asks[0]!
    let to = end
    let count = 1
    for (let ask = this.asks[count]; ask; ask = this.asks[++count]) {
      if (ask.start - to > gap || Math.max(to, ask.end) - start > limit) break
      to = Math.max(to, ask.end)
    }
    return this.asks.splice(0, count)
  }

  private async run(group: readonly Ask[]): Promise<void> {
    const from = group[0]!.start
    const to = group.reduce((end, ask) => Math.max(end, ask.end), from)
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
