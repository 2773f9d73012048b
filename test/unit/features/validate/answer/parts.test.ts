/** The pure parts of the answer's view. */
import { describe, expect, it } from 'vitest'
import { edgesOf, histogramOf, sortedScores } from '../../../../../src/engine/validate/distribution'
import { bandName, bandText, movedBound, onStep } from '../../../../../src/features/validate/answer/bands'
import { coalesced } from '../../../../../src/features/validate/answer/coalesced'
import { decimated, sampled } from '../../../../../src/features/validate/answer/decimate'
import { distributionOf, ecdfOf, MOST_GROUPS } from '../../../../../src/features/validate/answer/distribution'
import { domainOf } from '../../../../../src/features/validate/answer/domain'
import { doneOf } from '../../../../../src/features/validate/answer/subset'
import { result } from './fixtures'
import { inRectangle, scatterOf } from '../../../../../src/features/validate/answer/scatter'
import { csvOf, tableOf } from '../../../../../src/features/validate/answer/table-file'

describe('a curve of many points', () => {
  const x = Float64Array.from({ length: 10_000 }, (_, at) => at)
  const y = x.map((at) => Math.sin(at / 50))

  it('keeps its ends and every extreme value, in order, with few points', () => {
    const spike = y.slice()
    spike[4321] = 9
    spike[7777] = -9
    const points = decimated({ x, y: spike }, 240)
    expect(points.x.length).toBeLessThanOrEqual(240)
    expect([points.x[0], points.x.at(-1)]).toEqual([0, 9999])
    expect([Math.max(...points.y), Math.min(...points.y)]).toEqual([9, -9])
    expect(points.x).toEqual([...points.x].sort((a, b) => a - b))
    for (const [at, value] of points.x.entries()) expect(points.y[at]).toBe(spike[value])
  })

  it('is given as it is when it has few', () => {
    expect(decimated({ x: x.slice(0, 5), y: y.slice(0, 5) }, 240).y).toEqual([...y.slice(0, 5)])
  })
})

it('a sample is spread over all and has what must be in it', () => {
  const chosen = sampled(100_000, 100, [7, 99_999])
  expect(chosen.length).toBeLessThanOrEqual(102)
  expect([...chosen]).toContain(7)
  expect([...chosen]).toContain(99_999)
  expect(chosen).toEqual(chosen.slice().sort())
  expect([...sampled(3, 100)]).toEqual([0, 1, 2])
})

describe('work that is asked for again and again', () => {
  it('is never done twice at once, and once more after a request that came meanwhile', async () => {
    let [running, most, done] = [0, 0, 0]
    const ends: (() => void)[] = []
    const ask = coalesced(async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => ends.push(resolve))
      running--
      done++
    })
    const first = ask()
    const later = [ask(), ask(), ask()]
    ends.shift()!()
    await first
    await Promise.resolve()
    expect(done).toBe(1)
    await new Promise((resolve) => setTimeout(resolve))
    ends.shift()!()
    await Promise.all(later)
    expect([done, most]).toEqual([2, 1])
  })

  it('goes on after a failure', async () => {
    let times = 0
    const ask = coalesced(async () => {
      if (times++ === 0) throw new Error('once')
    })
    const [first, second] = [ask(), ask()]
    await expect(first).rejects.toThrow('once')
    await second
    await ask()
    expect(times).toBe(3)
  })
})

