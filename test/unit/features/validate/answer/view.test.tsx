// @vitest-environment happy-dom
import { act } from 'react'
import { ConfigProvider } from 'antd'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCollector } from '../../../../../src/core/monitor'
import { AppContext, type App } from '../../../../../src/core/react'
import type { AppState } from '../../../../../src/core/state'
import { answer as compute } from '../../../../../src/engine/validate/answer'
import { FAILURE_CLASSES } from '../../../../../src/engine/validate/answer-types'
import { AnswerView } from '../../../../../src/features/validate/answer/AnswerView'
import { answerRequest } from '../../../../../src/features/validate/answer/request'
import { noAnswer, type ValidateAnswer } from '../../../../../src/features/validate/answer/types'
import type { ValidationResult } from '../../../../../src/features/validate/run/types'
import type { Filter } from '../../../../../src/features/validate/triage/types'
import { i18next, startWords } from '../../../../words'
import { initialState } from '../../../app/slices'
import { result } from './fixtures'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

beforeAll(() => startWords('en'))
beforeEach(async () => {
  await i18next.changeLanguage('en')
  // There is no layout here, and a chart of no size is not drawn.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 400, 150))
})
let unmount = () => undefined as void
// What a component still says of its motions is said before the worker closes.
afterAll(() => new Promise((done) => setTimeout(done, 100)))
afterEach(() => {
  act(() => unmount())
  document.body.replaceChildren()
})

interface Given {
  readonly rows?: ValidationResult | null
  readonly answer?: Partial<ValidateAnswer>
  readonly filters?: readonly Filter[]
  readonly data?: Partial<AppState['validate']['data']>
}

async function shown({ rows = result(), answer = {}, filters = [], data = {} }: Given = {}) {
  const { validate } = initialState
  const state: AppState = {
    ...initialState,
    validate: {
      ...validate,
      data: { ...validate.data, ...data },
      run: { ...validate.run, phase: rows ? 'done' : 'idle', result: rows },
      triage: { ...validate.triage, filters },
      answer: { ...noAnswer, ...answer, look: { ...noAnswer.look, ...answer.look } },
    },
  }
  if (rows) {
    const computed = compute(answerRequest(state, rows))
    Object.assign(state.validate.answer, { answer: computed, of: rows })
  }
  const called: (readonly [string, unknown])[] = []
  const actions = new Proxy({} as App['actions'], {
    get: (_, name: string) => async (given: unknown) => void called.push([name, given]),
  })
  const store = createStore<AppState>(() => state)
  const app = {
    store,
    actions,
    features: [],
    parts: [],
    monitor: createCollector(),
    flush: () => undefined,
    dispose: () => undefined,
  }
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => root.unmount()
  await act(async () =>
    root.render(
      // As the page: a motion would end after its test.
      <ConfigProvider theme={{ token: { motion: false } }}>
        <AppContext value={app}>
          <AnswerView />
        </AppContext>
      </ConfigProvider>,
    ),
  )
  const find = (id: string) => place.querySelector<HTMLElement>(`[data-testid="${id}"]`)
  const press = (id: string) => act(async () => find(id)!.click())
  const of = (name: string) => called.filter(([action]) => action === name).map(([, given]) => given)
  return { find, press, of, store, text: () => place.textContent ?? '' }
}

describe('the table of metrics', () => {
  it('has every number of the JSON in full, with the best of a row marked', async () => {
    const { find } = await shown()
    const value = (name: string, score: string) =>
      Number(find(`validate-metric-${name}-${score}`)!.dataset['value'])
    expect(value('ndcg@5', 'dense')).toBeCloseTo((1 + 1 + 1 / Math.log2(3)) / 3, 12)
    expect(value('mrr', 'dense')).toBeCloseTo(2.5 / 3, 12)
    expect(value('hit@1', 'dense')).toBeCloseTo(2 / 3, 12)
    // Of the nine pairs of a relevant and an irrelevant one, six are in order.
    expect(value('auc', 'dense')).toBeCloseTo(6 / 9, 12)
    expect(value('mrr', 'colbert')).toBe(1)
    for (const name of [
      'average_precision',
      'best_f1',
      'best_threshold',
      'map',
      'recall@5',
      'precision@5',
      'mean',
      'p5',
      'p50',
      'p95',
    ])
      expect(value(name, 'colbert+sparse+dense')).not.toBeNaN()
    expect(find('validate-metric-mrr-colbert')!.dataset['best']).toBe('true')
    expect(find('validate-metric-mrr-dense')!.dataset['best']).toBe('false')
    expect(value('mrr', 'given')).toBeCloseTo(2.5 / 3, 12)
  })

  it('says why a number is not there: one class only, no head, no labels', async () => {
    const rows = result()
    rows.pairs.grade.fill(1)
    const one = await shown({ rows })
    const cell = one.find('validate-metric-auc-dense')!
    expect(cell.dataset['value']).toBe('')
    expect(cell.title).toContain('every labelled pair is relevant')
    act(() => unmount())
    const without = await shown({ rows: result({}, false) })
    expect(without.find('validate-metric-ndcg@5-dense')!.title).toContain('no pair has a label')
    expect(without.find('validate-metric-mean-dense')!.dataset['value']).not.toBe('')
    expect(without.text()).toContain('press 1 (relevant)')
    act(() => unmount())
    const reply = {
      ...result().reply!,
      heads: { ...result().reply!.heads, colbert: { state: 'unavailable', reason: 'dense-only' } },
    }
    const headless = await shown({ rows: result({ reply: reply as never }) })
    expect(headless.find('validate-metric-mrr-colbert')!.title).toContain('does not have a head')
  })

  it('shows what a score is above production’s', async () => {
    const { find } = await shown({ answer: { look: { ...noAnswer.look, cells: 'delta' } } })
    expect(find('validate-metric-mrr-colbert')!.textContent).toBe(`+${(1 - 2.5 / 3).toFixed(4)}`)
    expect(find('validate-metric-mrr-production')!.textContent).toBe((2.5 / 3).toFixed(4))
  })
})

