import { sha256 } from 'hash-wasm'
import type { TensorFile } from './headfiles/tensors'
import { throwIfCancelled, type CancelSignal } from '../errors'
import { bytes } from '../units'
import type { FileEntry, ModelSource, OpenFile, ReadOptions } from './ports'
import type { LoadProgress, ModelFile } from './types'

export interface ReaderOptions {
  readonly onProgress?: (progress: LoadProgress) => void
  readonly signal?: CancelSignal
}

/** Reads files and reports progress over all files that are expected so far. */
export class ProgressReader {
  readonly filesRead: ModelFile[] = []
  private readonly sizes: ReadonlyMap<string, number | null>
  private readonly expected = new Set<string>()
  /** Bytes that have arrived of each file. */
  private readonly arrivedOf = new Map<string, number>()

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

  /** Adds files to the total: they will be read too. */
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
    const { data, sha256, origin } = await this.source.read(name, this.readOptions(name))
    this.arrivedOf.set(name, data.byteLength)
    this.filesRead.push({ name, bytes: bytes(data.byteLength), sha256, origin })
    return data
  }

  /** Call arrived() once everything that is needed of the file has been read. */
  async open(name: string): Promise<OpenFile> {
    throwIfCancelled(this.options.signal)
    const file = await this.source.open(name, this.readOptions(name))
    // arrived() awaits it. Until then a rejection must not count as unhandled.
    file.checked.catch(() => undefined)
    return file
  }

  /** Waits until these files are whole and checked; they count as read. @throws EngineError as ModelSource.read */
  async arrived(files: readonly OpenFile[]): Promise<void> {
    for (const file of files) {
      const { sha256, origin } = await file.checked
      this.filesRead.push({ name: file.name, bytes: bytes(file.bytes), sha256, origin })
    }
  }

  /** Tensors of a file that is not read whole: each that is read counts as a file of its own, "model.safetensors#name". */
  recording(tensors: TensorFile): TensorFile {
    return {
      ...tensors,
      read: async (name) => {
        throwIfCancelled(this.options.signal)
        const tensor = await tensors.read(name)
        const { buffer, byteOffset, byteLength } = tensor.data
        this.filesRead.push({
          name: `${tensors.file}#${name}`,
          bytes: bytes(byteLength),
          // Of the values as float32.
          sha256: await sha256(new Uint8Array(buffer, byteOffset, byteLength)),
          origin: 'disk',
        })
        return tensor
      },
    }
  }

  private readOptions(name: string): ReadOptions {
    const { signal, onProgress } = this.options
    return {
      ...(signal && { signal }),
      onProgress: ({ loaded, ...rest }) => {
        this.arrivedOf.set(name, loaded)
        const sum = [...this.arrivedOf.values()].reduce((all, part) => all + part, 0)
        onProgress?.({ ...rest, stage: 'files', file: name, loaded: sum, total: this.total })
      },
    }
  }
}
