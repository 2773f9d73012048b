import { describe, expect, it } from 'vitest'
import { labelColumn } from '../../../src/formats/validation/read/labels'
import { numberColumn, readRank } from '../../../src/formats/validation/read/numbers'

describe('labels', () => {
  it.each([
    [
      1,
      [
        '1',
        'true',
        'TRUE',
        'yes',
        'Y',
        'relevant',
        'Relevant ',
        '相关',
        '是',
        '好',
        '✓',
        '１',
        '1.0',
        '正确',
      ],
    ],
    [
      0,
      [
        '0',
        'false',
        'no',
        'N',
        'not relevant',
        'Not-Relevant',
        'non_relevant',
        'irrelevant',
        '不相关',
        '无关',
        '否',
        '差',
        '✗',
        '０',
        '0.0',
        '-1',
        '-2',
      ],
    ],
    [2, ['2', '2.0']],
    [3, ['3']],
    [10, ['10']],
    [Number.NaN, ['', ' ', 'unsure', '未定', '不确定', 'n/a', 'None', 'null', 'nan', '-', '?', '空']],
    [null, ['0.5', '11', 'apple', '退款', '1e3', 'x'.repeat(100)]],
  ])('that are %s', (grade, cells) => {
    const { read } = labelColumn([])
    for (const cell of cells) expect(read(cell), cell).toEqual(grade)
  })

  it('in words are graded where there are several grades of relevant', () => {
    const cells = ['relevant', 'partially relevant', 'highly relevant', 'not relevant']
    expect(cells.map(labelColumn(cells).read)).toEqual([2, 1, 3, 0])
    const chinese = ['相关', '部分相关', '完全相关', '不相关']
    expect(chinese.map(labelColumn(chinese).read)).toEqual([2, 1, 3, 0])
    expect(['relevant', 'not relevant'].map(labelColumn(['relevant', 'not relevant']).read)).toEqual([1, 0])
  })

  it('without a zero are told', () => {
    const column = labelColumn(['1', '5'])
    for (const cell of ['1', '5']) column.read(cell)
    expect(column.notes('x')).toEqual([{ code: 'no-zero-label', about: 'x', count: 2 }])
  })
})

describe('scores', () => {
  const readAll = (...cells: string[]) => cells.map(numberColumn(cells).read)

  it.each([
    [
      ['0.87', '.5', '1e-3', '+2', '−0.3', '－0.3', '０.５'],
      [0.87, 0.5, 0.001, 2, -0.3, -0.3, 0.5],
    ],
    [
      ['0,87', '1,234', '0,5'],
      [0.87, 1.234, 0.5],
    ],
    [
      ['1,234', '2,345'],
      [1234, 2345],
    ],
    [
      ['1,234', '0.5'],
      [1234, 0.5],
    ],
    [
      ['1,234.5', '1,234,567'],
      [1234.5, 1_234_567],
    ],
    [
      ['1.234,5', '0,5', '1.234'],
      [1234.5, 0.5, 1234],
    ],
    [
      ['1.234', '0.5'],
      [1.234, 0.5],
    ],
    [
      ['87.5 %', '87,5 %', '100%', '12％'],
      [0.875, 0.875, 1, 0.12],
    ],
    [
      ['1 234,5', '1\u00a0234,5', '0,1'],
      [1234.5, 1234.5, 0.1],
    ],
    [
      ['', '-', 'None', 'n/a'],
      [NaN, NaN, NaN, NaN],
    ],
    [
      ['NaN', 'Infinity', '-inf', 'abc', '1e999', '0x10', '1,23,4', '%', '1..2'],
      Array.from({ length: 9 }, () => null),
    ],
  ])('%j are %j', (cells, values) => {
    expect(readAll(...cells)).toEqual(values)
  })

  it('say what the column decided', () => {
    expect(numberColumn(['0,87', '1,234']).notes('s')).toEqual([
      { code: 'decimal-commas', about: 's', count: 2 },
    ])
    expect(numberColumn(['1,234', '0.5']).notes('s')).toEqual([
      { code: 'thousands-commas', about: 's', count: 1 },
    ])
    expect(numberColumn(['50%']).notes('s')).toEqual([{ code: 'percent', about: 's', count: 1 }])
  })
})

it.each([
  ['1', 1],
  ['#3', 3],
  ['第2名', 2],
  ['3.0', 3],
  ['1st', 1],
  ['０', 0],
  ['', NaN],
  ['1.5', null],
  ['-1', null],
  ['first', null],
])('rank %j is %s', (cell, rank) => {
  expect(readRank(cell)).toEqual(rank)
})
