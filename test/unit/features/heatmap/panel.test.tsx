// @vitest-environment happy-dom
/** What the tab costs while a run goes on: counted in elements that change, not in time. */
import { act, createElement, type ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { available, unavailable } from '../../../../src/engine/model/types'
import { AppContext } from '../../../../src/core/react'
import { HeatmapPanel } from '../../../../src/features/heatmap/HeatmapPanel'
import { startWords } from '../../../words'
import { bench } from '../../app/app'
import { settle } from '../../app/fake-client'

const rendered = vi.hoisted(() => ({ buttons: 0, splits: 0 }))
vi.mock('../../../../src/engine/text/sentences/split', async (original) => {
  const { splitSentences } = await original<{ splitSentences: (...given: unknown[]) => unknown }>()
  return {
    splitSentences: (...given: unknown[]) => {
      rendered.splits++
      return splitSentences(...given)
    },
  }
})
vi.mock('antd', async (original) => {
  const antd = await original<object & { Button: ComponentType }>()
  const Button = (props: object) => {
    rendered.buttons++
    return createElement(antd.Button, props)
  }
  return { ...antd, Button }
})

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeAll(() => startWords('en'))
afterEach(() => document.body.replaceChildren())

const COUNT = 60
const text = (side: string) =>
  Array.from({ length: COUNT }, (_, at) => `${side}第${at}个订单没有更新。`).join('\n')

async function opened() {
  const app = bench()
  const head = available({})
  await app.load({ heads: { dense: head, sparse: head, colbert: unavailable('dense-only') } } as never)
  app.actions.type('a', text('A'))
  app.actions.type('b', text('B'))
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  await act(async () =>
    root.render(
      <AppContext value={app}>
        <HeatmapPanel />
      </AppContext>,
    ),
  )
  return { app, place, close: () => act(async () => root.unmount()) }
}

it('only the sentences in sight are in the page', async () => {
  const { place, close } = await opened()
  for (const side of ['a', 'b']) {
    const list = place.querySelector(`[data-testid=sentences-${side}]`)!
    expect(list.getAttribute('data-count')).toBe(String(COUNT))
    const shown = list.querySelectorAll('[data-testid=sentence]').length
    expect(shown).toBeGreaterThan(3)
    expect(shown).toBeLessThan(COUNT / 2)
  }
  await close()
})

it('a message of progress changes the line that says it, and renders no button', async () => {
  const { app, place, close } = await opened()
  await act(async () => {
    void app.actions.analyze({ only: ['heatmap'] })
    await settle()
  })
  const call = app.client.last('heatmap')
  const row = new Float64Array(COUNT)
  const values = { dense: row.fill(0.5), sparse: row, colbert: null }
  // The first row brings the range of the colours.
  await act(async () => call.progress({ done: 60, total: 120, rows: { from: 0, count: 1, values } }))
  rendered.buttons = 0
  const changed: Node[] = []
  const observer = new MutationObserver((list) => changed.push(...list.map(({ target }) => target)))
  observer.observe(place, { subtree: true, childList: true, attributes: true, characterData: true })
  for (let at = 1; at < COUNT; at++)
    await act(async () => {
      call.progress({ done: 60 + at, total: 120, layer: { done: 3, total: 12 } })
      call.progress({ done: 60 + at, total: 120, rows: { from: at, count: 1, values } })
    })
  const line = place.querySelector('[data-testid=heatmap-status]')!
  expect(line.getAttribute('data-rows-done')).toBe(String(COUNT))
  const outside = changed.filter((node) => !line.contains(node))
  expect(outside).toEqual([])
  expect(rendered.buttons).toBe(0)
  observer.disconnect()
  await close()
})

it('lists of sentences are open until there is a map, then folded, and stay as the user leaves them', async () => {
  const { app, place, close } = await opened()
  const lists = () => place.querySelector<HTMLDetailsElement>('[data-testid=sentences]')!
  expect(lists().open).toBe(true)
  await act(async () => {
    void app.actions.analyze({ only: ['heatmap'] })
    await settle()
  })
  expect(app.store.getState().heatmap.result).not.toBeNull()
  expect(lists().open).toBe(false)
  // What is in them can be found, folded or not.
  expect(lists().querySelectorAll('[data-testid=sentence]').length).toBeGreaterThan(0)
  await act(async () => lists().querySelector('summary')!.click())
  expect(lists().open).toBe(true)
  expect(app.store.getState().heatmap.look.lists).toBe(true)
  await close()
})
