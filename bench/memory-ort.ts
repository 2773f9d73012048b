/**
 * Measures onnxruntime-web's WASM heap for one model, by the way in which the model is passed, and by session option:
 * `M3SCOPE_BENCH_MODELS=FOLDER npx tsx bench/memory-ort.ts [name…]`
 * FOLDER is what bench/make-bge-m3-shaped.py has written.
 */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type * as Ort from 'onnxruntime-web/wasm'
import { inTab, type Held } from './memory-browser'
import { serveSite } from './memory-server'

const folder = process.env.M3SCOPE_BENCH_MODELS
if (!folder) throw new Error('M3SCOPE_BENCH_MODELS names no folder with models')

interface Variant {
  readonly name: string
  readonly graph: string
  readonly external?: string
  readonly as: 'bytes' | 'url'
  readonly options?: Ort.InferenceSession.SessionOptions
  /** Number of sessions. They are created one after the other, and each is released before the next. */
  readonly times?: number
}

const plain = { graph: 'int8/onnx/model_int8.onnx', as: 'bytes' } as const
const external = {
  graph: 'int8-external/onnx/model_int8.onnx',
  external: 'int8-external/onnx/model_int8.onnx_data',
  as: 'bytes',
} as const
const fp16 = { graph: 'fp16/onnx/model_fp16.onnx', as: 'bytes' } as const
const fp32 = { graph: 'fp32/onnx/model.onnx', external: 'fp32/onnx/model.onnx_data', as: 'bytes' } as const
const noPrepacking = { extra: { session: { disable_prepacking: '1' } } }

const VARIANTS: readonly Variant[] = [
  { name: 'int8, bytes', ...plain },
  { name: 'int8, URL', ...plain, as: 'url' },
  { name: 'int8, no prepacking', ...plain, options: noPrepacking },
  { name: 'int8, no optimisation', ...plain, options: { graphOptimizationLevel: 'disabled' } },
  { name: 'int8, no arena', ...plain, options: { enableCpuMemArena: false } },
  { name: 'int8, 3 times in a row', ...plain, times: 3 },
  { name: 'int8-external, bytes', ...external },
  { name: 'int8-external, URL', ...external, as: 'url' },
  { name: 'int8-external, no prepacking', ...external, options: noPrepacking },
  { name: 'int8-external, 3 times in a row', ...external, times: 3 },
  { name: 'fp16, bytes', ...fp16 },
  { name: 'fp16, no optimisation', ...fp16, options: { graphOptimizationLevel: 'disabled' } },
  { name: 'fp32, bytes', ...fp32 },
  { name: 'fp32, URL', ...fp32, as: 'url' },
  { name: 'fp32, no optimisation', ...fp32, options: { graphOptimizationLevel: 'disabled' } },
  { name: 'fp32, no prepacking', ...fp32, options: noPrepacking },
]

interface Outcome {
  /** Seconds that InferenceSession.create takes. */
  readonly create: number
  /** Milliseconds for 64 tokens: the shortest of three runs. */
  readonly run: number
  /** Bytes of the passed buffers that can still be read; 0 if the buffers were transferred. */
  readonly left: number
}

/** This function runs in the page. */
async function measure({ graph, external, as, options, times = 1 }: Variant): Promise<Outcome> {
  const ort = (await import('/ort/ort.wasm.min.mjs' as string)) as typeof Ort
  ort.env.wasm.wasmPaths = '/ort/'
  ort.env.wasm.numThreads = 2
  ort.env.logLevel = 'error'
  // Reads as the page does: arrayBuffer() would hold two copies, and refuse 2 GB.
  const fetched = async (path: string) => {
    const response = await fetch(`/models/${path}`)
    const bytes = new Uint8Array(Number(response.headers.get('content-length')))
    const reader = response.body!.getReader()
    for (let at = 0; ;) {
      const { done, value } = await reader.read()
      if (done) return bytes
      bytes.set(value, at)
      at += value.byteLength
    }
  }
  const handed = async (path: string) => (as === 'url' ? `/models/${path}` : await fetched(path))
  let outcome: Outcome = { create: 0, run: Infinity, left: 0 }
  for (let time = 0; time < times; time++) {
    const model = await handed(graph)
    const data = external === undefined ? null : await handed(external)
    const begin = performance.now()
    const session = await ort.InferenceSession.create(model as Uint8Array, {
      ...options,
      executionProviders: ['wasm'],
      ...(data !== null && { externalData: [{ path: external!.split('/').at(-1)!, data }] }),
    })
    const create = (performance.now() - begin) / 1000
    const left = [model, data].reduce(
      (sum, value) => sum + (value instanceof Uint8Array ? value.byteLength : 0),
      0,
    )
    const tensor = (value: bigint) => new ort.Tensor('int64', new BigInt64Array(64).fill(value), [1, 64])
    let run = Infinity
    for (let round = 0; round < 3; round++) {
      const start = performance.now()
      await session.run({ input_ids: tensor(5n), attention_mask: tensor(1n) })
      run = Math.min(run, performance.now() - start)
    }
    outcome = { create, run, left }
    if (time + 1 < times) await session.release()
    else (globalThis as { session?: unknown }).session = session
  }
  return outcome
}

const megabytes = (count: number) => `${(count / 1e6).toFixed(0)} MB`

const site = await serveSite(
  { '/models/': folder, '/ort/': 'node_modules/onnxruntime-web/dist/', '/': 'bench/' },
  // tsx adds calls of __name to functions, so the page must have this function.
  { '/index.html': '<!doctype html><title>bench</title><script>globalThis.__name = (f) => f</script>' },
)
const asked = process.argv.slice(2)
console.log(
  '| | heap | of the files | create | 64 tokens | peak of tab | at rest | handed over, still there |',
)
console.log('| - | - | - | - | - | - | - | - |')
for (const variant of VARIANTS) {
  if (asked.length > 0 && !asked.includes(variant.name)) continue
  const files = [variant.graph, ...(variant.external === undefined ? [] : [variant.external])]
  if (!files.every((file) => existsSync(join(folder, file)))) continue
  const size = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
  try {
    await inTab(async (tab) => {
      await tab.page.goto(site.url)
      const { create, run, left } = await tab.page.evaluate(measure, variant)
      const peak: Held = tab.takePeak()
      const heap = await tab.wasmHeap()
      const rest = await tab.atRest()
      console.log(
        `| ${variant.name} | ${megabytes(heap)} | ${(heap / size).toFixed(2)} × | ${create.toFixed(1)} s | ${run.toFixed(0)} ms | ${megabytes(peak.tab)} | ${megabytes(rest.tab)} | ${megabytes(left)} |`,
      )
    })
  } catch (error) {
    console.log(
      `| ${variant.name} | ${error instanceof Error ? error.message.split('\n')[0] : String(error)} |`,
    )
  }
}
site.close()
