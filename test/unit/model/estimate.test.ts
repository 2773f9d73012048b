/** The estimate against what bench/memory.ts measured (bench/RESULTS.md, "Memory"). */
import { describe, expect, it } from 'vitest'
import { estimateLoad, estimateSeconds, fitsMachine } from '../../../src/engine/model/estimate'

const GIB = 2 ** 30
const int8 = { graphBytes: 567_772_885, externalBytes: 0 }
const fp32 = { graphBytes: 82_024, externalBytes: 2_266_820_608 }
const fp16 = { graphBytes: 1_133_466_926, externalBytes: 0, dtype: 'fp16' }

/** Bytes that were measured, and how much more the estimate may be than they; never less by over 2 %. */
const near = (estimated: number, measured: number, above = 0.02) => {
  expect(estimated).toBeGreaterThan(measured * 0.98)
  expect(estimated).toBeLessThan(measured * (1 + above))
}

describe('estimateLoad', () => {
  it.each([
    ['int8 in one file', int8, 1496e6, 2373e6, 'fits'],
    ['fp32 with external data', fp32, 2850e6, 5402e6, 'tight'],
    ['fp16 in one file', fp16, 3885e6, 5275e6, 'tight'],
  ] as const)('gives what was measured: %s', (_, size, heap, peak, verdict) => {
    const estimate = estimateLoad(size)
    near(estimate.heap, heap)
    near(estimate.peak, peak)
    expect(estimate.verdict).toBe(verdict)
  })

  it('is on the safe side for int8 weights beside the graph', () => {
    const estimate = estimateLoad({ graphBytes: 126_908, externalBytes: 567_672_832 })
    near(estimate.heap, 673e6, 0.1)
    near(estimate.peak, 1589e6, 0.1)
    expect(estimate.verdict).toBe('fits')
  })

  it('refuses what 4 GiB of heap cannot hold', () => {
    expect(estimateLoad({ graphBytes: 2_266_820_608, externalBytes: 0 }).verdict).toBe('too-large')
    expect(estimateLoad({ graphBytes: 0, externalBytes: 3.6e9 }).verdict).toBe('too-large')
    expect(estimateLoad({ graphBytes: 1.2e9, externalBytes: 0 }).verdict).toBe('tight')
    expect(estimateLoad({ graphBytes: 0, externalBytes: 0 }).verdict).toBe('fits')
  })
})

describe('fitsMachine', () => {
  const small = estimateLoad(int8)
  const large = estimateLoad(fp32)

  it('takes half of the memory that the browser tells', () => {
    expect(fitsMachine(small, 8)).toBe('fits')
    expect(fitsMachine(small, 4)).toBe('tight')
    expect(fitsMachine(large, 4)).toBe('tight')
    expect(fitsMachine(large, 16)).toBe('fits')
    expect(fitsMachine({ peak: (2 * GIB) as typeof small.peak }, 4)).toBe('fits')
  })

  it('does not know more than the browser: none told, or 8, which may stand for any more', () => {
    expect(fitsMachine(small, null)).toBe('unknown')
    expect(fitsMachine(large, 8)).toBe('unknown')
  })
})

describe('estimateSeconds', () => {
  it('knows the session from its bytes, and the files only with a rate', () => {
    expect(estimateSeconds({ bytes: 600e6, rate: null })).toEqual({ files: null, session: 2 })
    expect(estimateSeconds({ bytes: 600e6, rate: 10e6 })).toEqual({ files: 60, session: 2 })
  })
})
