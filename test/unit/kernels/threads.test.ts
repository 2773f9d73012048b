/** Runs on several threads, in slices, with a thread that is lost: always the bits of one thread in one go. */
import { afterAll, describe, expect, it } from 'vitest'
import * as abi from '../../../src/kernels/abi'
import { nodeHost } from '../../../src/platform/kernels/node'
import type { Thread } from '../../../src/platform/kernels/kernels'
import { BUILDS, closeAll, openBuild } from '../../kernel-builds'
import { Layout, SMALL, randomLayers, randomText } from '../../kernels'

afterAll(closeAll)

const LAYERS = randomLayers(SMALL, 5)
const TEXTS = [9, 1, 40, 300, 17].map((rows, index) => randomText(SMALL, rows, index))
const ROWS = 367

function runWhole(layout: Layout, texts: readonly Float32Array[]): Float32Array {
  layout.put(texts)
  expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_DONE)
  return layout.states()
}

describe.each(BUILDS)('%s', async (build) => {
  async function layoutOf(threads: number): Promise<Layout> {
    const kernels = await openBuild(build, threads)
    const layout = new Layout(kernels, SMALL, LAYERS, ROWS)
    layout.setDouble(abi.JOB_PATIENCE, 60_000)
    await kernels.serve(layout.job)
    return layout
  }

  const alone = await layoutOf(1)
  const EXPECTED = runWhole(alone, TEXTS)

  describe('threads', () => {
    it.each([2, 3, 5])('%s give the bits of one', async (threads) => {
      const layout = await layoutOf(threads)
      expect(layout.kernels.info.threads).toBe(threads)
      for (let turn = 0; turn < 3; turn++) expect(runWhole(layout, TEXTS)).toEqual(EXPECTED)
    })

    it('2000 short runs, begun at once one after another, need no more memory', async () => {
      const layout = await layoutOf(2)
      const before = layout.kernels.bytes().byteLength
      const expected = runWhole(layout, [TEXTS[0]!])
      for (let turn = 0; turn < 2000; turn++) expect(runWhole(layout, [TEXTS[0]!])).toEqual(expected)
      expect(layout.kernels.bytes().byteLength).toBe(before)
    })

    it('nothing to do is done', async () => {
      const layout = await layoutOf(2)
      layout.put(TEXTS, 1, 1)
      expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_DONE)
      layout.put([])
      expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_DONE)
    })

    it('layers one by one are the layers together', async () => {
      alone.put(TEXTS)
      for (let layer = 0; layer < SMALL.layers; layer++) {
        alone.set(abi.JOB_FIRST, layer)
        alone.set(abi.JOB_LAST, layer + 1)
        expect(alone.kernels.functions.run(alone.job)).toBe(abi.RUN_DONE)
      }
      expect(alone.states()).toEqual(EXPECTED)
    })
  })

  describe('slices', () => {
    it.each([1, 2, 3])('of one item each, on %s threads, give the bits of one go', async (threads) => {
      const layout = await layoutOf(threads)
      layout.put(TEXTS)
      layout.setDouble(abi.JOB_DEADLINE, 1e-9) // long past: each slice ends after thread 0's first item
      let state = layout.kernels.functions.run(layout.job)
      let slices = 1
      for (; state === abi.RUN_PAUSED; slices++) state = layout.kernels.functions.resume(layout.job)
      expect(state).toBe(abi.RUN_DONE)
      // Several threads share the items of a slice as the machine lets them.
      expect(slices).toBeGreaterThan(threads === 1 ? SMALL.layers * 10 : 1)
      expect(layout.states()).toEqual(EXPECTED)
    })

    it('a run begun anew after a pause forgets the old one', async () => {
      const layout = await layoutOf(2)
      layout.put(TEXTS)
      layout.setDouble(abi.JOB_DEADLINE, 1e-9)
      expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_PAUSED)
      expect(layout.kernels.functions.resume(layout.job)).toBe(abi.RUN_PAUSED)
      layout.setDouble(abi.JOB_DEADLINE, 0)
      expect(runWhole(layout, TEXTS)).toEqual(EXPECTED)
    })
  })

  describe('a thread that is lost', () => {
    it('ends the run with RUN_LOST, and after a restart all is as before', async () => {
      const layout = await layoutOf(2)
      expect(runWhole(layout, TEXTS)).toEqual(EXPECTED)
      layout.setDouble(abi.JOB_PATIENCE, 200)
      layout.set(abi.JOB_THREADS, 3) // a third thread, which nobody started
      layout.put(TEXTS)
      expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_LOST)
      expect(layout.get(abi.JOB_LOST)).toBe(1)
      layout.set(abi.JOB_THREADS, 2)
      layout.setDouble(abi.JOB_PATIENCE, 60_000)
      await layout.kernels.restart(layout.job)
      expect(runWhole(layout, TEXTS)).toEqual(EXPECTED)
    })

    it('because its worker was ended: the next run says so, and after a restart all is as before', async () => {
      const started: Thread[] = []
      const start: typeof nodeHost.start = async (message) => {
        const thread = await nodeHost.start(message)
        started.push(thread)
        return thread
      }
      const kernels = await openBuild(build, 3, start)
      const layout = new Layout(kernels, SMALL, LAYERS, ROWS)
      layout.setDouble(abi.JOB_PATIENCE, 300)
      await kernels.serve(layout.job)
      expect(runWhole(layout, TEXTS)).toEqual(EXPECTED)
      await started[1]!.terminate()
      layout.put(TEXTS)
      expect(kernels.functions.run(layout.job)).toBe(abi.RUN_LOST)
      layout.setDouble(abi.JOB_PATIENCE, 60_000)
      await kernels.restart(layout.job)
      expect(started.length).toBe(4)
      expect(runWhole(layout, TEXTS)).toEqual(EXPECTED)
    })

    it('that fails is found before patience ends', async () => {
      const layout = await layoutOf(2)
      layout.put(TEXTS)
      // Its scratch lies outside of the memory, so it traps; thread 0's does not.
      layout.set(abi.JOB_SCRATCH_BYTES, 0x7fff_0000)
      let state = abi.RUN_DONE as number
      // Thread 0 may be done with all of the attention before the other wakes.
      for (let turn = 0; turn < 1000 && state === abi.RUN_DONE; turn++)
        state = layout.kernels.functions.run(layout.job)
      expect(state).toBe(abi.RUN_LOST)
    })
  })
})
