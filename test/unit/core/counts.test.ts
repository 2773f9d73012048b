import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bench } from '../app/app'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const pause = () => vi.advanceTimersByTimeAsync(200)

describe('live counts', () => {
  it('asks once after a pause, with the prefix for A, and the latest wins', async () => {
    const app = bench()
    app.actions.set({ prefix: 'q: ' })
    app.actions.type('a', 'x')
    await pause()
    expect(app.client.of('count')).toHaveLength(0) // nobody to ask yet
    await app.load()
    app.actions.type('a', 'xy')
    app.actions.type('a', 'xyz')
    await pause()
    const ofA = () => app.client.of('count').filter((call) => (call.in as { text: string }).text !== '')
    expect(ofA()).toHaveLength(1)
    expect(ofA()[0]?.in).toMatchObject({ text: 'q: xyz', maxLength: 512, mode: 'hf4' })
    app.actions.type('a', 'xyzw')
    await pause()
    expect(ofA()).toHaveLength(2)
    ofA()[1]?.resolve({ count: 9, maxLength: 512, truncated: false, cut: null })
    ofA()[0]?.resolve({ count: 1, maxLength: 512, truncated: false, cut: null })
    await pause()
    expect(app.store.getState().a.count?.count).toBe(9)
  })
})
