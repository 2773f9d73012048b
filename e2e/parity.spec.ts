import { GOLDEN_MAX_LENGTH, Parity, readGolden, weightsOf } from '../test/parity'
import { expect, open, ready, siteModels, test } from './page'
import { runOverWire } from './wire'

/** Threads: null is as many as the worker chooses. Two threads beside another test cost three times as much as one. */
for (const [name, graphFile, threads] of [
  ['tiny', 'onnx/model.onnx', null],
  ['tiny', 'onnx/model_hidden.onnx', 1],
  ['demo', 'onnx/model_q4.onnx', 1],
] as const) {
  test(`the built worker equals FlagEmbedding: ${name}, ${graphFile}`, async ({ page }) => {
    test.setTimeout(300_000)
    await open(page)
    await ready(page)
    const golden = readGolden(name)
    const settings = {
      tokenizerMode: 'hf4',
      maxLength: GOLDEN_MAX_LENGTH[name],
      normalize: true,
      truncateDim: null,
    } as const
    const hf5 = golden.texts.filter((text) => text.transformers5)
    const sets = golden.pairs.flatMap((pair) =>
      Object.entries(pair.scores).map(([key, scores]) => ({ pair, key, scores })),
    )
    const results = await runOverWire(page, {
      model: { ...siteModels()[name], graphFile },
      threads,
      settings,
      texts: [
        ...golden.texts.map(({ text }) => ({ text, mode: 'hf4' as const })),
        ...hf5.map(({ text }) => ({ text, mode: 'hf5' as const })),
      ],
      pairs: sets.map(({ pair, key }) => ({
        a: pair.query,
        b: pair.passage,
        settings,
        weights: weightsOf(key),
      })),
    })
    const parity = new Parity()
    golden.texts.forEach((text, i) => parity.addText(text, results.texts[i]!))
    hf5.forEach((text, i) =>
      parity.addText(
        { ...text, colbert: null, ...text.transformers5 },
        results.texts[golden.texts.length + i]!,
      ),
    )
    sets.forEach(({ scores }, i) => parity.addScores(scores, results.pairs[i]!))
    console.log(parity.report(`Chromium, ${results.threads} threads, ${name}, ${graphFile}`))
    expect(parity.unequal).toEqual([])
    expect(parity.largest).toBeLessThanOrEqual(1e-5)
    if (threads) expect(results.threads).toBe(threads)
    else expect(results.threads).toBeGreaterThan(1)
  })
}
