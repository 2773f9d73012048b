// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startWords } from '../../words'
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