describe('the distribution', () => {
  const values = Float64Array.of(0, 0.1, 0.1, 0.35, 0.5, 1, NaN)
  const edges = edgesOf(sortedScores(values, null), 10)

  it('counts as the engine does', () => {
    const grade = Float64Array.of(1, 0, 1, NaN, 0, 1, 1)
    const engine = histogramOf(values, grade, null, edges)
    const own = distributionOf(values, (pair) => (grade[pair]! > 0 ? 'yes' : null), edges, 'other')
    expect(own.groups[0]!.counts).toEqual(engine.relevant)
    expect(own.groups[0]!.total).toBe(3)
  })

  it('puts small groups together and loses no pair', () => {
    const many = Float64Array.from({ length: 100 }, (_, at) => at / 100)
    const spread = distributionOf(many, (pair) => `g${pair % 10}`, edgesOf(many, 5), 'other')
    expect(spread.groups.length).toBe(MOST_GROUPS)
    expect(spread.groups.at(-1)!.name).toBe('other')
    expect(spread.groups.reduce((sum, { total }) => sum + total, 0)).toBe(100)
  })

  it('has an ECDF that is exact at the edges', () => {
    const { groups } = distributionOf(values, () => 'all', edges, 'other')
    const shares = ecdfOf(groups[0]!)
    expect(shares[0]).toBe(0)
    expect(shares.at(-1)).toBe(1)
    // Five of six values are below 0.6.
    expect(shares[6]).toBeCloseTo(5 / 6, 12)
  })
})

describe('bands', () => {
  it('have the names of test ids and files', () => {
    expect([bandName([null, 0.45]), bandName([0.55, 0.75]), bandName([0.85, null])]).toEqual([
      'min-0.45',
      '0.55-0.75',
      '0.85-max',
    ])
    expect([bandText([null, 0.45]), bandText([0.55, 0.75]), bandText([0.85, null])]).toEqual([
      '< 0.45',
      '0.55–0.75',
      '≥ 0.85',
    ])
  })

  it('move in hundredths that are short decimals, and never turn over', () => {
    expect(onStep(0.1 + 0.2)).toBe(0.3)
    expect(onStep(0.5749999)).toBe(0.57)
    const bands = [[0.55, 0.75]] as const
    expect(movedBound(bands, 0, 0, 0.6)).toEqual([[0.6, 0.75]])
    expect(movedBound(bands, 0, 1, 0.55)).toBeNull()
    expect(
      movedBound(
        [
          [0.1, 0.2],
          [0.1, 0.3],
        ],
        0,
        1,
        0.3,
      ),
    ).toBeNull()
  })
})

describe('the axis', () => {
  it('has room for bounds of bands where values are similarities, and none for them where they are distances', () => {
    expect(domainOf(Float64Array.of(0.5, 0.6), [[null, 0.45]], 0.7)).toEqual([0.4, 0.75])
    expect(domainOf(Float64Array.of(20, 400), [[null, 0.45]], 50)).toEqual([20, 400])
    expect(domainOf(new Float64Array(0), [], null)).toEqual([0, 1])
  })
})

it('while a run goes on, only queries that are done take part', () => {
  const rows = result({ state: Uint8Array.of(1, 1, 1, 0, 2, 1) })
  expect([...doneOf(rows)!]).toEqual([1, 1, 0, 0, 1, 1])
  expect(doneOf(result())).toBeNull()
})

describe('the scatter', () => {
  it('draws a sample of many points with every outlier, and says of how many', () => {
    const x = Float64Array.from({ length: 50_000 }, (_, at) => at)
    const y = x.slice()
    y[0] = NaN
    const scatter = scatterOf(x, y, Int32Array.of(31))
    expect(scatter.of).toBe(49_999)
    expect(scatter.x.length).toBe(2000)
    expect([...scatter.outliers.x]).toEqual([31])
  })

  it('finds the pairs of a rectangle', () => {
    const x = Float64Array.of(0, 1, 2, NaN)
    expect([...inRectangle(x, x, { x: 0.5, y: 0.5 }, { x: 2, y: 2 })]).toEqual([1, 2])
  })
})

it('a CSV file has all digits, quotes what must be quoted, and no cell that a spreadsheet runs', async () => {
  const table = tableOf(
    ['a', 'b'],
    [
      [0.1 + 0.2, 'x,"y"'],
      [null, '=1+1'],
    ],
  )
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await csvOf(table)).arrayBuffer())
  expect(text).toBe('\u{feff}a,b\r\n0.30000000000000004,"x,""y"""\r\n,\'=1+1\r\n')
})
