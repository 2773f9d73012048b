/** int8 with activation scales per token against FlagEmbedding in fp32, and the published form beside it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quantisedDemo, type WeightScales } from '../../../bench/quantise-demo'
import { encodeText } from '../../../src/engine/encode/encode'
import type { LoadedModel } from '../../../src/engine/model/load'
import type { Activations } from '../../../src/engine/model/ports'
import { MODEL_FOLDERS, plain } from '../../engine'
import { cosine, GOLDEN_MAX_LENGTH, readGolden } from '../../parity'
import { memorySource } from '../model/layout-files'
import { load, SETTINGS } from '../model/real-runtime'

const TEXTS = readGolden('demo').texts
const NAMES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', '1_Pooling/config.json'] // oxfmt-ignore
const fileOf = (name: string) => new Uint8Array(readFileSync(join(MODEL_FOLDERS.demo, name)))

async function demoWith(scales: WeightScales, whole: boolean): Promise<LoadedModel> {
  const files = Object.fromEntries(NAMES.map((name) => [name, fileOf(name)]))
  const source = memorySource('demo', { ...files, 'onnx/model_int8.onnx': await quantisedDemo(scales) })
  return load(source, { whole })
}

/** Cosines of one way to compute with FlagEmbedding's vectors. */
class Quality {
  readonly dense: number[] = []
  readonly colbert: number[] = []
  sparse = 0

  readonly sorted = () => this.colbert.toSorted((a, b) => a - b)
  get worstDense(): number {
    return Math.min(...this.dense)
  }
  get colbertP5(): number {
    return this.sorted()[Math.floor(this.colbert.length * 0.05)]!
  }
  get report(): string {
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
    const f = (value: number) => value.toFixed(4)
    return (
      `dense min ${f(this.worstDense)} mean ${f(mean(this.dense))}, ColBERT min ${f(this.sorted()[0]!)} ` +
      `p5 ${f(this.colbertP5)} mean ${f(mean(this.colbert))}, largest sparse difference ${f(this.sparse)}`
    )
  }
}

async function measure(model: LoadedModel, activations: Activations): Promise<Quality> {
  const quality = new Quality()
  for (const { text, dense, colbert, lexical_weights: expected } of TEXTS) {
    const settings = { ...SETTINGS, maxLength: GOLDEN_MAX_LENGTH.demo, activations }
    const found = plain(await encodeText(model, text, settings))
    quality.dense.push(cosine(found.dense, dense))
    const { dimension, data } = found.colbert
    for (const [i, row] of (colbert ?? []).entries())
      quality.colbert.push(cosine(data.slice(i * dimension, (i + 1) * dimension), row))
    const weights = new Map(found.lexical)
    for (const id of new Set([...Object.keys(expected).map(Number), ...weights.keys()])) {
      const difference = Math.abs((weights.get(id) ?? 0) - (expected[id] ?? 0))
      quality.sparse = Math.max(quality.sparse, difference)
    }
  }
  return quality
}

describe('the demo model in int8', { timeout: 300_000 }, () => {
  it('faithful, with weights per column, is near to fp32, and nearer than as published', async () => {
    const column = await demoWith('column', false)
    expect(column.info).toMatchObject({
      execution: { kind: 'layers' },
      activations: ['published', 'faithful'],
    })
    const published = await measure(column, 'published')
    const faithful = await measure(column, 'faithful')
    await column.release()
    const naive = await demoWith('tensor', false)
    const tensor = await measure(naive, 'published')
    await naive.release()
    console.log(
      [
        `as published, weights per tensor: ${tensor.report}`,
        `as published, weights per column: ${published.report}`,
        `faithful, weights per column: ${faithful.report}`,
      ].join('\n'),
    )
    expect(faithful.colbert.length).toBeGreaterThan(200)
    expect(faithful.worstDense).toBeGreaterThanOrEqual(0.997)
    expect(faithful.colbertP5).toBeGreaterThanOrEqual(0.997)
    for (const other of [published, tensor]) {
      expect(other.worstDense).toBeLessThan(faithful.worstDense)
      expect(other.colbertP5).toBeLessThan(faithful.colbertP5)
    }
  })
})
