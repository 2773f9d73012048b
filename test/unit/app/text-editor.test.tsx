// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, describe, expect, it } from 'vitest'
import { AppContext } from '../../../src/core/react'
import { TextEditor } from '../../../src/app/editor/TextEditor'
import { bench } from './app'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let unmount = () => undefined as void
afterEach(() => act(() => unmount()))

async function mounted() {
  const app = bench()
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => root.unmount()
  const props = {
    side: 'a',
    isFolded: false,
    cut: null,
    cutLabel: '',
    placeholder: '',
    label: 'A',
    testId: 'text-a',
  } as const
  await act(async () =>
    root.render(createElement(AppContext, { value: app }, createElement(TextEditor, props))),
  )
  const field = place.querySelector<HTMLElement & { value: string }>('[data-testid=text-a]')!
  return { app, field }
}

describe('editor and state', () => {
  it('never puts an older text back while one types faster than the page draws', async () => {
    const { app, field } = await mounted()
    await act(async () => {
      for (const text of ['f', 'fi', 'first', 'second']) {
        field.value = text
        await Promise.resolve()
      }
    })
    expect(field.value).toBe('second')
    expect(app.store.getState().a.text).toBe('second')
  })

  it('follows the state at once: example, undo, swap', async () => {
    const { app, field } = await mounted()
    field.value = 'mine'
    app.actions.example('crosslingual')
    expect(field.value).toBe('cancel automatic renewal of membership')
    app.actions.undo()
    expect(field.value).toBe('mine')
    app.actions.swap()
    expect(field.value).toBe('')
  })
})
