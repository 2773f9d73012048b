/** The estimate against what was measured with bge-m3's shape in int8 (bench/RESULTS.md, "Layer by layer"). */
import { describe, expect, it } from 'vitest'
import { checkRunMemory, estimateRun } from '../../../src/engine/model/run-memory'
import type { Execution } from '../../../src/engine/model/types'
import { bytes } from '../../../src/engine/units'

const info = (execution: Execution, heap: number) => ({
  execution,
  heapEstimate: bytes(heap),
  attentionHeads: { value: 16, source: 'test' },
  hiddenSize: { value: 1024, source: 'test' },
})
const layers = (blockedFrom: number | null): Execution => ({
  kind: 'layers',
  layers: 24,
  tableReason: null,
  blockedFrom,
})
const whole = (reason: 'chosen' | 'no-chain'): Execution => ({ kind: 'whole', reason, detail: '' })

describe('estimateRun', () => {
  it.each([
    [layers(1025), 329e6, 512, 371e6],
    [layers(1025), 329e6, 1024, 482e6],
    [layers(1025), 329e6, 2048, 422e6],
    [layers(1025), 329e6, 8192, 705e6],
    [layers(null), 329e6, 2048, 907e6],
    [layers(null), 329e6, 4096, 2562e6],
    [whole('chosen'), 1496e6, 4096, 3.4e9],
  ])('%j, %d bytes at rest, %d tokens: %d', (execution, heap, n, measured) => {
    const estimate = estimateRun(info(execution, heap), n)
    expect(estimate).toBeGreaterThan(measured * 0.98)
    expect(estimate).toBeLessThan(measured * 1.2)
  })
})

describe('fused attention', () => {
  const fused = {
    ...info(layers(null), 329e6),
    fusedAttention: { operator: 'MultiHeadAttention', headSize: 64, tokens: 4095 },
  }
  it('runs up to its limit', () => checkRunMemory({ ...fused, hiddenSize: { value: 64, source: '' } }, 4095))
  it('is refused beyond it before the run, with the limit and its reason', () => {
    let refused: unknown
    try {
      checkRunMemory(fused, 4096)
    } catch (error) {
      refused = error
    }
    expect(refused).toMatchObject({
      code: 'run/fused-attention',
      message: expect.stringMatching(
        /4096 tokens.*MultiHeadAttention.*4095.*heads of 64.*without fused attention/,
      ) as string,
      values: { tokens: 4096, limit: 4095, operator: 'MultiHeadAttention', headSize: 64 },
    })
  })
})

describe('checkRunMemory', () => {
  it('lets 8,192 tokens through layer by layer, in int8 and fp32', () => {
    checkRunMemory(info(layers(1025), 329e6), 8192)
    checkRunMemory(info(layers(1025), 1424e6), 8192)
  })
  it.each([
    [whole('chosen'), 'layers'],
    [whole('no-chain'), 'shorter'],
    [layers(null), 'shorter'],
  ] as const)(
    'refuses them in one score tensor, with the numbers and what to do: %j → %s',
    (execution, remedy) => {
      let refused: unknown
      try {
        checkRunMemory(info(execution, 1496e6), 8192)
      } catch (error) {
        refused = error
      }
      expect(refused).toMatchObject({ code: 'run/too-large', values: { tokens: 8192, remedy } })
      expect((refused as { values: { needed: number } }).values.needed).toBeGreaterThan(8e9)
    },
  )
})
