// @vitest-environment happy-dom
import { act, createElement, Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startWords } from '../../words'
import { cardPlace } from '../../../src/ui/matrix/geometry'
import { fitted } from '../../../src/ui/matrix/label-columns'
import { MatrixCanvas } from '../../../src/ui/matrix/MatrixCanvas'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeAll(() => startWords('en'))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

const picture = {
  data: Float64Array.of(0.1, 0.2, 0.3, 0.4),
  rows: 2,
  cols: 2,
  rowOrder: null,
  colOrder: null,
  low: 0,
  high: 1,
  threshold: null,
  rowLabel: (row: number) => `row ${row}`,
  colLabel: (col: number) => `col ${col}`,
  maxima: true,
  digits: 2,
}

/** A context that notes the colour of every text; happy-dom has none. */
function notingContext() {
  const colours = new Map<string, string>()
  const context = {
    fillStyle: '',
    fillText: (text: string) => colours.set(text, context.fillStyle),
    measureText: () => ({ width: 10 }),
    createImageData: (width: number, height: number) => ({
      data: new Uint8ClampedArray(width * height * 4),
    }),
  }
  const nothing = () => undefined
  const whole = new Proxy(context, {
    get: (target, name) => Reflect.get(target, name) ?? nothing,
  })
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(whole as never)
  return colours
}

/** Custom properties inherit; happy-dom does not know that. */
const inherited = (element: HTMLElement) => ({
  getPropertyValue(name: string): string {
    for (let at: HTMLElement | null = element; at; at = at.parentElement) {
      const value = at.style.getPropertyValue(name)
      if (value !== '') return value
    }
    return ''
  },
})

it('labels have the colours that hold where the canvas stands, not those of the root element', async () => {
  const colours = notingContext()
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(600)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly changed: () => void) {}
      observe = () => this.changed()
      disconnect = () => undefined
    },
  )
  vi.stubGlobal('getComputedStyle', inherited)
  const place = document.body.appendChild(document.createElement('div'))
  place.style.setProperty('--theme-text', '#abcdef')
  document.documentElement.style.setProperty('--hue-a', '#f0a35e')
  const root = createRoot(place)
  await act(async () => {
    root.render(
      createElement(MatrixCanvas, {
        picture,
        rowHue: '--theme-text',
        colHue: '--hue-a',
        label: 'matrix',
        testId: 'matrix',
        name: 'matrix',
        height: 300,
        describe: () => null,
      }),
    )
  })
  await act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))))
  expect(colours.get('row 0')).toBe('#abcdef')
  expect(colours.get('col 1')).toBe('#f0a35e')
  await act(async () => root.unmount())
})

it('rows that arrive are painted by themselves, each once, and no component is rendered for them', async () => {
  notingContext()
  const painted: [number, number][] = []
  const context = document.createElement('canvas').getContext('2d')!
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(
    new Proxy(context, {
      get: (target, name) =>
        name === 'putImageData'
          ? (_: unknown, x: number, y: number) => painted.push([x, y])
          : (Reflect.get(target, name) as unknown),
    }) as never,
  )
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(600)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly changed: () => void) {}
      observe = () => this.changed()
      disconnect = () => undefined
    },
  )
  const data = new Float64Array(4 * 2).fill(NaN)
  // The strips of maxima change with each row; the cells do not.
  const grown = (filled: number) => ({ ...picture, data, rows: 4, filled, maxima: false })
  let now = grown(0)
  const listeners = new Set<() => void>()
  const changed = () => listeners.forEach((listener) => listener())
  const growing = {
    now: () => now,
    follow: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  let renders = 0
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  const first = now
  const matrix = createElement(MatrixCanvas, {
    picture: first,
    growing,
    rowHue: '--hue-a',
    colHue: '--hue-a',
    label: 'matrix',
    testId: 'matrix',
    name: 'matrix',
    height: 300,
    describe: () => null,
  })
  const frame = () => act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))))
  await act(async () => root.render(createElement(Profiler, { id: 'm', onRender: () => renders++ }, matrix)))
  await frame()
  renders = 0
  for (const filled of [1, 2, 4]) {
    data.fill(0.5, 0, filled * 2)
    now = grown(filled)
    changed()
    changed() // within one frame: painted once
    await frame()
  }
  expect(painted).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
  ])
  expect(renders).toBe(0)

  // An open card tells a value that arrives.
  const canvas = document.querySelector('[data-testid=matrix]')!
  const card = () => document.querySelector('[data-testid=matrix-hover]')?.getAttribute('data-value')
  data.fill(NaN)
  await act(async () =>
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })),
  )
  expect(card()).toBe('')
  data.fill(0.25)
  await act(async () => changed())
  expect(card()).toBe('0.25')
  await act(async () => root.unmount())
  expect(listeners.size).toBe(0)
})

it('a label that is too long keeps its number', () => {
  const context = { measureText: (text: string) => ({ width: text.length * 7 }) as TextMetrics }
  expect(fitted(context, 'B7 refund', 100, 'B7')).toBe('B7 refund')
  expect(fitted(context, 'B7 refund', 50, 'B7')).toBe('B7 ref…')
  expect(fitted(context, 'B101 refund', 36, 'B101')).toBe('B101')
  expect(fitted(context, 'B105 refund', 42, 'B105')).toBe('B105')
  expect(fitted(context, 'refund', 36)).toBe('refu…')
})

it.each([0, 100, 178, 180, 300, 358])(
  'the card beside a pointer at %i stays inside of a narrow matrix',
  (x) => {
    const {
      left = 0,
      right = 0,
      maxWidth,
    } = cardPlace({ x, y: 20 }, { width: 358, height: 66 }) as {
      left?: number
      right?: number
      maxWidth: number
    }
    expect(left + right + maxWidth).toBeLessThanOrEqual(358)
    expect(maxWidth).toBeGreaterThan(150)
  },
)
