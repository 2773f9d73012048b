/** The engine against FlagEmbedding 1.4.2: test/golden holds what it gave, with the exact calls. */
import { describe, expect, it } from 'vitest'
import { plain, plainScores, sharedModel } from '../engine'
import { GOLDEN_MAX_LENGTH, Parity, readGolden, weightsOf } from '../parity'

const TOLERANCE = 1e-5

describe.each([
  ['tiny', 'onnx/model.onnx', 'three-heads', 'fp32'],
  ['tiny', 'onnx/model_hidden.onnx', 'hidden-states-with-head-files', 'fp32'],
  ['demo', 'onnx/model_q4.onnx', 'three-heads', 'q4'],
] as const)('%s, %s', (name, graph, layout, dtype) => {
  const golden = readGolden(name)
  const settings = {
    tokenizerMode: 'hf4',
    maxLength: GOLDEN_MAX_LENGTH[name],
    normalize: true,
    truncateDim: null,
  } as const

  it(`equals FlagEmbedding within ${TOLERANCE}`, { timeout: 300_000 }, async () => {
    const { engine, info } = await sharedModel(name, graph)
    expect(info.layout).toBe(layout)
    expect(info.dtype.value).toBe(dtype)
    // By our own encoder, and not by what takes its place where it refuses a layer.
    expect(info.execution).toMatchObject({ kind: 'layers', encoder: { engine: 'own' } })
    const parity = new Parity()
    for (const text of golden.texts)
      parity.addText(text, plain(await engine.call('encode', { text: text.text, settings })))
    for (const text of golden.texts) {
      if (!text.transformers5) continue
      const hf5 = { ...settings, tokenizerMode: 'hf5' } as const
      parity.addText(
        { ...text, colbert: null, ...text.transformers5 },
        plain(await engine.call('encode', { text: text.text, settings: hf5 })),
      )
    }
    for (const pair of golden.pairs)
      for (const [key, scores] of Object.entries(pair.scores)) {
        const request = { a: pair.query, b: pair.passage, settings, weights: weightsOf(key) }
        parity.addScores(scores, plainScores((await engine.call('analyze', request)).scores))
      }
    console.log(parity.report(`Node, ${name}, ${graph}`))
    expect(parity.unequal).toEqual([])
    expect(parity.texts).toBeGreaterThan(golden.texts.length)
    expect(parity.largest).toBeLessThanOrEqual(TOLERANCE)
  })
})

describe('FlagEmbedding’s helper functions', () => {
  it.each(['tiny', 'demo'] as const)('%s', async (name) => {
    const { helpers } = readGolden(name)
    const [a, b] = helpers.texts
    const { engine } = await sharedModel(name)
    const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
    const { explanation } = await engine.call('analyze', { a, b, settings, weights: weightsOf('default') })
    if (
      explanation.sparse.state !== 'available' ||
      explanation.colbert.state !== 'available' ||
      explanation.dense.state !== 'available'
    )
      throw new Error('a head is unavailable')
    const { sparse, colbert, dense } = {
      sparse: explanation.sparse.value,
      colbert: explanation.colbert.value,
      dense: explanation.dense.value,
    }
    expect(sparse.score).toBeCloseTo(helpers.compute_lexical_matching_score, 6)
    expect(sparse.selfA).toBeCloseTo(helpers.compute_lexical_matching_score_self, 6)
    expect(colbert.forward.score).toBeCloseTo(helpers.colbert_score, 5)
    expect(dense.dot).toBeCloseTo(helpers.dense, 5)
    // What is shown adds up to what is scored.
    expect(sparse.shared.reduce((sum, token) => sum + token.product, 0)).toBeCloseTo(sparse.score, 12)
    expect(dense.contributions.reduce((sum, part) => sum + part, 0)).toBeCloseTo(dense.dot, 12)
    for (const way of [colbert.forward, colbert.backward])
      expect(way.similarities.reduce((sum, value) => sum + value, 0) / way.rows).toBeCloseTo(way.score, 12)
    expect(colbert.forward.score).not.toBeCloseTo(colbert.backward.score, 3)
  })
})
