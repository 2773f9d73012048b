import { throwIfCancelled, type CancelSignal } from '../errors'
import { bytes } from '../units'
import type { ChosenFiles } from './files'
import type { ModelSource } from './ports'
import type { LoadProgress, ModelFile } from './types'

export interface ReaderOptions {
  readonly onProgress?: (progress: LoadProgress) => void
  readonly signal?: CancelSignal
}

/** Reads files one after the other and reports bytes over all of them. */
export class ProgressReader {
  readonly filesRead: ModelFile[] = []
  private done = 0
  private total: number | null = null
  constructor(
    private readonly source: ModelSource,
    private readonly chosen: ChosenFiles,
    private readonly options: ReaderOptions,
  ) {}

  async start(): Promise<void> {
    const { graph, config, pooling, tokenizer, tokenizerConfig, specialTokensMap } = this.chosen
    const folder = graph.name.slice(0, graph.name.lastIndexOf('/') + 1)
    const names = [graph.name, config, pooling, tokenizer, tokenizerConfig, specialTokensMap]
    const sizes = (await this.source.list())
      .filter((file) => names.includes(file.name) || /\.onnx[._]data$/.test(file.name.slice(folder.length)))
      .map((file) => file.bytes)
    this.total = sizes.reduce<number | null>(
      (sum, size) => (sum === null || size === null ? null : sum + size),
      0,
    )
  }

  async read(name: string): Promise<Uint8Array> {
    throwIfCancelled(this.options.signal)
    const data = await this.source.read(name, {
      ...(this.options.signal && { signal: this.options.signal }),
      onProgress: (loaded) =>
        this.options.onProgress?.({
          stage: 'files',
          file: name,
          loaded: this.done + loaded,
          total: this.total,
        }),
    })
    this.done += data.byteLength
    this.filesRead.push({ name, bytes: bytes(data.byteLength) })
    return data
  }
}
