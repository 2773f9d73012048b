// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { fuse } from '../../../../src/engine/score/fuse'
import { available, unavailable } from '../../../../src/engine/model/types'
import { startWords } from '../../../words'
import { anatomyReport } from '../../../../src/formats/report/anatomy'
import { reportText } from '../../../../src/formats/report/write'
import { AnatomyView } from '../../../../src/features/anatomy/AnatomyView'
import type { AnatomyViewProps } from '../../../../src/features/anatomy/props'
import { OpenedAnatomy } from '../../../../src/features/anatomy/OpenedAnatomy'
import { AppContext } from '../../../../src/core/react'
import { bench } from '../../app/app'
import { anatomy, occlusion, state } from './fixtures'
import { bodyStart, timePerText } from '../../../../src/features/anatomy/body'
import type { AnatomyState } from '../../../../src/features/anatomy/types'
import { wordsOf } from '../../../../src/engine/text/words'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeAll(() => startWords('en'))
let unmount = () => undefined as void
afterEach(() => act(() => unmount()))

const weights = { dense: 1, sparse: 3, colbert: 0 }

function propsOf(change: Partial<AnatomyViewProps>) {
  return {
    state: state(),
    score: 'colbert+sparse+dense',
    weights,
    changes: [],
    labelA: 'A3',
    labelB: 'B7',
    shuffled: { percentile: 97.25, n: 2000, seed: 7, median: 0.3 },
    original: (_side: string, start: number, end: number) => [start, end] as const,
    onPart: vi.fn(),
    onOcclude: vi.fn(),
    onCancelOcclusion: vi.fn(),
    onLoad: vi.fn(),
    onClose: vi.fn(),
    ...change,
  } satisfies AnatomyViewProps
}

async function shown(change: Partial<AnatomyViewProps> = {}) {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => {
    root.unmount()
    place.remove()
  }
  const props = propsOf(change)
  const render = (next: AnatomyViewProps) =>
    root.render(
      createElement(AnatomyView, {
        ...next,
        onPart: (part) => render({ ...next, state: { ...next.state, part } }),
      }),
    )
  const show = (next: AnatomyViewProps) => act(async () => render(next))
  await show(props)
  const all = (id: string) => [...place.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)]
  const find = (id: string) => all(id)[0]!
  const click = (element: HTMLElement) =>
    act(async () => element.dispatchEvent(new MouseEvent('click', { bubbles: true })))
  const press = (element: EventTarget, key: string) =>
    act(async () => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
  const point = (element: HTMLElement, type = 'pointerover') =>
    act(async () => element.dispatchEvent(new PointerEvent(type, { bubbles: true })))
  const tab = (part: string) => click(find(`anatomy-tab-${part}`))
  const marked = (side: string) =>
    all('anatomy-token')
      .filter(({ dataset }) => dataset['side'] === side && dataset['marked'] === 'true')
      .map(({ dataset }) => Number(dataset['index']))
  return { place, props, show, all, find, click, press, point, tab, marked }
}

const number = (element: HTMLElement, name: string) => Number(element.dataset[name])

