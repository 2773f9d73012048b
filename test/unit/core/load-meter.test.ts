import { describe, expect, it } from 'vitest'
import type { LoadProgress } from '../../../src/engine/model/types'
import { loadMeter, NOT_BEGUN } from '../../../src/core/model/load-meter'
import { percentOf } from '../../../src/core/progress'
import { stepClock } from '../../../src/core/model/step-clock'

const files = (loaded: number): LoadProgress => ({
  stage: 'files',
  file: 'model.onnx',
  loaded,
  total: 100,
  origin: 'network',
})
const layers = (done: number): LoadProgress => ({ stage: 'layers', done, total: 4 })

describe('a load whose layers are made while its bytes arrive', () => {
  it('shows both until the bytes are there, then the layers; then what comes after', () => {
    let now = 0
    const meter = loadMeter(() => (now += 1000))
    expect(meter.on(files(10))).toEqual({ ...NOT_BEGUN, progress: files(10) })
    const made = meter.on(layers(1))
    expect(made).toMatchObject({ progress: files(10), layers: { done: 1, total: 4 } })
    // The rate goes on: what is measured is the download, not the time between two messages of it.
    expect(meter.on(files(100)).rate?.bytesPerSecond).toBeGreaterThan(0)
    expect(meter.on(layers(2))).toEqual({ progress: layers(2), rate: null, layers: { done: 2, total: 4 } })
    expect(meter.on({ stage: 'warm-up' }).progress).toEqual({ stage: 'warm-up' })
  })

  it('is timed by stage, however often they take turns', () => {
    let now = 0
    const clock = stepClock(() => now)
    const at = (time: number, progress: LoadProgress) => {
      now = time
      clock.on(progress)
    }
    at(10, files(10))
    at(100, layers(1))
    at(130, files(50))
    at(200, layers(2))
    at(260, { stage: 'warm-up' })
    now = 300
    expect(clock.end()).toEqual([
      { stage: 'files', bytes: 50, time: 170 },
      { stage: 'layers', bytes: null, time: 90 },
      { stage: 'warm-up', bytes: null, time: 40 },
    ])
  })
})

describe('how much of a run is done', () => {
  it('counts the layers of the text under way', () => {
    expect(percentOf({ done: 1, total: 2 })).toBe(50)
    expect(percentOf({ done: 1, total: 2, layer: { done: 12, total: 24 } })).toBe(75)
    expect(percentOf({ done: 2, total: 2, layer: { done: 24, total: 24 } })).toBe(100)
    expect(percentOf({ done: 0, total: 0 })).toBeNull()
  })
})