describe('the threshold', () => {
  it('is there in full with its interval, and too few labels for a guarantee are said', async () => {
    const { find, store } = await shown()
    const { answer } = store.getState().validate.answer
    const own = answer!.scores['colbert+sparse+dense']!
    expect(Number(find('validate-threshold')!.dataset['value'])).toBe(own.threshold!.value)
    expect(find('validate-conformal')!.textContent).toContain('3 labelled, 29 needed')
  })

  it('is none without labels, with the reason', async () => {
    const { find } = await shown({ rows: result({}, false) })
    expect(find('validate-threshold')!.dataset['value']).toBe('')
    expect(find('validate-threshold')!.textContent).toContain('no pair has a label')
  })
})

describe('the bands', () => {
  it('have counts and filter by a click', async () => {
    const { find, press, of } = await shown({ answer: { score: 'dense' } })
    expect(find('validate-band-min-0.45')!.dataset).toMatchObject({ count: '2', precision: '0.5' })
    expect(find('validate-band-0.55-0.75')!.dataset['count']).toBe('2')
    expect(find('validate-band-0.85-max')!.dataset).toMatchObject({ count: '1', precision: '1' })
    await press('validate-band-0.55-0.75')
    expect(of('toggleFilter')).toEqual([{ kind: 'band', score: 'dense', low: 0.55, high: 0.75 }])
  })

  it('move by keys, and are marked where they filter', async () => {
    const { find, of } = await shown({
      answer: { score: 'dense' },
      filters: [{ kind: 'band', score: 'dense', low: 0.55, high: 0.75 }],
    })
    expect(find('validate-band-0.55-0.75')!.getAttribute('aria-pressed')).toBe('true')
    const bound = document.querySelector<HTMLElement>(
      '[data-testid="validate-bound-low"][data-band="0.55-0.75"]',
    )!
    expect(bound.getAttribute('aria-valuenow')).toBe('0.55')
    await act(async () =>
      bound.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })),
    )
    expect(of('setAnswer')).toEqual([
      {
        bands: [
          [null, 0.45],
          [0.56, 0.75],
          [0.85, null],
        ],
      },
    ])
  })
})

describe('the charts', () => {
  it('are drawn as few paths, and give their numbers as a table', async () => {
    const { find, press, of } = await shown({ answer: { score: 'dense' } })
    // The plots are fetched.
    while (document.querySelectorAll('.recharts-surface path').length === 0)
      await act(async () => new Promise((resolve) => setTimeout(resolve, 10)))
    expect(find('validate-distribution')!.querySelectorAll('svg path').length).toBeLessThan(30)
    await press('validate-distribution-table')
    const rows = [...find('validate-distribution')!.querySelectorAll('tbody tr')]
    expect(rows).toHaveLength(40)
    const counts = rows.map((row) => Number(row.querySelectorAll('td')[2]!.textContent))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(6)
    await act(async () => rows[0]!.querySelector<HTMLElement>('.ant-btn')!.click())
    expect(of('replaceFilter')[0]).toMatchObject({ kind: 'band', score: 'dense', low: 0.3 })
    await press('validate-curves-table')
    expect(find('validate-curves')!.textContent).toContain('recall')
  })
})

describe('failure classes', () => {
  const classes = Object.fromEntries(
    FAILURE_CLASSES.map((name, at) => [name, Int32Array.from({ length: at }, (_, pair) => pair)]),
  ) as never

  it('are filters with counts; active ones are marked', async () => {
    const { find, press, of } = await shown({
      answer: { classes },
      filters: [{ kind: 'class', name: 'truncated' }],
    })
    for (const [at, name] of FAILURE_CLASSES.entries())
      expect(find(`validate-filter-${name}`)!.dataset['count']).toBe(String(at))
    expect(find('validate-filter-truncated')!.getAttribute('aria-pressed')).toBe('true')
    await press('validate-filter-hub-document')
    expect(of('toggleFilter')).toEqual([{ kind: 'class', name: 'hub-document' }])
  })
})