describe('the head of the view', () => {
  it('names the pair, its scores under the present weights, ceilings, standing and what made them', async () => {
    const { find, place } = await shown()
    expect(find('anatomy').dataset).toMatchObject({ kind: 'cell', i: '2', j: '6', stale: 'false' })
    expect(place.querySelector('h2')!.textContent).toBe('A3 × B7')
    const expected = fuse(anatomy.scores, weights)['colbert+sparse+dense']
    expect(expected).toMatchObject({ value: number(find('anatomy-score-colbert+sparse+dense'), 'value') })
    expect(fuse(anatomy.self.b, weights)['colbert+sparse+dense']).toMatchObject({
      value: number(find('anatomy-self-b'), 'value'),
    })
    expect(find('anatomy-standing').dataset).toMatchObject({ value: '97.25', n: '2000' })
    expect(find('anatomy-standing').textContent).toContain('seed 7')
    expect(find('anatomy-provenance').textContent).toBe('one · fp32 · hf4 · max_length 512')
    expect(find('anatomy-provenance').title).toContain('model_hash=hash of one')
  })

  it('says why there is no standing, and marks what is stale', async () => {
    const { find } = await shown({ shuffled: null, changes: ['textB'] })
    expect(find('anatomy-standing').dataset['value']).toBe('')
    expect(find('anatomy-standing').textContent).toContain('not available')
    expect(find('anatomy').dataset['stale']).toBe('true')
    expect(find('anatomy').textContent).toContain('Stale: text B changed since.')
  })

  it('tells a run under way, a failed one and a cancelled one', async () => {
    const running = await shown({
      state: state({ anatomy: null, run: { phase: 'running', done: 1, total: 2 } }),
    })
    expect(running.place.querySelector('[role=progressbar]')!.getAttribute('aria-valuenow')).toBe('50')
    const error = { code: 'model/run-failed', message: 'x', values: { detail: 'broken' } } as const
    await running.show(propsOf({ state: state({ anatomy: null, run: { phase: 'failed', error } }) }))
    expect(running.find('error').dataset['code']).toBe('model/run-failed')
    await running.show(propsOf({ state: state({ anatomy: null, run: { phase: 'cancelled' } }) }))
    expect(running.find('anatomy').textContent).toContain('Cancelled')
    expect(running.all('anatomy-token')).toHaveLength(0)
  })

  it('says who said it and when, and can put the two texts into A and B', async () => {
    const said = { ...state().a, speaker: 'u_1', timestamp: '2026-02-07 16:43:16' }
    const { find, click, props } = await shown({ state: state({ a: said }) })
    expect(find('anatomy').textContent).toContain('2026-02-07 16:43:16 u_1')
    await click(find('anatomy-load'))
    expect(props.onLoad).toHaveBeenCalledOnce()
    await act(() => unmount())
    const whole = await shown({ state: state({ target: { kind: 'whole' } }) })
    expect(whole.all('anatomy-load')).toHaveLength(0)
  })

  it('a text with itself has no place among random pairs, and the reason stands there', async () => {
    const target = { kind: 'cell', i: 2, j: 2 } as const
    const inputs = { ...state().inputs, against: 'self' } as const
    const { find } = await shown({ shuffled: null, state: state({ target, inputs }) })
    expect(find('anatomy-standing').textContent).toContain('with itself')
  })

  it('closes', async () => {
    const { find, click, props } = await shown()
    await click(find('anatomy-close'))
    expect(props.onClose).toHaveBeenCalledOnce()
  })
})

