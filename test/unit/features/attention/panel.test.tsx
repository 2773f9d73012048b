// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AttentionSummary } from '../../../../src/engine/attention/types'
import { milliseconds } from '../../../../src/engine/units'
import { loadXlmr, type TokenizerJson } from '../../../../src/engine/tokenizer/xlmr'
import { AppContext } from '../../../../src/core/react'
import { AttentionPanel } from '../../../../src/features/attention/AttentionPanel'
import { startWords } from '../../../words'
import { bench, type Bench } from '../../app/app'
import { settle } from '../../app/fake-client'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
vi.stubGlobal('matchMedia', () => ({
  matches: true,
  addEventListener: vi.fn(),
  removeEventListener: vi.fn(),
}))
beforeAll(() => startWords('en'))

const { tokenizer } = loadXlmr(
  JSON.parse(readFileSync('public/models/demo/tokenizer.json', 'utf8')) as TokenizerJson,
  null,
)
const TEXT = 'Hello big world'
const tokenized = tokenizer('hf4').encode(TEXT, 512)
const n = tokenized.ids.length
const LAYERS = 2
const HEADS = 2

/** A row in which the first and the last token take nearly everything, as in real models. */
const rowFor = (layer: number, head: number, query: number) =>
  Float32Array.from({ length: n }, (_, key) =>
    key === 0 || key === n - 1 ? 0.4 : ((0.2 / (n - 2)) * (1 + ((key + query + layer + head) % 3))) / 2,
  )

const summary = (): AttentionSummary => {
  const first = new Float32Array(LAYERS * HEADS * n)
  for (let layer = 0; layer < LAYERS; layer++)
    for (let head = 0; head < HEADS; head++) first.set(rowFor(layer, head, 0), (layer * HEADS + head) * n)
  return {
    tokenized,
    layers: LAYERS,
    heads: HEADS,
    first,
    entropy: new Float64Array(LAYERS * HEADS),
    firstEntropy: new Float64Array(LAYERS * HEADS),
    rollout: null,
    rowSumError: 0,
    time: milliseconds(5),
  }
}

const allRows = (from: number, to: number) => ({
  tokenized,
  layers: Array.from({ length: LAYERS }, (_, layer) => {
    const data = new Float32Array(HEADS * (to - from) * n)
    for (let head = 0; head < HEADS; head++)
      for (let row = from; row < to; row++)
        data.set(rowFor(layer, head, row), (head * (to - from) + row - from) * n)
    return { layer, heads: [0, 1], rows: { from, to }, data }
  }),
})

let app: Bench
let place: HTMLElement
let unmount = () => undefined as void
afterEach(() => act(() => unmount()))

beforeEach(async () => {
  app = bench()
  await app.load({
    tokenizer: tokenizer('hf4').info,
    dtype: { value: 'fp32', source: 'model.onnx' },
  } as never)
  app.actions.type('a', TEXT)
  place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => {
    root.unmount()
    place.remove()
  }
  await act(async () =>
    root.render(
      <AppContext value={app}>
        <AttentionPanel />
      </AppContext>,
    ),
  )
})

const find = (id: string) => place.querySelector<HTMLElement>(`[data-testid="${id}"]`)
const options = () => [...place.querySelectorAll<HTMLElement>('[role="option"]')]
const option = (index: number) => options().find(({ dataset }) => dataset['index'] === String(index))!
const weights = () => options().map(({ dataset }) => Number(dataset['weight']))
const click = (element: Element) => act(async () => void (element as HTMLElement).click())
const press = (key: string) =>
  act(async () => {
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })

async function read() {
  await click(find('attention-run')!)
  await act(async () => {
    await settle()
    app.client.last('attentionSummary').resolve(summary())
    await settle()
  })
}
async function answerRows() {
  const { rows } = app.client.last('attend').in as { rows: { from: number; to: number } }
  await act(async () => {
    app.client.last('attend').resolve(allRows(rows.from, rows.to))
    await settle()
  })
}

