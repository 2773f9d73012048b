/** The HTML report: well-formed, self-contained, and deaf to what hostile texts ask for. */
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import { answer } from '../../../src/engine/validate/answer'
import type { AnswerOptions } from '../../../src/engine/validate/answer-types'
import { FAILURE_CLASSES, type Classes } from '../../../src/engine/validate/answer-types'
import { htmlReport } from '../../../src/formats/validation/report/htmlReport'
import type { ReportInput } from '../../../src/formats/validation/report/types'
import { HARD_ROWS, handRows, type HandPair } from '../../validation'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const OPTIONS: AnswerOptions = {
  k: 5,
  beta: 1,
  criterion: 'f1',
  atLeast: 0.9,
  alpha: 0.1,
  confidence: 0.95,
  bands: [
    [null, 0.45],
    [0.55, 0.75],
    [0.85, null],
  ],
  bins: 20,
  resamples: 50,
  seed: 7,
}

const CLASSES = Object.fromEntries(
  FAILURE_CLASSES.map((name, at) => [name, Int32Array.from({ length: at % 3 }, (_, pair) => pair)]),
) as unknown as Classes

function inputOf(rows: ReportInput['rows'], more: Partial<ReportInput> = {}): ReportInput {
  return {
    language: 'en',
    rows,
    answer: answer({
      pairs: rows.pairs,
      queries: rows.set.queries.ids.length,
      heads: rows.heads,
      has: rows.has,
      weights: rows.weights,
      options: OPTIONS,
      subset: null,
    }),
    options: OPTIONS,
    classes: CLASSES,
    score: 'colbert+sparse+dense',
    worst: 20,
    preprocessing: { rules: ['trim', 'collapse-spaces'], prefix: 'query: ', leaveOutMetadata: false },
    software: 'm3scope 0.1.0',
    created: '2026-11-30T20:00:00.000Z',
    ...more,
  }
}

function elements(node: DefaultTreeAdapterTypes.ParentNode): Element[] {
  return node.childNodes.flatMap((child: Node) =>
    'childNodes' in child ? ['tagName' in child ? child : [], elements(child)].flat() : [],
  )
}
const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value
function textOf(node: DefaultTreeAdapterTypes.ParentNode): string {
  return node.childNodes
    .map((child) => ('value' in child ? child.value : 'childNodes' in child ? textOf(child) : ''))
    .join('')
}

const ALLOWED = new Set(
  (
    'html head meta title style body header h1 p nav ul li a main section h2 h3 table caption thead tbody tr th td div span ' +
    'bdi br em figure figcaption details summary svg path rect text'
  ).split(' '),
)