describe('ColBERT', () => {
  it('rows sum to the score in both directions', async () => {
    const { all, find, click } = await shown()
    for (const direction of ['forward', 'backward']) {
      await click(find(`anatomy-direction-${direction}`))
      const values = all('anatomy-row').map((row) => number(row, 'value'))
      const sum = values.reduce((total, value) => total + value, 0)
      expect(sum / values.length).toBeCloseTo(number(find('anatomy-sum'), 'value'), 6)
    }
    await click(find('anatomy-direction-forward'))
    expect(number(find('anatomy-sum'), 'value')).toBeCloseTo(
      number(find('anatomy-score-colbert'), 'value'),
      12,
    )
  })

  it('is stepped through with keys; both texts follow; Escape releases', async () => {
    const { all, place, press, marked } = await shown()
    const list = place.querySelector<HTMLElement>('[role=listbox]')!
    const selected = () => all('anatomy-row').findIndex((row) => row.getAttribute('aria-selected') === 'true')
    const selectedBy = async (key: string) => {
      await press(list, key)
      return selected()
    }
    expect(await selectedBy('ArrowDown')).toBe(0)
    expect(await selectedBy('j')).toBe(1)
    const row = all('anatomy-row')[1]!
    expect(marked('a')).toEqual([number(row, 'index')])
    expect(marked('b')).toEqual([number(row, 'best')])
    expect(list.getAttribute('aria-activedescendant')).toBe(row.id)
    expect(await selectedBy('End')).toBe(all('anatomy-row').length - 1)
    expect(await selectedBy('Home')).toBe(0)
    await press(window, 'Escape')
    expect(selected()).toBe(-1)
    expect(marked('a')).toEqual([])
  })

  it('hovering either text marks the best match in the other; a click pins it', async () => {
    const { all, point, click, marked } = await shown()
    const token = all('anatomy-token').find(
      ({ dataset }) => dataset['side'] === 'b' && dataset['index'] === '2',
    )!
    await point(token)
    expect(marked('b')).toEqual([2])
    expect(marked('a')).toHaveLength(1)
    expect(token.title).toContain('max ')
    await point(token.closest<HTMLElement>('[data-testid=anatomy-text]')!)
    expect(marked('b')).toEqual([])
    await click(token)
    expect(marked('b')).toEqual([2])
    await click(token)
    expect(marked('b')).toEqual([])
  })

  it('the matrix is refused where it is too large, with the reason', async () => {
    const { explanation } = anatomy
    if (explanation.colbert.state === 'unavailable') throw new Error('no ColBERT')
    const { forward, backward } = explanation.colbert.value
    const colbert = available({ forward: { ...forward, rows: 4001 }, backward: { ...backward, rows: 1000 } })
    const usual = await shown()
    expect(usual.find('anatomy-matrix-show').hasAttribute('disabled')).toBe(false)
    await usual.show(
      propsOf({ state: state({ anatomy: { ...anatomy, explanation: { ...explanation, colbert } } }) }),
    )
    expect(usual.find('anatomy-matrix-show').hasAttribute('disabled')).toBe(true)
    expect(usual.place.textContent).toContain('More than 4 million cells')
  })
})

describe('sparse', () => {
  it('shared products sum to the score; what has no partner stands before them', async () => {
    const { all, find, tab, place } = await shown()
    await tab('sparse')
    const products = all('anatomy-shared').map((row) => number(row, 'product'))
    expect(products.reduce((sum, value) => sum + value, 0)).toBeCloseTo(
      number(find('anatomy-score-sparse'), 'value'),
      6,
    )
    const order = [...place.querySelectorAll('[data-testid]')].map((element) =>
      element.getAttribute('data-testid'),
    )
    expect(order.indexOf('anatomy-partnerless')).toBeGreaterThan(0)
    expect(order.indexOf('anatomy-partnerless')).toBeLessThan(order.indexOf('anatomy-shared'))
    const { explanation } = anatomy
    const only = explanation.sparse.state === 'available' ? explanation.sparse.value.onlyA : []
    expect(
      all('anatomy-partnerless').filter(({ dataset }) => dataset['side'] === 'a')[0]!.dataset,
    ).toMatchObject({
      id: String(only[0]!.id),
    })
  })

  it('is open at once where the state says so', async () => {
    const { all } = await shown({ state: state({ part: 'sparse' }) })
    expect(all('anatomy-shared').length).toBeGreaterThan(0)
  })
})

