import { describe, expect, it } from 'vitest'
import { fetched } from '../../../src/core/fetched'
import { forwarded } from '../../../src/core/forward'

/** A fetch that fails as often as is said, then gives the value. */
function flaky<T>(failures: number, value: T) {
  const count = { calls: 0 }
  return {
    count,
    fetch: async () => {
      if (++count.calls <= failures) throw new Error('no network')
      return value
    },
  }
}

describe('actions whose code is fetched', () => {
  const group = { double: async (n: number) => 2 * n, name: async () => 'x' }

  it('pass on what is given and what comes out; the code is fetched once', async () => {
    const { fetch, count } = flaky(0, group)
    const actions = forwarded(fetch, ['double', 'name'], () => undefined)
    expect(count.calls).toBe(0)
    expect(await Promise.all([actions.double(2), actions.double(3), actions.name()])).toEqual([4, 6, 'x'])
    expect(count.calls).toBe(1)
  })

  it('tell a failure, and try again at the next call', async () => {
    const { fetch } = flaky(1, group)
    const told: unknown[] = []
    const actions = forwarded(fetch, ['double'], (error) => told.push(error))
    await expect(actions.double(1)).rejects.toThrow('no network')
    expect(told).toHaveLength(1)
    expect(await actions.double(4)).toBe(8)
  })
})

describe('fetched code', () => {
  it('is there at once from then on, also after a failure', async () => {
    const { fetch, count } = flaky(1, group())
    const code = fetched(fetch)
    await expect(code.load()).rejects.toThrow('no network')
    expect(code.now).toBeNull()
    const loaded = await code.load()
    expect(code.now).toBe(loaded)
    await code.load()
    expect(count.calls).toBe(2)
  })
  const group = () => ({ one: 1 })
})
