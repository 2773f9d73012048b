// @vitest-environment happy-dom
/** When the editors fold and open, and which of the options behind "more" count as changed. */
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, describe, expect, it } from 'vitest'
import { useRoom, type EditorRoom } from '../../../src/app/editor/use-room'
import { moreChanged } from '../../../src/app/frame/more-changed'
import { AppContext, type App } from '../../../src/core/react'
import type { AppState } from '../../../src/core/state'
import { bench } from './app'
import { initialState } from './slices'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let unmount = () => undefined as void
afterEach(() => {
  act(() => unmount())
  document.body.replaceChildren()
})

function Frame({ onRoom }: { readonly onRoom: (room: EditorRoom) => void }) {
  const editors = useRoom()
  onRoom(editors)
  return (
    <div id="root">
      <section data-side="a">
        <div data-text>
          <textarea onFocus={editors.focused} />
        </div>
      </section>
      <button type="button" data-name="tab" />
      <div role="tabpanel">
        <button type="button" data-name="cell" />
      </div>
    </div>
  )
}

async function frame() {
  const app: App = bench()
  let editors!: EditorRoom
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  unmount = () => root.unmount()
  await act(async () =>
    root.render(
      <AppContext value={app}>
        <Frame onRoom={(now) => (editors = now)} />
      </AppContext>,
    ),
  )
  const find = (name: string) => document.querySelector<HTMLElement>(name)!
  return {
    app,
    room: () => editors.room,
    set: (change: Partial<AppState>) => act(async () => app.store.setState(change)),
    focus: () => act(async () => find('textarea').focus()),
    /** What the user leaves the text for, and clicks. */
    click: (name: 'tab' | 'cell') =>
      act(async () => {
        find('textarea').blur()
        find(`[data-name="${name}"]`).click()
        await new Promise((resolve) => setTimeout(resolve))
      }),
    press: (key: string) =>
      act(async () => void window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true }))),
    choose: (room: EditorRoom['room']) => act(async () => editors.choose(room)),
    type: (text: string) => act(async () => app.actions.type('a', text)),
  }
}

const running = { run: { phase: 'running', part: null, progress: null, share: { from: 0, to: 0 } } } as never
const done = { run: { phase: 'done', time: 1, parts: [] } } as never

describe('the room of the editors', () => {
  it('is folded by a run when it starts, not when it ends', async () => {
    const { room, set, focus } = await frame()
    expect(room()).toBe('rest')
    await focus()
    expect(room()).toBe('open')
    await set(running)
    expect(room()).toBe('folded')
    await focus()
    await set(done)
    expect(room()).toBe('folded') // the focus was there before
  })
  it('is lent by focus, and given back when it moves on', async () => {
    const { room, set, focus, click } = await frame()
    await set(running)
    await set(done)
    await focus()
    await click('tab')
    expect(room()).toBe('folded')
    await focus()
    await focus()
    expect(room()).toBe('open')
  })
  it('stays where the click is on the view: what was clicked must not move', async () => {
    const { room, set, focus, click } = await frame()
    await set(running)
    await focus()
    await click('cell')
    expect(room()).toBe('open')
    await click('tab')
    expect(room()).toBe('folded')
  })
  it('stays after something was typed, until the next run', async () => {
    const { room, set, focus, click, press, type } = await frame()
    await set(running)
    await set(done)
    await focus()
    await type('text')
    await click('tab')
    expect(room()).toBe('open')
    await set(running)
    expect(room()).toBe('folded')
    await focus()
    await type('more')
    expect(room()).toBe('open')
    await set(done)
    await set(running) // such as that of another view
    expect(room()).toBe('open')
    await set(done)
    await press('Enter')
    await set(running)
    expect(room()).toBe('folded')
    await type('most') // Ctrl+Enter left the focus in the text
    expect(room()).toBe('open')
  })
  it('stays as the user chose it by hand', async () => {
    const { room, choose, click } = await frame()
    await choose('open')
    await click('tab')
    expect(room()).toBe('open')
  })
  it('is not changed by texts that come from elsewhere', async () => {
    const { room, set, type } = await frame()
    await set(running)
    await set(done)
    await type('an example')
    expect(room()).toBe('folded')
  })
  it('opens for an error in a text', async () => {
    const { room, set } = await frame()
    await set(running)
    const error = { code: 'text/blank', message: '', values: {} } as const
    await set({ run: { phase: 'failed', error, at: 'b', title: null } } as never)
    expect(room()).toBe('open')
  })
})

describe('changed options', () => {
  const settings = (change: Partial<typeof initialState.settings>) => ({
    ...initialState,
    settings: { ...initialState.settings, ...change },
  })
  it('are named, those in sight are not', () => {
    expect(moreChanged(initialState)).toBe('')
    expect(moreChanged(settings({ maxLength: 64, mode: 'all' }))).toBe('')
    expect(moreChanged(settings({ prefix: 'query: ', threads: 2 }))).toBe('prefix threads')
  })
  it('count only where the model offers them', () => {
    expect(moreChanged(settings({ activations: 'faithful' }))).toBe('')
    expect(moreChanged(settings({ arithmetic: 'avx2' }))).toBe('')
  })
})
