// @vitest-environment happy-dom
/** A typed number is taken as it is, or refused with the reason: it never becomes another number. */
import { act, createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { NumberField } from '../../../src/ui/NumberField'
import { readNumber, type NumberRange } from '../../../src/ui/read-number'
import { startWords } from '../../words'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let unmount = () => undefined as void
afterEach(() => act(() => unmount()))
beforeAll(() => startWords('en'))

describe('what is typed', () => {
  const weight = { min: 0 }
  const length = { min: 3, max: 512, whole: true }
  it.each<[typed: string, range: NumberRange, read: number | string]>([
    ['0.5', weight, 0.5],
    ['0,5', weight, 0.5],
    ['０．５', weight, 0.5],
    [' 2 ', weight, 2],
    ['.5', weight, 0.5],
    ['1e-3', weight, 0.001],
    ['-1', weight, 'out-of-range'],
    ['−1', weight, 'out-of-range'],
    ['1e999', weight, 'out-of-range'],
    ['abc', weight, 'not-a-number'],
    ['0x10', weight, 'not-a-number'],
    ['1 2', weight, 'not-a-number'],
    ['512', length, 512],
    ['513', length, 'out-of-range'],
    ['0', length, 'out-of-range'],
    ['10.7', length, 'not-whole'],
    ['1,00', length, 'not-whole'],
    ['1,024', length, 'not-whole'],
  ])('%j', (typed, range, read) => expect(readNumber(typed, range)).toBe(read))
})

async function shown(range: NumberRange & { late?: boolean }, initial: number) {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => root.unmount()
  const taken: number[] = []
  function Page() {
    const [value, setValue] = useState(initial)
    const onChange = (next: number) => {
      taken.push(next)
      setValue(next)
    }
    return createElement(NumberField, { testId: 'n', value, onChange, ...range })
  }
  await act(async () => root.render(createElement(Page)))
  const input = place.querySelector<HTMLInputElement>('input[data-testid="n"]')!
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
  const type = (text: string) =>
    act(async () => {
      input.focus()
      set.call(input, text)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    })
  const leave = () => act(async () => input.blur())
  const refused = () => place.querySelector('[data-testid="n-refused"]')?.textContent ?? null
  return { input, type, leave, refused, taken }
}

describe('the field', () => {
  it('takes a decimal comma', async () => {
    const { type, leave, input, taken } = await shown({ min: 0 }, 1)
    await type('0,5')
    await leave()
    expect(taken).toEqual([0.5])
    expect(input.value).toBe('0.5')
  })

  it('keeps the value in force where a number is not possible, and says so', async () => {
    const { type, leave, input, refused, taken } = await shown({ min: 3, max: 512, whole: true }, 256)
    await type('513')
    await leave()
    expect(taken).toEqual([])
    expect(input.value).toBe('256')
    expect(refused()).toContain('“513” is out of range, and was not taken. Possible: 3 to 512.')
    await type('abc')
    expect(refused()).toContain('“abc” is not a number')
    await type('300')
    expect(refused()).toBeNull()
    expect(taken).toEqual([300])
  })

  it('waits until typing has ended, if asked to', async () => {
    const { type, leave, taken } = await shown({ min: 1, max: 64, whole: true, late: true }, 2)
    await type('1')
    await type('16')
    expect(taken).toEqual([])
    await leave()
    expect(taken).toEqual([16])
  })
})