describe('dense', () => {
  it('offers occlusion with its cost, and asks for the side and the kind', async () => {
    const { find, tab, click, props } = await shown()
    await tab('dense')
    expect(find('anatomy-occlusion').dataset).toMatchObject({ phase: 'idle', done: '0' })
    // The model's first run of a text is slower than later ones.
    expect(find('anatomy-occlusion').textContent).toMatch(/\d words?, about \d+ ms or less/)
    await click(find('anatomy-occlude-word-a'))
    await click(find('anatomy-occlude-sentence-b'))
    expect(vi.mocked(props.onOcclude).mock.calls).toEqual([
      ['a', 'word'],
      ['b', 'sentence'],
    ])
  })

  it('its cost counts no word of the prefix, and is that of the run before', async () => {
    const input = `query: find ${anatomy.a.tokenized.text}`
    const prefixed = (change: Partial<AnatomyState>) =>
      state({ a: { ...state().a, input }, inputs: { ...state().inputs, prefix: 'query: find ' }, ...change })
    const { find, tab, show } = await shown({ state: prefixed({}) })
    await tab('dense')
    const words = (text: string) => /(\d+) words?, about ([\d.]+ m?s)( or less)?/.exec(text)!.slice(1)
    const [count] = words(find('anatomy-occlusion').textContent)
    expect(Number(count)).toBe(wordsOf(anatomy.a.tokenized.text).length)
    const done = occlusion({ run: { phase: 'done' }, time: 300 })
    await show(propsOf({ state: prefixed({ part: 'dense', occlusion: { a: done, b: null } }) }))
    expect(words(find('anatomy-occlusion').textContent)).toEqual([
      count,
      `${100 * Number(count)} ms`,
      undefined,
    ])
  })

  it('time of a text: measured on its parts, else its own first run', () => {
    const sentences = occlusion({ kind: 'sentence', run: { phase: 'done' }, time: 300 })
    // Three texts of two thirds each took 300 ms.
    expect(timePerText(sentences, 90)).toEqual({
      milliseconds: expect.closeTo(150, 9) as number,
      isFirst: false,
    })
    for (const unfinished of [null, occlusion(), occlusion({ run: { phase: 'done' }, parts: [], time: 1 })])
      expect(timePerText(unfinished, 90)).toEqual({ milliseconds: 90, isFirst: true })
  })

  it('a column of A against itself has A’s prefix', () => {
    const inputs = { ...state().inputs, prefix: 'query: ' }
    expect([bodyStart({ inputs }, 'a'), bodyStart({ inputs }, 'b')]).toEqual([7, 0])
    expect(bodyStart({ inputs: { ...inputs, against: 'self' } }, 'b')).toBe(7)
  })

  it('no upper limit is claimed that sparse can pass', async () => {
    const { find, place } = await shown({ score: 'sparse' })
    expect(find('anatomy-self-a').parentElement!.textContent).toContain('√(A×A · B×B)')
    expect(place.textContent).not.toContain('upper limit')
  })

  it('keeps the parts of a cancelled run, and points into the text', async () => {
    const { find, tab, all, marked, place } = await shown({
      state: state({ occlusion: { a: occlusion(), b: null } }),
    })
    await tab('dense')
    expect(find('anatomy-occlusion').dataset).toMatchObject({ phase: 'cancelled', done: '2' })
    const parts = all('anatomy-part')
    expect(parts.map((part) => part.dataset['delta'] && number(part, 'delta').toFixed(4))).toEqual([
      '-0.1000',
      '0.2000',
      '',
    ])
    // The sum of some parts would say nothing.
    expect(place.textContent).not.toContain('Σ Δ =')
    await act(async () => parts[1]!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })))
    expect(
      marked('a')
        .map((index) => anatomy.a.tokenized.tokens[index])
        .join(''),
    ).toContain('退')
    const raised = all('anatomy-token').filter(({ dataset }) => dataset['negative'] === 'true')
    expect(raised.map(({ textContent }) => textContent).join('')).toContain('如何')
  })

  it('shows Σ Δ beside the score when all parts are done, not before', async () => {
    const run = (phase: 'running' | 'done') =>
      state({
        occlusion: {
          a: occlusion({ run: phase === 'done' ? { phase } : { phase, done: 2, total: 3 } }),
          b: null,
        },
      })
    const { tab, place, show, props } = await shown({ state: run('running') })
    await tab('dense')
    expect(place.textContent).not.toContain('Σ Δ =')
    await show({ ...props, state: { ...run('done'), part: 'dense' } })
    expect(place.textContent).toContain('Σ Δ = 0.1000 is not the score')
  })

  it('running can be cancelled', async () => {
    const { find, tab, click, props } = await shown({
      state: state({
        occlusion: { a: occlusion({ run: { phase: 'running', done: 2, total: 3 } }), b: null },
      }),
    })
    await tab('dense')
    await click(find('anatomy-occlusion-cancel'))
    expect(props.onCancelOcclusion).toHaveBeenCalledOnce()
  })

  it('is not offered in context, and says why', async () => {
    const { all, tab, place } = await shown({ state: state({ contextMode: 'context' }) })
    await tab('dense')
    expect(all('anatomy-occlude-word-a')).toHaveLength(0)
    expect(place.textContent).toContain('Not offered in context')
    expect(all('anatomy-dimension')).toHaveLength(12)
  })
})

