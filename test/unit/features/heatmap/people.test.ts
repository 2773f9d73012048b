/** Times and speakers beside the heatmap. */
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../../../src/engine/text/sentences/split'
import { heatmapCsv } from '../../../../src/features/heatmap/csv'
import { rowPartsOf, shortTimes, speakerOrder } from '../../../../src/features/heatmap/people'
import { pictureOf } from '../../../../src/features/heatmap/picture'
import type { HeatmapResult, Unit } from '../../../../src/features/heatmap/types'
import { initialState } from '../../app/slices'
import { info } from '../compare/fixtures'

const unit = (text: string, speaker: string | null = null, timestamp: string | null = null): Unit => ({
  start: 0,
  end: text.length,
  text,
  input: text,
  speaker,
  timestamp,
})
const chat = [
  unit('充不进电', 'u_1', '2026-02-07 16:43:16'),
  unit('灯亮吗', '小王', '2026-02-07 16:44:05'),
  unit('不亮', 'u_1', '2026-02-07 16:45:20'),
  unit('（系统）'),
  unit('换一个', '小王', '2026-02-07 16:46:01'),
]
const faq = [unit('退货'), unit('充电')]
const { look } = initialState.heatmap
const weights = { dense: 1, sparse: 1, colbert: 1 }

function resultOf(a: readonly Unit[], b: readonly Unit[], against: 'b' | 'self' = 'b'): HeatmapResult {
  const dense = Float64Array.from({ length: a.length * b.length }, (_, at) =>
    against === 'self' && at % (b.length + 1) === 0 ? 1 : 0.1 + at / 100,
  )
  return {
    inputs: { against, contextMode: 'isolated', unit: 'sentence', prefix: '', rules: '[]' },
    info: info('x'),
    a,
    b,
    values: { dense, sparse: null, colbert: null },
    rowsDone: a.length,
    done: null,
  } as unknown as HeatmapResult
}

describe('times beside rows', () => {
  it('lose the day that all of them have, and seconds that tell none apart', () => {
    expect(shortTimes(['2026-02-07 16:43:16', '2026-02-07 16:44:05', null])).toEqual(['16:43', '16:44', ''])
    expect(shortTimes(['2026-02-07 16:43:16', '2026-02-07 16:43:58'])).toEqual(['16:43:16', '16:43:58'])
    expect(shortTimes(['2026-02-07 16:43', '2026-02-08 09:10'])).toEqual(['07 16:43', '08 09:10'])
    expect(shortTimes(['00:01:05', '00:01:09'])).toEqual(['00:01:05', '00:01:09'])
    expect(shortTimes(['9:31 AM', '9:35 AM'])).toEqual(['9:31 AM', '9:35 AM'])
  })

  it('stay as written where there is one', () => {
    expect(shortTimes(['2026-02-07 16:43:16', '2026-02-07 16:43:16'])).toEqual([
      '2026-02-07 16:43:16',
      '2026-02-07 16:43:16',
    ])
    expect(shortTimes([])).toEqual([])
  })

  it('stand with the speaker, in a recognised conversation', () => {
    const text = '2026-02-07 16:43:16 u_88213\n你好，充不进电。\n\n2026-02-07 16:44:05 客服小王\n请问灯亮吗？'
    const units = splitSentences(text).sentences.map((one) => unit(one.text, one.speaker, one.timestamp))
    const parts = rowPartsOf(units, (row) => `A${row + 1}`)
    expect(units.map((_, row) => [parts.meta(row), parts.name(row), parts.text(row)])).toEqual([
      ['16:43 u_88213', 'A1', '你好，充不进电。'],
      ['16:44 客服小王', 'A2', '请问灯亮吗？'],
    ])
    expect(rowPartsOf(units, () => '')).toBe(parts)
  })
})

