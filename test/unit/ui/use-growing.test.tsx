// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useGrowing } from '../../../src/ui/use-growing'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('draws a first part at once and one more after each pause, to the end', async () => {
  const seen: number[] = []
  function List({ count }: { readonly count: number }) {
    seen.push(useGrowing(count, 150))
    return null
  }
  const root = createRoot(document.createElement('div'))
  const show = (count: number) => act(async () => root.render(<List count={count} />))
  await show(400)
  expect(seen).toEqual([150])
  await act(async () => vi.advanceTimersToNextTimer())
  expect(seen.at(-1)).toBe(300)
  await act(async () => vi.advanceTimersToNextTimer())
  expect(seen.at(-1)).toBe(400)
  expect(vi.getTimerCount()).toBe(0)
  // What was drawn stays: another text of the same length is not drawn in parts again.
  seen.length = 0
  await show(390)
  expect(seen).toEqual([390])
  act(() => root.unmount())
})
