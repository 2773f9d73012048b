/** Exports in this process, and records made by hand. */
import type { Tokenized } from '../src/engine/tokenizer/types'
import type { EncodeSettings } from '../src/engine/encode/types'
import { available, type HeadName, type ModelInfo } from '../src/engine/model/types'
import { targetOf } from '../src/formats/export'
import { jobOf } from '../src/formats/export/job'
import { checkExport, vectorsOf, type Checked } from '../src/formats/export/run'
import type { ExportJob, RecordText, TargetName, VectorRecord } from '../src/formats/export/types'
import type { EngineClient } from '../src/host/calls'

export const ENCODE: EncodeSettings = {
  tokenizerMode: 'hf4',
  maxLength: 512,
  normalize: true,
  truncateDim: null,
}

export const textRecord = (id: string | number, text: string): RecordText => ({
  id,
  side: null,
  unit: 'text',
  range: null,
  speaker: null,
  timestamp: null,
  text,
  input: text,
})

interface InProcess {
  readonly heads?: readonly HeadName[]
  readonly name?: string
  readonly encode?: Partial<EncodeSettings>
}

export async function exportRows(
  { engine, info }: { readonly engine: EngineClient; readonly info: ModelInfo },
  rows: readonly { readonly id: string | number; readonly text: string }[],
  target: TargetName,
  { heads = ['dense', 'sparse'], name = 'm3scope', encode = {} }: InProcess = {},
): Promise<{ readonly checked: Checked; readonly job: ExportJob; readonly file: Buffer }> {
  const texts = rows.map(({ id, text }) => textRecord(id, text))
  const settings = { ...ENCODE, ...encode }
  const job = jobOf({
    info,
    encode: settings,
    heads,
    name,
    preprocessing: { prefix: '', rules: [], leaveOutMetadata: false },
    texts,
    created: '2026-11-28T00:00:00.000Z',
  })
  const checked = await checkExport({
    target: targetOf(target),
    job,
    texts,
    encode: async ({ input }) =>
      vectorsOf(await engine.call('encode', { text: input, settings }), heads.includes('colbert')),
  })
  return { checked, job, file: await bytesOf(targetOf(target).write(job, checked.records())) }
}

export async function bytesOf(chunks: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(Buffer.from(chunk as string))
  return Buffer.concat(parts)
}

/** A record whose numbers are exact in few digits, so that a golden can be read. */
export function handMade(
  id: string | number,
  text: string,
  {
    dense = [0.5, -0.25, 1e-7],
    sparse = { 4865: 0.0836, 83: 0.25 } as Readonly<Record<number, number>>,
    colbert = [
      [1, 0],
      [0.5, -0.5],
    ],
    tokens = ['<s>', '▁What', '▁is', '</s>'],
    ids = [0, 4865, 83, 2],
  } = {},
): VectorRecord {
  const tokenized: Tokenized = {
    text,
    ids: Int32Array.from(ids),
    tokens,
    starts: null,
    ends: null,
    fullLength: ids.length,
    maxLength: 512,
    truncated: false,
    cut: null,
  }
  const entries = Object.entries(sparse).map(([key, weight]) => [Number(key), Math.fround(weight)] as const)
  return {
    ...textRecord(id, text),
    encoded: {
      tokenized,
      denseVecs: available(Float32Array.from(dense)),
      denseVecsFull: available(Float32Array.from(dense)),
      // As the text has them, not by id.
      lexicalWeights: available(
        new Map([...entries].sort(([one], [other]) => ids.indexOf(one) - ids.indexOf(other))),
      ),
      colbertVecs: available({
        rows: colbert.length,
        dimension: colbert[0]?.length ?? 2,
        data: Float32Array.from(colbert.flat()),
      }),
    },
  }
}

const head = (dimension: number) =>
  available({ source: 'by hand', shape: [1, dimension], normalisedInGraph: true, dimension })

export const handJob = (change: Partial<ExportJob> = {}): ExportJob => ({
  settings: { heads: ['dense', 'sparse', 'colbert'], dimension: null, name: 'docs' },
  identity: {
    model: 'hand',
    origin: 'by hand',
    model_hash: 'ab'.repeat(32),
    graph: 'model.onnx',
    graph_sha256: null,
    dtype: 'fp32',
    activations: null,
    execution: 'layers',
    runtime: 'none 1.0',
    provider: 'wasm',
    threads: 1,
    tokenizer: 'by hand',
    tokenizer_mode: 'hf4',
    max_length: 512,
    truncate_dim: null,
    normalize: true,
  },
  isDemo: false,
  preprocessing: { prefix: '', rules: [], leaveOutMetadata: false },
  heads: { dense: head(3), sparse: head(1), colbert: head(2) },
  count: 2,
  integerIds: false,
  dimensions: { dense: 3, colbert: 2 },
  vocabulary: 250_002,
  created: '2026-11-28T00:00:00.000Z',
  ...change,
})

export async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield item
}
