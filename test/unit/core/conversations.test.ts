/** The page fetches the recogniser of conversations when a text first may be one. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { NO_EDITS } from '../../../src/engine/text/sentences/types'
import type { Context } from '../../../src/core/context'
import { defaultSettings } from '../../../src/core/settings/schema'
import { emptyText } from '../../../src/core/slice'
import type { AppState } from '../../../src/core/state'

/** Modules in which nothing is installed yet, as on a page that has just started. */
async function freshPage() {
  const conversations = await import('../../../src/core/text/conversations')
  const units = await import('../../../src/core/units')
  const prepared = await import('../../../src/core/prepared')
  const store = createStore<AppState>(
    () =>
      ({
        a: emptyText,
        b: emptyText,
        settings: defaultSettings,
        splits: { a: NO_EDITS, b: NO_EDITS },
        recognises: false,
      }) as unknown as AppState,
  )
  const type = (text: string) => store.setState({ a: { ...emptyText, text } })
  const turns = () => units.splitOf(store.getState(), 'a').dialogue?.turns.length ?? 0
  const said = () =>
    prepared.prepared(store.getState().a.text, { rules: '[]', leaveOutMetadata: true }).mapped.text
  return { ...conversations, store, context: { store } as Context, type, turns, said }
}

beforeEach(() => void vi.resetModules())
afterEach(() => void vi.resetModules())

const CHAT = '[16:43] Ana: hi\n[16:44] Bob: hello'

it('nothing is fetched for a text that cannot be a conversation', async () => {
  const page = await freshPage()
  const stop = page.followConversations(page.context)
  page.type('How do I cancel?')
  await page.conversationsOf(page.store.getState())
  await Promise.resolve()
  expect(page.store.getState().recognises).toBe(false)
  stop()
})

it('a text that may be one is split anew when the recogniser is there', async () => {
  const page = await freshPage()
  const stop = page.followConversations(page.context)
  page.type(CHAT)
  expect([page.turns(), page.said()]).toEqual([0, CHAT])
  await vi.waitFor(() => expect(page.store.getState().recognises).toBe(true), { timeout: 60_000 })
  expect([page.turns(), page.said()]).toEqual([2, 'hi\nhello'])
  stop()
})

it('a run waits for it', async () => {
  const page = await freshPage()
  page.type(CHAT)
  await page.conversationsOf(page.store.getState())
  expect([page.turns(), page.said()]).toEqual([2, 'hi\nhello'])
})
