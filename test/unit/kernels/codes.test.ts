/** Layers of int8: near a plain reference that quantises in the same way, and the same bits in every arrangement. */
import { afterAll, describe, expect, it } from 'vitest'
import * as abi from '../../../src/kernels/abi'
import { BUILDS, closeAll, openBuild } from '../../kernel-builds'
import { Layout, SMALL, quantised, randomLayers, randomText } from '../../kernels'
import { layerOf, quantiseRows, quantiseText, rowsOf } from '../../layer-reference'

afterAll(closeAll)

const SHAPE = { ...SMALL, layers: 2 }
const LAYERS = quantised(randomLayers(SHAPE, 12))
const TEXTS = [9, 1, 40, 270, 17].map((rows, index) => randomText(SHAPE, rows, index))
const ROWS = 337
const KINDS = [
  ['a scale for each text', abi.ACTIVATIONS_TEXT, quantiseText],
  ['a scale for each row', abi.ACTIVATIONS_ROW, quantiseRows],
] as const

const VARIANTS = BUILDS.flatMap((build) => ([2, 4] as const).map((group) => [build, group] as const))

describe.each(VARIANTS)('%s, groups of %s', async (build, group) => {
  async function layoutOf(threads: number): Promise<Layout> {
    const layout = new Layout(await openBuild(build, threads), SHAPE, LAYERS, ROWS, group)
    layout.setDouble(abi.JOB_PATIENCE, 60_000)
    await layout.kernels.serve(layout.job)
    return layout
  }
  const alone = await layoutOf(1)
  const together = await layoutOf(3)
  const run = (layout: Layout, texts: readonly Float32Array[], kind: number) => {
    layout.set(abi.JOB_ACTIVATIONS, kind)
    layout.put(texts)
    expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_DONE)
    return layout.states()
  }

  it.each(KINDS)('%s: near the reference', (_, kind, quantise) => {
    const text = randomText(SHAPE, 33, 8)
    const found = run(alone, [text], kind)
    let expected = rowsOf(text, SHAPE.hidden)
    for (const layer of LAYERS) expected = layerOf(expected, layer, SHAPE, null, quantise).states
    // Where a sum of floats rounds otherwise, a code may be its neighbour: a 255th of the range.
    const differences = expected.flat().map((value, i) => Math.abs(value - found[i]!))
    expect(Math.max(...differences)).toBeLessThan(0.03)
    expect(differences.reduce((sum, value) => sum + value) / differences.length).toBeLessThan(1e-3)
  })

  it.each(KINDS)('%s: a batch on three threads is its texts on one, bit for bit', (_, kind) => {
    const found = run(together, TEXTS, kind)
    let at = 0
    for (const text of TEXTS) {
      expect(found.slice(at, at + text.length)).toEqual(run(alone, [text], kind))
      at += text.length
    }
  })

  it.each(KINDS)('%s: slices of one item give the bits of one go', (_, kind) => {
    const expected = run(alone, TEXTS, kind)
    for (const layout of [alone, together]) {
      layout.set(abi.JOB_ACTIVATIONS, kind)
      layout.put(TEXTS)
      layout.setDouble(abi.JOB_DEADLINE, 1e-9)
      let state = layout.kernels.functions.run(layout.job)
      while (state === abi.RUN_PAUSED) state = layout.kernels.functions.resume(layout.job)
      layout.setDouble(abi.JOB_DEADLINE, 0)
      expect(state).toBe(abi.RUN_DONE)
      expect(layout.states()).toEqual(expected)
    }
  })

  it.each(KINDS)('%s: layers one by one are the layers together', (_, kind) => {
    const expected = run(alone, TEXTS, kind)
    alone.put(TEXTS)
    for (let layer = 0; layer < SHAPE.layers; layer++) {
      alone.set(abi.JOB_FIRST, layer)
      alone.set(abi.JOB_LAST, layer + 1)
      expect(alone.kernels.functions.run(alone.job)).toBe(abi.RUN_DONE)
    }
    expect(alone.states()).toEqual(expected)
  })

  it.each(KINDS)('%s: NaN and infinity come out of their text, and of no other', (_, kind) => {
    const good = run(together, TEXTS, kind)
    for (const bad of [NaN, Infinity]) {
      const texts = TEXTS.map((text) => text.slice())
      texts[2]![1000] = bad
      const found = run(together, texts, kind)
      const [from, to] = [10 * SHAPE.hidden, 50 * SHAPE.hidden]
      expect(found.slice(from, to).some(Number.isFinite)).toBe(false)
      expect(found.slice(0, from)).toEqual(good.slice(0, from))
      expect(found.slice(to)).toEqual(good.slice(to))
    }
  })
})