describe('the view', () => {
  it('teaches before there is a file, and before there is a run', async () => {
    const empty = await shown({ rows: null })
    expect(empty.text()).toContain('Start with a file')
    act(() => unmount())
    const read = { set: result().set, checks: { labelled: 0 } } as never
    const ready = await shown({ rows: null, data: { phase: 'read', read } })
    expect(ready.text()).toContain('Run it')
    expect(ready.text()).toContain('press 1 (relevant)')
  })

  it('folds to a line of the numbers that count', async () => {
    const { find, press, of, text } = await shown({ answer: { look: { ...noAnswer.look, folded: true } } })
    expect(find('validate-panels')).toBeNull()
    expect(text()).toContain('MRR')
    await press('validate-fold')
    expect(of('setAnswer')).toEqual([{ folded: false }])
  })

  it('asks for the answer when it is opened', async () => {
    const { of } = await shown()
    expect(of('refreshAnswer')).toHaveLength(1)
  })
})

describe('fusion', () => {
  const fusion = (over: object) => ({
    look: { ...noAnswer.look, side: 'fusion' as const },
    fusion: { ...noAnswer.fusion, ...over },
  })

  it('says what other weights change, and shows the rows', async () => {
    const { find, press, of } = await shown({
      answer: fusion({
        method: {
          kind: 'weights',
          name: 'colbert+sparse+dense',
          weights: { dense: 0.4, sparse: 0.2, colbert: 0.4 },
        },
        applied: {
          kind: 'apply',
          place: Int32Array.of(1, 2, 2, 1, 1, 2),
          placeBefore: Int32Array.of(1, 2, 1, 2, 1, 2),
          delta: Float64Array.of(0, -0.5, 0),
          ranking: {},
          comparison: {
            mean: [0.8, 0.7],
            wins: Int32Array.of(),
            losses: Int32Array.of(1),
            ties: 2,
            p: 1,
            exact: true,
            queries: 3,
          },
        },
      }),
    })
    expect(find('validate-fusion-value')!.dataset).toMatchObject({ value: '0.7', before: '0.8' })
    expect(find('validate-fusion-worse')!.textContent).toBe('1 worse')
    expect(find('validate-fusion-p')!.dataset['value']).toBe('1')
    await press('validate-fusion-worse')
    expect(of('toggleFilter')[0]).toMatchObject({ kind: 'rows', pairs: Int32Array.of(2, 3) })
    await press('validate-fusion-moved')
    expect(of('toggleFilter')[1]).toMatchObject({ pairs: Int32Array.of(2, 3) })
    await press('validate-fusion-apply')
    expect(of('applyWeights')).toEqual([{ dense: 0.4, sparse: 0.2, colbert: 0.4 }])
  })

  it('warns of weights that only fit the queries that chose them', async () => {
    const { find, text } = await shown({
      answer: fusion({
        grid: {
          kind: 'grid',
          points: [],
          best: { dense: 0.5, sparse: 0, colbert: 0.5 },
          plateau: 1,
          inSample: 0.9,
          heldOut: 0.7,
          current: 0.75,
          folds: [1, 2, 3, 4, 5],
          overfits: true,
          comparison: {
            mean: [0, 0],
            wins: Int32Array.of(),
            losses: Int32Array.of(),
            ties: 0,
            p: 0.4,
            exact: false,
            queries: 3,
          },
        },
      }),
    })
    expect(find('validate-fusion-grid')!.dataset['state']).toBe('overfits')
    expect(text()).toContain('It over-fits')
  })
})

describe('production’s score', () => {
  it('is named with its formula and the field of each database, and can be converted', async () => {
    const relation = {
      n: 6,
      pearson: 1,
      spearman: 1,
      kendall: 1,
      slope: 0.5,
      intercept: 0.5,
      outliers: Int32Array.of(3),
      outlierFrom: 0.1,
    }
    const { find, press, of, text } = await shown({
      answer: {
        score: 'dense',
        look: { ...noAnswer.look, side: 'production' },
        production: {
          n: 6,
          decimals: null,
          relations: {
            dense: relation,
            sparse: null,
            colbert: null,
            'sparse+dense': null,
            'colbert+sparse+dense': null,
          },
          readings: [
            {
              score: 'dense',
              formula: '(1 + cos) / 2',
              largerIsCloser: true,
              fits: 6,
              of: 6,
              share: 1,
              within: 'fp32',
              isOurs: false,
              databases: [
                {
                  name: 'elasticsearch',
                  label: 'Elasticsearch',
                  metric: 'cosine',
                  field: '_score',
                  notes: ['normalises-itself'],
                  source: 'https://example.test/',
                },
              ],
            },
          ],
          converted: new Float64Array(6),
          convertedJudged: null,
        },
      },
    })
    expect(find('validate-reading')!.dataset['formula']).toBe('(1 + cos) / 2')
    expect(text()).toContain('Elasticsearch cosine: _score')
    expect(text()).toContain('The database normalises the vectors itself')
    await press('validate-outliers')
    expect(of('toggleFilter')[0]).toMatchObject({ kind: 'rows', pairs: Int32Array.of(3) })
    await press('validate-convert')
    expect(of('setAnswer')).toEqual([{ convert: true }])
  })
})
