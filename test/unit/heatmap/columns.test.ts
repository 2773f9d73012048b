/** What the matrix product of a heatmap costs besides its arithmetic: how often the runtime copies the columns. */
import { describe, expect, it } from 'vitest'
import type { Encoded } from '../../../src/engine/encode/types'
import { BestSimilarities } from '../../../src/engine/heatmap/similarities'
import { writer } from '../../../src/engine/heatmap/writer'
import type { HeatmapInput, HeatmapRows } from '../../../src/engine/heatmap/types'
import type { Matrix } from '../../../src/engine/matrix'
import type { LoadedModel } from '../../../src/engine/model/load'
import type { Runtime, Tensor } from '../../../src/engine/model/ports'
import { available } from '../../../src/engine/model/types'
import { SETTINGS } from '../model/real-runtime'

const WANTED = { dense: false, sparse: false, colbert: true }

/** Rows of one value each, so that a unit's similarity with a column is known: query value × column value × dimension. */
function unit(value: number, rows: number, dimension: number): Encoded {
  const matrix: Matrix = { rows, dimension, data: new Float32Array(rows * dimension).fill(value) }
  return { colbertVecs: available(matrix) } as unknown as Encoded
}

/** A runtime whose product takes one number of each row; it counts what it is given. */
function counting() {
  const count = { runs: 0, columnFloats: 0, largest: 0 }
  const runtime = {
    createSession: () =>
      Promise.resolve({
        run: ({ query, columns }: Record<'query' | 'columns', Tensor>) => {
          const [rows, dimension] = query.dims as [number, number]
          const [width] = columns.dims as [number]
          count.runs++
          count.columnFloats += columns.data.length
          count.largest = Math.max(count.largest, rows * width)
          const data = new Float32Array(rows * width)
          for (let row = 0; row < rows; row++)
            for (let column = 0; column < width; column++)
              data[row * width + column] =
                Number(query.data[row * dimension]) * Number(columns.data[column * dimension]) * dimension
          return Promise.resolve({ out: { type: 'float32', dims: [rows, width], data } })
        },
        release: () => Promise.resolve(),
      }),
  } as unknown as Runtime
  return { runtime, count }
}

describe('columns are copied for many rows at once', () => {
  it('200 units against 60 columns of 1.2 million numbers: a sixth of the copies, the same scores', async () => {
    const { runtime, count } = counting()
    const columns: (Encoded | null)[] = Array.from({ length: 60 }, (_, at) => unit((at + 1) / 64, 20, 1024))
    columns[7] = null
    const rows: HeatmapRows[] = []
    const out = await writer(
      { runtime } as LoadedModel,
      WANTED,
      columns,
      { settings: SETTINGS } as HeatmapInput,
      { onProgress: ({ rows: sent }) => sent && rows.push(sent) },
      () => ({ done: 0, total: 0 }),
    )
    const unitsOfA = Array.from({ length: 200 }, (_, at) =>
      at === 5 ? null : unit((at + 1) / 256, 20, 1024),
    )
    for (const each of unitsOfA) await out.add(each)
    await out.close()
    // 199 units of 20 rows, 140 rows at once: 29 products. Each unit alone would need 199.
    expect(count.columnFloats).toBeLessThanOrEqual(30 * 59 * 20 * 1024)
    // Each row once, in order.
    expect(
      rows.flatMap(({ from, count: some }) => Array.from({ length: some }, (_, at) => from + at)),
    ).toEqual(unitsOfA.map((_, at) => at))
    const values = rows.flatMap((sent) => [...sent.values.colbert!])
    for (let i = 0; i < 200; i++)
      for (let j = 0; j < 60; j++)
        expect(values[i * 60 + j]).toEqual(i === 5 || j === 7 ? NaN : ((i + 1) / 256) * ((j + 1) / 64) * 1024)
  })

  it('a cancel or an error still sends the rows that were added', async () => {
    const { runtime } = counting()
    const rows: HeatmapRows[] = []
    const out = await writer(
      { runtime } as LoadedModel,
      WANTED,
      [unit(1, 2, 2_000_000 / 2)],
      { settings: SETTINGS } as HeatmapInput,
      { onProgress: ({ rows: sent }) => sent && rows.push(sent) },
      () => ({ done: 0, total: 0 }),
    )
    await out.add(unit(1, 2, 1_000_000))
    expect(rows).toEqual([])
    await out.close()
    expect(rows.map(({ count }) => count)).toEqual([1])
  })

  it('no product is larger than a block, unless one query alone makes it so', async () => {
    const { runtime, count } = counting()
    const columns = Array.from({ length: 4 }, () => unit(1, 25_000, 4))
    const similarities = await BestSimilarities.open(runtime, columns, false)
    const queries = Array.from({ length: 10 }, () => ({
      rows: unit(1, 15, 4).colbertVecs as never,
      out: new Float64Array(4),
    })).map(({ rows, out }) => ({ rows: (rows as { value: Matrix }).value, out }))
    await similarities.scores(queries)
    expect(count.largest).toBeLessThanOrEqual(4_000_000)
    expect(count.runs).toBe(5)
    for (const { out } of queries) expect([...out]).toEqual([4, 4, 4, 4])
  })
})
