import { describe, expect, it } from 'vitest'
import type { LoadProgress } from '../../../src/engine/model/types'
import { rateMeter } from '../../../src/core/model/rate'

const files = (loaded: number, over: object = {}): LoadProgress => ({
  stage: 'files',
  file: 'model.onnx',
  loaded,
  total: 1000,
  origin: 'network',
  ...over,
})

describe('the rate of a download', () => {
  it('is that of the last seconds, with the time that remains', () => {
    let now = 0
    const meter = rateMeter(() => now)
    expect(meter.on(files(0))).toBeNull()
    now = 1000
    expect(meter.on(files(100))).toEqual({ bytesPerSecond: 100, remaining: 9000 })
    for (now = 2000; now <= 9000; now += 1000) meter.on(files(100 + (now - 1000) / 50))
    // 20 bytes a second for eight seconds: the first second no longer counts.
    expect(meter.on(files(100 + (now - 1000) / 50))?.bytesPerSecond).toBeCloseTo(20, 6)
  })

  it('does not count what lay in the store as the speed of the network', () => {
    let now = 0
    const meter = rateMeter(() => now)
    meter.on(files(0, { origin: 'store' }))
    now = 1000
    meter.on(files(800, { origin: 'store' }))
    now = 1100
    expect(meter.on(files(801))).toBeNull()
    now = 2100
    expect(meter.on(files(811))?.bytesPerSecond).toBeCloseTo(10, 6)
  })

  it('begins again after a broken connection, and says nothing while no byte comes', () => {
    let now = 0
    const meter = rateMeter(() => now)
    meter.on(files(0))
    now = 2000
    expect(meter.on(files(500))).not.toBeNull()
    now = 3000
    expect(meter.on(files(500, { retry: 1 }))).toBeNull()
    now = 5000
    expect(meter.on(files(500))).toBeNull()
  })

  it('does not count the time in which the tokenizer is built', () => {
    let now = 0
    const meter = rateMeter(() => now)
    meter.on(files(0))
    now = 1000
    meter.on({ stage: 'tokenizer' })
    now = 4000
    meter.on(files(10))
    now = 5000
    expect(meter.on(files(110))?.bytesPerSecond).toBe(100)
  })

  it('leaves the remaining time open while the total is unknown', () => {
    let now = 0
    const meter = rateMeter(() => now)
    meter.on(files(0, { total: null }))
    now = 1000
    expect(meter.on(files(50, { total: null }))).toEqual({ bytesPerSecond: 50, remaining: null })
  })
})