it('the open tab outlives its view, as when the page turns into one column', async () => {
  const app = bench()
  app.store.setState({ anatomy: state() })
  const mounted = async () => {
    const place = document.body.appendChild(document.createElement('div'))
    const root = createRoot(place)
    unmount = () => {
      root.unmount()
      place.remove()
    }
    await act(async () =>
      root.render(createElement(AppContext.Provider, { value: app }, createElement(OpenedAnatomy))),
    )
    return (id: string) => place.querySelector<HTMLElement>(`[data-testid="${id}"]`)
  }
  const find = await mounted()
  expect(find('anatomy-shared')).toBeNull()
  await act(async () => find('anatomy-tab-sparse')!.click())
  expect(find('anatomy-shared')).not.toBeNull()
  await act(async () => unmount())
  expect((await mounted())('anatomy-shared')).not.toBeNull()
})

it('a head that the model lacks says so in place of its part', async () => {
  const lacking = {
    ...anatomy,
    explanation: { ...anatomy.explanation, colbert: unavailable('no-output-no-head-file') },
    scores: { ...anatomy.scores, colbert: unavailable('no-output-no-head-file') },
  }
  const { place, all, find } = await shown({ state: state({ anatomy: lacking }) })
  expect(place.querySelector('[data-reason=no-output-no-head-file]')).not.toBeNull()
  expect(all('anatomy-row')).toHaveLength(0)
  expect(find('anatomy-score-colbert').dataset['value']).toBeUndefined()
})

it('the JSON has the identity, and its fused scores are those of its weights', () => {
  const json = JSON.parse(
    reportText(
      anatomyReport({
        ...propsOf({ state: state({ occlusion: { a: occlusion(), b: null } }) }),
        stale: false,
        anatomy,
      }),
    ),
  ) as {
    format: string
    version: number
    identity: object
    scores: Record<string, number>
    weights_for_different_modes: number[]
    shuffled: object
    dense: { dot: number; contributions: number[] }
    occlusion: { a: { parts: { scores_without: Record<string, number> | null }[] } }
  }
  expect(json).toMatchObject({ format: 'm3scope/anatomy', version: 1 })
  expect(json.identity).toMatchObject({ model: 'one', dtype: 'fp32', max_length: 512 })
  const [dense, sparse] = json.weights_for_different_modes as [number, number]
  expect(json.scores['sparse+dense']).toBeCloseTo(
    (dense * json.scores['dense']! + sparse * json.scores['sparse']!) / (dense + sparse),
    12,
  )
  expect(json.dense.contributions.reduce((sum, one) => sum + one, 0)).toBeCloseTo(json.dense.dot, 6)
  expect(json.shuffled).toMatchObject({ score: 'colbert+sparse+dense', percentile: 97.25 })
  expect(json.occlusion.a.parts[1]!.scores_without!['dense']).toBeCloseTo(json.scores['dense']! - 0.2, 6)
  expect(json.occlusion.a.parts[2]!.scores_without).toBeNull()
})
