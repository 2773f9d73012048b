import { sha256 } from 'hash-wasm'
import { kernelsText } from '../encoder/state'
import type { EncodeSettings } from '../encode/types'
import type { Arithmetic } from '../encoder/ports'
import type { Activations } from './ports'
import { isOwn, type Execution, type ModelFile, type ModelInfo, type NamedOutputs } from './types'

/** ModelInfo.hash. */
export const hashOfFiles = (files: readonly ModelFile[]): Promise<string> =>
  sha256(
    files
      .map((file) => `${file.name} ${file.sha256}\n`)
      .sort()
      .join(''),
  )

/** What made a number. Part of every export. Field names are public (docs/CONTRACT.md). */
export interface Identity {
  readonly model: string
  readonly origin: string
  readonly model_hash: string
  readonly graph: string
  readonly graph_sha256: string | null
  /** "dense=a, colbert=b": outputs that the user named. Absent: none was named. */
  readonly outputs?: string
  readonly dtype: string
  /** How dynamically quantised activations were scaled; null: the graph has none. */
  readonly activations: Activations | null
  /**
   * How the layers' products of 8-bit integers were computed. Absent: there are none whose sums could differ between CPUs.
   */
  readonly arithmetic?: Arithmetic
  readonly execution: Execution['kind']
  /** "m3scope 0.1.0+abi2 relaxed": the kernels that ran the layers. Absent: the runtime did. */
  readonly encoder?: string
  readonly runtime: string
  readonly provider: string
  readonly threads: number
  readonly tokenizer: string
  readonly tokenizer_mode: string
  readonly max_length: number
  readonly truncate_dim: number | null
  readonly normalize: boolean
  /**
   * "vllm BAAI/bge-m3 http://…": the server that gave the vectors; the model above only counted tokens. Absent: the model gave
   * them.
   */
  readonly endpoint?: string
}

export const outputsText = (named: NamedOutputs): string =>
  Object.entries(named)
    .map(([role, name]) => `${role}=${name}`)
    .join(', ')

export function identityOf(info: ModelInfo, settings: EncodeSettings): Identity {
  return {
    model: info.id,
    origin: info.origin,
    model_hash: info.hash,
    graph: info.graphFile,
    graph_sha256: info.files.find((file) => file.name === info.graphFile)?.sha256 ?? null,
    ...(info.namedOutputs && { outputs: outputsText(info.namedOutputs) }),
    dtype: info.dtype.value,
    activations: info.activations.length === 0 ? null : (settings.activations ?? 'published'),
    ...(info.arithmetics !== undefined &&
      info.arithmetics.length > 0 && { arithmetic: settings.arithmetic ?? 'exact' }),
    execution: info.execution.kind,
    ...(isOwn(info.execution) && { encoder: kernelsText(info.execution.encoder) }),
    runtime: `${info.runtime.name} ${info.runtime.version}`,
    provider: info.runtime.provider,
    threads: info.runtime.threads,
    tokenizer: info.tokenizer.engine,
    tokenizer_mode: settings.tokenizerMode,
    max_length: settings.maxLength,
    truncate_dim: settings.truncateDim,
    normalize: settings.normalize,
  }
}

/** Identity in one line, for copied tables. */
export const identityLine = (identity: Identity): string =>
  Object.entries(identity)
    .map(([key, value]) => `${key}=${value ?? 'none'}`)
    .join('; ')