describe('the order by speaker', () => {
  it('has one group for each, in the order of their first words, each in the order of the text', () => {
    expect(speakerOrder(chat)).toEqual({ order: [0, 2, 1, 4, 3], starts: [2, 4] })
    expect(speakerOrder(faq)).toBeNull()
  })

  it('orders rows, and columns that have speakers', () => {
    const picture = (a: readonly Unit[], b: readonly Unit[], against: 'b' | 'self' = 'b') => {
      const made = pictureOf(resultOf(a, b, against), 'dense', weights, { ...look, sort: 'speaker' })
      if (made.state !== 'available') throw new Error('unavailable')
      return made.value
    }
    const rows = picture(chat, faq)
    expect(rows.rowOrder).toEqual([0, 2, 1, 4, 3])
    expect(rows.colOrder).toBeNull()
    expect(rows.groups).toEqual({ rows: [2, 4], cols: [] })
    expect(picture(faq, chat).colOrder).toEqual([0, 2, 1, 4, 3])
    const self = picture(chat, chat, 'self')
    expect(self.colOrder).toEqual(self.rowOrder)
    // The same object each time: rows that arrive are painted without a render.
    expect(picture(chat, faq).rowOrder).toBe(rows.rowOrder)
  })
})

it('a chunk may hold several speakers: it says that it goes on, and is in no group', () => {
  const sentences = resultOf(chat, faq)
  const chunks = { ...sentences, inputs: { ...sentences.inputs, unit: 'chunk' as const }, a: [...chat] }
  const made = pictureOf(chunks, 'dense', weights, { ...look, sort: 'speaker' })
  if (made.state !== 'available') throw new Error('unavailable')
  expect(made.value.rowOrder).toBeNull()
  expect(made.value.rowParts.meta(0)).toBe('16:43 u_1 …')
  expect(made.value.rowParts.meta(3)).toBe('')
})

describe('A against itself', () => {
  const result = resultOf(chat, chat, 'self')
  const made = (change: object = {}) => {
    const picture = pictureOf(result, 'dense', weights, { ...look, ...change })
    if (picture.state !== 'available') throw new Error('unavailable')
    return picture.value
  }

  it('has an automatic range without the diagonal', () => {
    expect(made().high).toBeCloseTo(0.33, 12)
    expect(made().isSelf).toBe(true)
  })

  it('has it also while rows arrive', () => {
    const fresh = resultOf(chat, chat, 'self')
    for (const rowsDone of [0, 1, 3, 5]) {
      const picture = pictureOf({ ...fresh, rowsDone }, 'dense', weights, look)
      if (picture.state !== 'available') throw new Error('unavailable')
      expect(picture.value.high).toBeLessThanOrEqual(rowsDone === 0 ? 1 : 0.34)
    }
  })

  it('is ordered by best matches with others', () => {
    // The last row has the largest value beside the diagonal, then the one before it.
    expect(made({ sort: 'best' }).rowOrder).toEqual([4, 3, 2, 1, 0])
    const two = resultOf(faq, faq, 'self')
    const lone = pictureOf({ ...two, a: [faq[0]!], b: [faq[0]!], rowsDone: 1 }, 'dense', weights, look)
    expect(lone.state === 'available' && [lone.value.low, lone.value.high]).toEqual([0, 1])
  })
})

describe('CSV', () => {
  const linesOf = (result: HeatmapResult) =>
    heatmapCsv(result.values.dense!, result, 'dense', weights)
      .trim()
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(','))

  it('has times and speakers of rows behind the numbers', () => {
    const lines = linesOf(resultOf(chat, faq))
    expect(lines[0]).toEqual(['', '', 'B1', 'B2', 'timestamp', 'speaker'])
    expect(lines[1]).toEqual(['', '', '退货', '充电', '', ''])
    expect(lines[2]).toEqual(['A1', '充不进电', '0.1', '0.11', '2026-02-07 16:43:16', 'u_1'])
    expect(lines[5]!.slice(-2)).toEqual(['', ''])
    expect(lines).toHaveLength(2 + chat.length)
  })

  it('has those of columns below them', () => {
    const lines = linesOf(resultOf(faq, chat))
    expect(lines[0]).toHaveLength(2 + chat.length)
    expect(lines.at(-2)!.slice(0, 4)).toEqual(['timestamp', '', '2026-02-07 16:43:16', '2026-02-07 16:44:05'])
    expect(lines.at(-1)!.slice(0, 4)).toEqual(['speaker', '', 'u_1', '小王'])
  })

  it('of plain texts is as before', () => {
    expect(linesOf(resultOf(faq, faq)).map((line) => line.length)).toEqual([4, 4, 4, 4])
  })
})
