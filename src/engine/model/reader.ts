import { throwIfCancelled, type CancelSignal } from '../errors'
import { bytes } from '../units'
import type { FileEntry, ModelSource } from './ports'
import type { LoadProgress, ModelFile } from './types'

export interface ReaderOptions {
  readonly onProgress?: (progress: LoadProgress) => void
  readonly signal?: CancelSignal
}

/** Reads files one after the other and reports bytes over all that are expected so far. */
export class ProgressReader {
  readonly filesRead: ModelFile[] = []
  private readonly sizes: ReadonlyMap<string, number | null>
  private readonly expected = new Set<string>()
  private done = 0

  constructor(
    private readonly source: ModelSource,
    files: readonly FileEntry[],
    private readonly options: ReaderOptions,
  ) {
    this.sizes = new Map(files.map((file) => [file.name, file.bytes]))
  }

  has(name: string): boolean {
    return this.sizes.has(name)
  }

  /** These will be read too: they count towards the total. */
  expect(names: readonly string[]): void {
    for (const name of names) this.expected.add(name)
  }

  /** Null while the size of an expected file is unknown. */
  private get total(): number | null {
    let sum = 0
    for (const name of this.expected) {
      const size = this.sizes.get(name) ?? null
      if (size === null) return null
      sum += size
    }
    return sum
  }

  async read(name: string): Promise<Uint8Array> {
    throwIfCancelled(this.options.signal)
    const { data, sha256, origin } = await this.source.read(name, {
      ...(this.options.signal && { signal: this.options.signal }),
      onProgress: ({ loaded, ...rest }) =>
        this.options.onProgress?.({
          ...rest,
          stage: 'files',
          file: name,
          loaded: this.done + loaded,
          total: this.total,
        }),
    })
    this.done += data.byteLength
    this.filesRead.push({ name, bytes: bytes(data.byteLength), sha256, origin })
    return data
  }
}
