/** Texts that run together give the bits that each gives alone. */
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { Build } from '../../../src/platform/kernels/binary'
import * as abi from '../../../src/kernels/abi'
import { BUILDS, closeAll, openBuild } from '../../kernel-builds'
import { Layout, SMALL, randomLayers, randomText } from '../../kernels'

afterAll(closeAll)

async function layoutOf(build: Build, threads: number): Promise<Layout> {
  const kernels = await openBuild(build, threads)
  const layout = new Layout(kernels, SMALL, randomLayers(SMALL, 5), 700)
  await kernels.serve(layout.job)
  return layout
}

function statesOf(layout: Layout, texts: readonly Float32Array[]): Float32Array {
  layout.put(texts)
  expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_DONE)
  return layout.states()
}

it.each(BUILDS)('a batch is its texts (%s)', async (build) => {
  const alone = await layoutOf(build, 1)
  const together = await layoutOf(build, 2)
  const lengths = fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(255, 256, 257, 300)), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(lengths, fc.nat(1000), (rows, seed) => {
      const fitting = rows.filter((_, index) => rows.slice(0, index + 1).reduce((a, b) => a + b) <= 700)
      const texts = fitting.map((count, index) => randomText(SMALL, count, seed + index))
      const found = statesOf(together, texts)
      let at = 0
      for (const text of texts) {
        expect(found.slice(at, at + text.length)).toEqual(statesOf(alone, [text]))
        at += text.length
      }
    }),
    { numRuns: 25 },
  )
})
