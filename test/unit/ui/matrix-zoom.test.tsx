// @vitest-environment happy-dom
/** What a frame of zoom and pan costs, counted in renders and in calls of the canvas. */
import { act, createElement, Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startWords } from '../../words'
import { MatrixCanvas } from '../../../src/ui/matrix/MatrixCanvas'
import type { Picture } from '../../../src/ui/matrix/picture'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeAll(() => startWords('en'))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

/** A context that counts its calls; happy-dom has none. */
function countingContext() {
  const calls = new Map<string, number>()
  const target: Record<string, unknown> = {
    measureText: (text: string) => ({ width: text.length * 7 }),
    createImageData: (width: number, height: number) => ({
      data: new Uint8ClampedArray(width * height * 4),
    }),
  }
  const context = new Proxy(target, {
    get:
      (_, name: string) =>
      (...given: unknown[]) => {
        calls.set(name, (calls.get(name) ?? 0) + 1)
        return (target[name] as ((...all: unknown[]) => unknown) | undefined)?.(...given)
      },
  })
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never)
  return calls
}

const frame = () => act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))))

async function shown(size: number, pinned: { i: number; j: number } | null = null) {
  const calls = countingContext()
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(420)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly changed: () => void) {}
      observe = () => this.changed()
      disconnect = () => undefined
    },
  )
  const picture: Picture = {
    data: Float64Array.from({ length: size * size }, (_, at) => Math.sin(at)),
    rows: size,
    cols: size,
    rowOrder: null,
    colOrder: null,
    low: -1,
    high: 1,
    threshold: null,
    rowLabel: (row) => `A${row}`,
    rowParts: {
      meta: (row) => `16:${row} speaker`,
      name: (row) => `A${row + 1}`,
      text: (row) => `sentence ${row} `.repeat(9),
    },
    colLabel: (col) => `B${col} ${'sentence '.repeat(9)}`,
    colName: (col) => `B${col}`,
    maxima: true,
    maximaName: 'max',
    digits: 4,
  }
  let renders = 0
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  const matrix = createElement(MatrixCanvas, {
    picture,
    rowHue: '--hue-a',
    colHue: '--hue-b',
    label: 'matrix',
    testId: 'matrix',
    name: 'matrix',
    height: 'fill',
    isPinnedTold: true,
    pinned,
    describe: () => 'cell',
    describeLabel: ({ axis, at }) => `${axis} ${at}`,
  })
  await act(async () => root.render(createElement(Profiler, { id: 'm', onRender: () => renders++ }, matrix)))
  await frame()
  const press = (id: string) =>
    act(async () => document.querySelector<HTMLElement>(`[data-testid=${id}]`)!.click())
  return {
    calls,
    press,
    reset() {
      renders = 0
      calls.clear()
    },
    renders: () => renders,
    close: () => act(async () => root.unmount()),
  }
}

it('zoom renders no component, and paints no more than is in sight', async () => {
  const matrix = await shown(1000)
  for (const id of ['matrix-zoom-in', 'matrix-zoom-in', 'matrix-zoom-fit']) {
    matrix.reset()
    await matrix.press(id)
    await frame()
    expect(matrix.calls.get('clearRect')).toBe(1)
    expect(matrix.renders()).toBe(0)
    // Cells and strips are bitmaps: nothing is done for each of a thousand rows.
    expect(matrix.calls.get('fillRect') ?? 0).toBe(0)
    expect(matrix.calls.get('createImageData') ?? 0).toBe(0)
    expect(matrix.calls.get('drawImage')).toBe(3)
    expect(matrix.calls.get('fillText')!).toBeLessThan(300)
  }
  await matrix.close()
})

it('a frame measures no label that a frame before has measured', async () => {
  const matrix = await shown(200)
  await matrix.press('matrix-zoom-in')
  await frame()
  await matrix.press('matrix-zoom-fit')
  await frame()
  matrix.reset()
  await matrix.press('matrix-zoom-in')
  await frame()
  // One for the longest name of a column.
  expect(matrix.calls.get('measureText')).toBeLessThanOrEqual(1)
  await matrix.close()
})

it.each([null, { i: 0, j: 0 }])(
  'a card tells the label or the cell under the pointer, but not the cell that is told elsewhere (%o)',
  async (pinned) => {
    const matrix = await shown(20, pinned)
    const canvas = document.querySelector('canvas')!
    const moveTo = (clientX: number, clientY: number) =>
      act(async () =>
        canvas.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, bubbles: true })),
      )
    const card = () =>
      document.querySelector('[data-testid=matrix-label], [data-testid=matrix-hover]')?.textContent
    await moveTo(20, 35)
    expect(card()).toBe('row 0')
    await moveTo(820, 35)
    expect(card()).toBe('cell')
    await moveTo(820, 10)
    expect(card()).toBe('col 19')
    await act(async () => canvas.dispatchEvent(new PointerEvent('pointerout', { bubbles: true })))
    const press = (key: string) =>
      act(async () => canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
    await press('ArrowDown')
    expect(card()).toBe(pinned === null ? 'cell' : undefined)
    await press('ArrowDown')
    expect(card()).toBe('cell')
    await matrix.close()
  },
)