describe('attention', () => {
  it('opens on the text, with the row of <s>: the mean over heads, and says so', async () => {
    await read()
    expect(find('attention-view')!.dataset['value']).toBe('text')
    expect(options().map(({ textContent }) => textContent)).toEqual([
      '<s>',
      'Hello',
      ' big',
      ' world',
      '</s>',
    ])
    const mean = rowFor(1, 0, 0).map((weight, key) => (weight + rowFor(1, 1, 0)[key]!) / 2)
    for (const [key, weight] of weights().entries()) expect(weight).toBeCloseTo(mean[key]!, 6)
    expect(find('attention-formula')!.textContent).toContain('Mean over the 2 attention heads of layer 1')
    // The matrix is another part: nothing but the summary was asked for.
    expect(app.client.of('attend')).toEqual([])
    expect(find('attention-matrix')).toBeNull()
  })

  it('leaves special tokens out of the colours, and says how much they take', async () => {
    await read()
    const share = find('attention-special-share')!
    expect(share.textContent).toContain('<s> and </s> take')
    expect(Number(share.dataset['value'])).toBeCloseTo(0.8, 1)
    expect(option(0).style.background).toBe('')
    expect(option(1).style.background).not.toBe('')
    expect(option(0).dataset['weight']).toBe(String(Math.fround(0.4)))
    expect([...place.querySelectorAll('[data-testid="attention-link"]')]).not.toContain(option(0))
    await click(find('attention-special')!)
    expect(option(0).style.background).not.toBe('')
    expect(find('attention-special-share')!.dataset['shown']).toBe('true')
    expect(Number(find('attention-legend')!.dataset['high'])).toBeCloseTo(0.4, 6)
  })

  it('reads the rows of a token when it is clicked, all of a short text at once', async () => {
    await read()
    await click(option(2))
    expect(option(2).dataset['query']).toBe('true')
    // No weight is claimed until it is there.
    expect(weights()).toEqual([0, 0, 0, 0, 0])
    expect(options().map(({ dataset }) => dataset['weight'])).toEqual(['', '', '', '', ''])
    const asked = app.client.last('attend').in
    expect(asked).toMatchObject({ layers: null, heads: null, rows: { from: 0, to: n } })
    await answerRows()
    const mean = rowFor(1, 0, 2).map((weight, key) => (weight + rowFor(1, 1, 2)[key]!) / 2)
    for (const [key, weight] of weights().entries()) expect(weight).toBeCloseTo(mean[key]!, 6)
    await click(option(3))
    expect(app.client.of('attend')).toHaveLength(1)
    await click(find('attention-reduce-all')!)
    expect(find('attention-formula')!.textContent).toContain('Mean over 2 layers × 2 attention heads')
  })

  it('shows true numbers in the table, whatever the colours', async () => {
    await read()
    await click(find('attention-scale-percentile')!)
    await click(find('attention-table-switch')!)
    const table = [...place.querySelectorAll<HTMLElement>('[data-testid="attention-weight"]')]
    expect(table.map(({ dataset }) => Number(dataset['value']))).toEqual(weights())
    expect(table.map(({ dataset }) => dataset['query'])).toEqual(['0', '0', '0', '0', '0'])
  })

  it('is walked by keys: one Tab stop, arrows walk, Enter pins, Escape releases', async () => {
    await read()
    expect(options().filter(({ tabIndex }) => tabIndex === 0)).toEqual([option(0)])
    await act(async () => option(0).focus())
    await press('ArrowRight')
    await press('ArrowRight')
    expect(document.activeElement).toBe(option(2))
    expect(options().filter(({ tabIndex }) => tabIndex === 0)).toEqual([option(2)])
    expect(find('attention-looked')!.textContent).toContain('0 → 2')
    // Walking reads nothing.
    expect(app.client.of('attend')).toEqual([])
    await press('Enter')
    expect(option(2).getAttribute('aria-selected')).toBe('true')
    await answerRows()
    await press('End')
    expect(document.activeElement).toBe(option(n - 1))
    expect(option(2).dataset['query']).toBe('true')
    await press('Escape')
    expect(option(0).dataset['query']).toBe('true')
  })

  it('shows a bar that counts layers while it reads', async () => {
    await click(find('attention-run')!)
    await act(async () => {
      await settle()
      app.client.last('attentionSummary').progress({ done: 3, total: 12 })
    })
    expect(find('attention-progress')!.getAttribute('value')).toBe('25')
    expect(find('attention-status')!.textContent).toBe('layer 4 of 12')
  })

  it('reads nothing of another model into what was read before', async () => {
    await read()
    await act(async () => {
      app.store.setState((state) => ({
        model: {
          ...state.model,
          info: { ...(state.model as { info: object }).info, hash: 'other' },
        } as never,
      }))
    })
    await click(option(2))
    expect(app.client.of('attend')).toEqual([])
    expect(place.textContent).toContain('The model has changed')
  })

  it('reads a token again that was cancelled, and says until then that it was', async () => {
    await read()
    await click(option(2))
    expect(place.textContent).toContain('Reading the weights')
    await click(find('attention-cancel')!)
    expect(place.textContent).toContain('Cancelled before it was read')
    await click(option(2))
    expect(app.client.of('attend')).toHaveLength(2)
    await answerRows()
    expect(weights()[1]).toBeGreaterThan(0)
    // What is read is released by another click.
    await click(option(2))
    expect(option(0).dataset['query']).toBe('true')
  })

  it('takes no layer and no rows of a text that has given way to another', async () => {
    await read()
    await click(option(2))
    const rows = app.client.last('attend')
    // The text is read again while the rows of the old reading are on their way.
    await click(find('attention-run')!)
    await click(option(3))
    const late = app.client.last('attend')
    expect(late).not.toBe(rows)
    await act(async () => {
      app.client.last('attentionSummary').resolve(summary())
      await settle()
      late.resolve(allRows(0, n))
      await settle()
    })
    expect(option(0).dataset['query']).toBe('true')
    await click(option(3))
    expect(options().map(({ dataset }) => dataset['weight'])).toEqual(['', '', '', '', ''])
    expect(app.client.last('attend')).not.toBe(late)
  })

  it('the matrix takes no layer of a text that has given way to another', async () => {
    await read()
    await click(find('attention-view-matrix')!)
    await click(find('attention-run')!)
    await act(async () => {
      void app.actions.loadAttentionLayer(1, 0, n)
      await settle()
    })
    const late = app.client.last('attend')
    await act(async () => {
      app.client.last('attentionSummary').resolve(summary())
      await settle()
      late.resolve({
        tokenized,
        layers: [
          { layer: 1, heads: [0, 1], rows: { from: 0, to: n }, data: new Float32Array(HEADS * n * n) },
        ],
      })
      await settle()
    })
    expect(app.store.getState().attention.layer).toBeNull()
  })

  it('the matrix reads one layer, and only when it is opened', async () => {
    await read()
    await click(find('attention-view-matrix')!)
    expect(app.client.last('attend').in).toMatchObject({ layers: [1], rows: { from: 0, to: n } })
    expect(app.store.getState().attention.part).toBe('matrix')
  })
})
