import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { installRecogniser } from '../../../../src/engine/text/sentences/dialogue'
import { recognise } from '../../../../src/engine/text/sentences/chats'
import { LAYOUTS, TWO_LINES } from '../../../../src/engine/text/sentences/chats/layouts'
import { chooseMetadata } from '../../../../src/core/text/choose-metadata'
import { followDialogue, type FoundDialogue } from '../../../../src/core/text/follow-dialogue'
import { speakersOf } from '../../../../src/features/dialogue/speakers'
import { dialogue as words } from '../../../../src/features/dialogue/words/en'
import { bench } from '../../app/app'

const TALK = '2026-02-07 16:43:16 user_1\n充不进电\n2026-02-07 16:44:05 客服\n灯亮吗？\n'

beforeEach(() => {
  vi.useFakeTimers()
  installRecogniser(recognise)
})
afterEach(() => void vi.useRealTimers())

function followed() {
  const app = bench()
  const shown: (FoundDialogue | null)[] = []
  const stop = followDialogue(app.store, 'a', (found) => shown.push(found))
  return { app, shown, stop }
}

describe('what is recognised while a text is edited', () => {
  it('is looked for once the user pauses, never at a key', () => {
    const asked = vi.fn(recognise)
    installRecogniser(asked)
    const { app, shown } = followed()
    for (let end = 40; end <= TALK.length; end++) app.actions.type('a', TALK.slice(0, end))
    expect(asked).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(asked).toHaveBeenCalledTimes(1)
    expect(shown.map((found) => found?.dialogue.turns.length)).toEqual([2])
  })

  it('goes at once with the text, and comes back with undo', () => {
    const { app, shown } = followed()
    app.actions.type('a', TALK)
    vi.runAllTimers()
    app.actions.clear('a')
    expect(shown.at(-1)).toBeNull()
    app.actions.undo()
    vi.runAllTimers()
    expect(shown.at(-1)?.text).toBe(TALK)
  })

  it('is nothing in a text that is no dialogue, and nothing after it was stopped', () => {
    const { app, shown, stop } = followed()
    app.actions.type('a', 'one line\nanother line')
    vi.runAllTimers()
    expect(shown).toEqual([])
    stop()
    app.actions.type('a', TALK)
    vi.runAllTimers()
    expect(shown).toEqual([])
  })
})

describe('the choice for headers', () => {
  it('is one step that undo takes back; the texts stay', () => {
    const { store, actions } = bench()
    actions.type('a', TALK)
    chooseMetadata(store, 'a', 'out')
    expect(store.getState().settings.metadata).toBe('out')
    expect(store.getState().undo).toMatchObject({ what: 'headers', at: 'a' })
    actions.undo()
    expect(store.getState().settings.metadata).toBe('sentences')
    expect(store.getState().a.text).toBe(TALK)
    expect(store.getState().undo).toBeNull()
  })

  it('makes results stale', async () => {
    const app = bench()
    await app.runOnce(TALK, 'b')
    const { scoresStaleness } = await import('../../../../src/core/staleness')
    expect(scoresStaleness(app.store.getState())).toEqual([])
    chooseMetadata(app.store, 'a', 'out')
    expect(scoresStaleness(app.store.getState())).toEqual(['leaveOutMetadata'])
    app.actions.undo()
    expect(scoresStaleness(app.store.getState())).toEqual([])
  })
})

it('speakers are counted in the order in which they first speak, those without a name last', () => {
  const turns = [null, 'B', 'A', 'B'].map((speaker) => ({ speaker }))
  expect(speakersOf(turns)).toEqual([
    { name: 'B', turns: 2 },
    { name: 'A', turns: 1 },
    { name: null, turns: 1 },
  ])
})

it('every way of writing a dialogue has words', () => {
  const folder = new URL('../../../../src/engine/text/sentences/chats/', import.meta.url)
  expect(readdirSync(folder)).toContain('layouts.ts')
  const names = new Set([...LAYOUTS.map(({ name }) => name), TWO_LINES.name])
  for (const other of ['cues', 'table', 'speaker', 'json', 'json-lines']) names.add(other)
  expect(Object.keys(words.format).sort()).toEqual([...names].sort())
})