/** No element that runs, loads or leads away. */
function checkHarmless(html: string): Element[] {
  const all = elements(parse(html))
  for (const element of all) {
    expect(ALLOWED, element.tagName).toContain(element.tagName)
    for (const { name, value } of element.attrs) {
      expect(name).not.toMatch(/^on|^srcdoc$|^src$|^srcset$|^action$|^formaction$/i)
      if (name === 'href') expect(value).toMatch(/^#[a-z-]+$/)
    }
  }
  const style = all.find(({ tagName }) => tagName === 'style')!
  expect(textOf(style)).not.toMatch(/url\(|@import|expression/i)
  return all
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '</td></table><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(1)</script>',
  '<!-- ',
  ']]>',
  '&lt;script&gt;',
  'javascript:alert(1)',
  '\u0000<\u0000script>',
  '\u202Egnp.exe',
]

const labelled = (queries: number): HandPair[] =>
  Array.from({ length: queries * 5 }, (_, at) => {
    const noise = ((at * 7919) % 101) / 101
    const isRelevant = at % 5 === at % 3
    const dense = (isRelevant ? 0.45 : 0.2) + noise / 2
    return {
      query: Math.floor(at / 5),
      document: at,
      rank: (at % 5) + 1,
      production: dense,
      grade: isRelevant ? 1 : 0,
      dense,
      sparse: dense / 4,
      colbert: dense + 0.05,
    }
  })

describe('hostile texts', () => {
  it.each(HOSTILE)('%j stays text, wherever it stands', (text) => {
    const rows = handRows(
      [text],
      [text, `${text}2`],
      [
        { query: 0, document: 0, grade: 0, dense: 0.9, sparse: 0.1, colbert: 0.9 },
        { query: 0, document: 1, grade: 1, dense: 0.1, sparse: 0.1, colbert: 0.1 },
      ],
      {
        notes: [text, text],
        setMore: {
          name: text,
          queries: { ids: [text], texts: [text] },
          documents: { ids: [text, `${text}2`], texts: [text, `${text}2`] },
          skipped: [{ row: 1, reason: 'empty-query', value: text, file: text }],
        },
      },
    )
    const identity = { ...rows.identity!, model: text, origin: text }
    const html = htmlReport(
      inputOf(
        { ...rows, identity },
        {
          preprocessing: { rules: [text], prefix: text, leaveOutMetadata: true },
          software: text,
        },
      ),
    )
    const all = checkHarmless(html)
    const shown = text.replaceAll('\u0000', '\uFFFD')
    expect(textOf(parse(html)).split(shown).length).toBeGreaterThan(8)
    expect(all.filter(({ tagName }) => tagName === 'title')).toHaveLength(1)
  })
})

describe('with labels', () => {
  const html = htmlReport(
    inputOf(
      handRows(
        Array.from({ length: 40 }, (_, at) => `query ${at}`),
        Array.from({ length: 200 }, (_, at) => `document ${at}`),
        labelled(40),
      ),
    ),
  )
  const all = checkHarmless(html)

  it('has four charts with a name and a table each, and the threshold', () => {
    const charts = all.filter(({ tagName }) => tagName === 'svg')
    expect(charts).toHaveLength(4)
    for (const chart of charts) {
      expect(attribute(chart, 'role')).toBe('img')
      expect(attribute(chart, 'aria-label')).toMatch(/colbert\+sparse\+dense/)
    }
    expect(all.filter(({ tagName }) => tagName === 'details')).toHaveLength(4)
    expect(html).toContain('class="threshold"')
    expect(html).not.toMatch(/(?<!gave )NaN|undefined/)
  })

  it('every table has headers with a scope, and every row as many cells', () => {
    for (const table of all.filter(({ tagName }) => tagName === 'table')) {
      const inside = elements(table)
      for (const head of inside.filter(({ tagName }) => tagName === 'th'))
        expect(['col', 'row']).toContain(attribute(head, 'scope'))
      const rows = inside.filter(({ tagName }) => tagName === 'tr')
      const widths = new Set(
        rows.map((row) => elements(row).filter(({ tagName }) => /^t[hd]$/.test(tagName)).length),
      )
      expect(widths.size).toBe(1)
    }
  })

  it('says the numbers of the answer', () => {
    const { scores } = inputOf(
      handRows(
        Array.from({ length: 40 }, (_, at) => `query ${at}`),
        Array.from({ length: 200 }, (_, at) => `document ${at}`),
        labelled(40),
      ),
    ).answer
    const of = scores['colbert+sparse+dense']!
    const text = textOf(parse(html))
    expect(text).toContain(
      `The threshold of colbert+sparse+dense by best F1 is ${of.threshold!.value.toFixed(4)}`,
    )
    expect(html).toContain(`title="${of.auc}"`)
    expect(html).toContain(`title="${of.ndcg}"`)
    expect(of.conformal.state).toBe('available')
    expect(text).toMatch(
      /At most 10% of relevant pairs fall below 0\.\d{4}, with 95% confidence \(from \d+ labelled/,
    )
    expect(text).toContain('Conformal Risk Control')
  })

  it('lists the worst queries first, with their documents in the order of the score', () => {
    const queries = all.filter((element) => attribute(element, 'class') === 'query')
    expect(queries.length).toBeGreaterThan(2)
    const values = queries.map((query) => {
      const line = elements(query).find(({ tagName }) => tagName === 'p')!
      return Number(
        attribute(
          elements(line).find(({ tagName }) => tagName === 'span')!,
          'title',
        ),
      )
    })
    expect(values).toEqual([...values].sort((a, b) => a - b))
    for (const query of queries) {
      const rows = elements(query)
        .filter(({ tagName }) => tagName === 'tr')
        .slice(1)
      const fused = rows.map((row) => {
        const cells = elements(row).filter(({ tagName }) => tagName === 'td')
        return Number(attribute(elements(cells[6]!)[0]!, 'title'))
      })
      expect(fused).toEqual([...fused].sort((a, b) => b - a))
    }
  })
})

it('without labels it says what is missing in place of curves and bad queries', () => {
  const rows = handRows(
    ['q'],
    ['d', 'e'],
    [
      { query: 0, document: 0, dense: 0.5, sparse: 0.1, colbert: 0.6 },
      { query: 0, document: 1, dense: 0.7, sparse: 0.1, colbert: 0.6 },
    ],
  )
  const html = htmlReport(inputOf(rows, { classes: null }))
  checkHarmless(html)
  const text = textOf(parse(html))
  expect(text).toContain('There are no curves without labels')
  expect(text).toContain('Without labels no query can be said to be bad')
  expect(text).toContain('The failure classes were not computed.')
  expect(text).toContain('There are too few labels for a guarantee')
})

it('a head that the model lacks is not in the tables', () => {
  const rows = { ...HARD_ROWS, has: { dense: true, sparse: false, colbert: false } }
  const html = htmlReport(inputOf(rows, { score: 'dense' }))
  checkHarmless(html)
  expect(html).not.toContain('<th scope="row">sparse</th>')
})

it('is in Chinese too', () => {
  const html = htmlReport(inputOf(HARD_ROWS, { language: 'zh-CN' }))
  checkHarmless(html)
  expect(html).toContain('<html lang="zh-CN">')
  const text = textOf(parseFragment(html))
  expect(text).toContain('验证报告')
  expect(text).toContain('跳过文件中的 2 行')
})

it('is of a bearable size for 100,000 pairs', () => {
  const rows = handRows(
    Array.from({ length: 2000 }, (_, at) => `query ${at}`),
    Array.from({ length: 10_000 }, (_, at) => `${at} `.repeat(2000)),
    labelled(2000),
    {
      setMore: {
        skipped: Array.from({ length: 5000 }, (_, row) => ({
          row,
          reason: 'empty-query' as const,
          value: 'x'.repeat(1000),
        })),
      },
    },
  )
  const html = htmlReport(inputOf(rows))
  expect(html.length).toBeLessThan(600_000)
  expect(html).toContain('The first 100 of 5000 skipped rows')
})
