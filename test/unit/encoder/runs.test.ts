/** Runs of the encoder: memory, lost threads, and layers that onnxruntime-web computes in another way. */
import { expect, it } from 'vitest'
import { difference, distance, toleranceOf } from '../../../src/engine/encoder/verify'
import type { EncoderPort } from '../../../src/engine/encoder/open'
import type { Kernels } from '../../../src/engine/encoder/ports'
import { encodeText } from '../../../src/engine/encode/encode'
import { EngineError } from '../../../src/engine/errors'
import { estimateRun } from '../../../src/engine/model/run-memory'
import { RUN_LOST } from '../../../src/kernels/abi'
import { folderSource } from '../../../src/platform/node/folder'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { MODEL_FOLDERS, valueOf } from '../../engine'
import { load, SETTINGS } from '../model/real-runtime'

const settings = { ...SETTINGS, maxLength: 8192 }
const TEXT = 'How do I get a refund? 如何申请退款？'

/** The port of Node, with what `change` does to the kernels it opens. */
const portWith = (change: (kernels: Kernels) => void, threads = 1): EncoderPort => ({
  threads,
  open: async (options) => {
    const kernels = await openNodeKernels(options)
    change(kernels)
    return kernels
  },
})

const open = async (encoder: EncoderPort) =>
  load(await folderSource(MODEL_FOLDERS.tiny), { graphFile: 'onnx/model.onnx', encoder })

const engineOf = ({ info: { execution } }: Awaited<ReturnType<typeof open>>) =>
  execution.kind === 'layers' ? execution.encoder : undefined

it('does not grow by runs, and a long text takes what was estimated', async () => {
  let kernels: Kernels | null = null
  const model = await open(portWith((opened) => (kernels = opened)))
  const size = () => kernels!.bytes().byteLength
  await encodeText(model, TEXT, settings)
  const before = size()
  for (let run = 0; run < 200; run++) await encodeText(model, `${TEXT} ${run}`, settings)
  expect(size()).toBe(before)
  const long = TEXT.repeat(200)
  const { tokenized } = await encodeText(model, long, settings)
  const grown = size() - before
  const n = tokenized.ids.length
  expect(n).toBeGreaterThan(2000)
  const { rowBytes } = engineOf(model) as { readonly rowBytes: number }
  expect(Math.abs(grown / (rowBytes * n) - 1)).toBeLessThan(0.02)
  expect(estimateRun(model.info, n)).toBeGreaterThan(model.info.heapEstimate + grown)
  await encodeText(model, long, settings)
  expect(size()).toBe(before + grown)
  await model.release()
})

it('begins a run again after a lost thread', async () => {
  let lose = 0
  let restarts = 0
  const port = portWith((kernels) => {
    const { run } = kernels.functions
    Object.assign(kernels, {
      functions: {
        ...kernels.functions,
        run: (job: number) => (lose-- > 0 ? RUN_LOST : run(job)),
      },
    })
    const restart = kernels.restart.bind(kernels)
    kernels.restart = (job) => {
      restarts++
      return restart(job)
    }
  })
  const model = await open(port)
  const expected = valueOf((await encodeText(model, TEXT, settings)).denseVecs)
  lose = 1
  expect(valueOf((await encodeText(model, TEXT, settings)).denseVecs)).toEqual(expected)
  expect(restarts).toBe(1)
  lose = 2
  await expect(encodeText(model, TEXT, settings)).rejects.toMatchObject({ code: 'encoder/thread-lost' })
  expect(valueOf((await encodeText(model, TEXT, settings)).denseVecs)).toEqual(expected)
  await model.release()
})

it('says that memory cannot grow, and stays usable', async () => {
  let isFull = false
  const port = portWith((kernels) => {
    const grow = kernels.grow.bind(kernels)
    kernels.grow = (bytes) => {
      if (isFull && bytes > kernels.bytes().byteLength)
        throw new EngineError('run/out-of-memory', 'no', { detail: 'no' })
      grow(bytes)
    }
  })
  const model = await open(port)
  isFull = true
  await expect(encodeText(model, TEXT.repeat(200), settings)).rejects.toMatchObject({
    code: 'run/out-of-memory',
  })
  await encodeText(model, TEXT, settings)
  await model.release()
})

it('is not used where a layer gives another result', async () => {
  const port = portWith((kernels) => {
    const { run } = kernels.functions
    Object.assign(kernels, {
      functions: {
        ...kernels.functions,
        // Nothing is computed: the layer gives its input.
        run: (job: number) => (job > 0 ? 0 : run(job)),
      },
    })
  })
  const model = await open(port)
  expect(engineOf(model)).toMatchObject({
    engine: 'onnxruntime',
    reason: 'differs',
    words: { code: 'encoder-differs', values: { layer: 0 } },
  })
  expect(model.session.runMany).toBeUndefined()
  await encodeText(model, TEXT, settings)
  await model.release()
})

it('NaN is a difference', () => {
  const tensor = (name: string) => ({
    name,
    type: 1,
    dims: [4, 4],
    data: { kind: 'bytes', data: new Uint8Array() },
  })
  const linear = {
    inputs: 4,
    outputs: 4,
    bias: null,
    weights: { kind: 'float', tensor: tensor('w'), layout: 'kn', columns: null },
  }
  const norm = { gamma: tensor('g'), beta: tensor('b'), epsilon: 1e-5 }
  const plan = {
    index: 3,
    hiddenSize: 4,
    heads: 1,
    headSize: 4,
    feedForward: 4,
    query: linear,
    key: linear,
    value: linear,
    attentionOutput: linear,
    attentionNorm: norm,
    intermediate: linear,
    output: linear,
    outputNorm: norm,
    scale: 0.5,
    gelu: 'erf',
    isHalf: false,
    others: [],
  } as unknown as Parameters<typeof toleranceOf>[0]
  const theirs = Float32Array.of(1, 2, 3, 4)
  const off = (...values: number[]) =>
    difference(3, distance(Float32Array.from(values), theirs, 4), toleranceOf(plan))
  expect(off(1, 2, 3, 4.0001)).toBeNull()
  expect(off(1, 2, 3, 4.001)?.text).toContain('layer 3')
  expect(off(1, NaN, 3, 4)).not.toBeNull()
  expect(off(1, 2)).not.toBeNull()
})

it('two runs at once wait for each other: both get what they get alone', async () => {
  const model = await open({ threads: 1, open: openNodeKernels })
  const texts = [TEXT.repeat(60), `另一段文字。${TEXT}`.repeat(40)]
  const alone = []
  for (const text of texts) alone.push(valueOf((await encodeText(model, text, settings)).denseVecs))
  // Each slice lets the other go on.
  const checkpoint = () => new Promise<void>((resolve) => setImmediate(resolve))
  const together = await Promise.all(texts.map((text) => encodeText(model, text, settings, { checkpoint })))
  expect(together.map(({ denseVecs }) => valueOf(denseVecs))).toEqual(alone)
  await model.release()
})
