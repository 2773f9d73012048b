// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppContext } from '../../../../../src/core/react'
import { rowKeeper } from '../../../../../src/features/validate/triage/row-keeper'
import { TriageView } from '../../../../../src/features/validate/triage/TriageView'
import type { Validate } from '../../../../../src/features/validate/types'
import { bench, type Bench } from '../../../app/app'
import { settle } from '../../../app/fake-client'
import { startWords } from '../../../../words'
import { READ, RESULT } from './fixtures'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let unmount = () => undefined as void
let app: Bench
afterEach(() => act(() => unmount()))
beforeAll(() => startWords('en'))
beforeEach(() => {
  // There is no layout here: the table has room for all of the six rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

const patch = <P extends keyof Validate>(part: P, change: Partial<Validate[P]>) =>
  app.store.setState(({ validate }) => ({
    validate: { ...validate, [part]: { ...validate[part], ...change } },
  }))

/** What was asked for has happened, also on a busy machine. */
async function rest() {
  await settle()
  await rowKeeper(app.store).settled()
  await settle()
}

async function shown(result = RESULT) {
  app = bench()
  await app.actions.clearFilters()
  patch('data', { phase: 'read', read: { ...READ, set: result.set } })
  patch('run', { phase: 'done', result })
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => {
    root.unmount()
    place.remove()
  }
  await act(async () => {
    root.render(createElement(AppContext.Provider, { value: app }, createElement(TriageView)))
    await rest()
  })
  const grid = () => place.querySelector<HTMLElement>('[role=grid]')!
  return {
    place,
    grid,
    rows: () => [...place.querySelectorAll<HTMLElement>('[data-testid=validate-row]')],
    find: (id: string) => place.querySelector<HTMLElement>(`[data-testid="${id}"]`),
    labels: () =>
      [...place.querySelectorAll<HTMLElement>('[data-testid=validate-row]')].map(
        ({ dataset }) => dataset['label'],
      ),
    press: (key: string, more: KeyboardEventInit = {}) =>
      act(async () => {
        grid().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
        await rest()
      }),
  }
}

describe('the table', () => {
  it('is a grid that says how many rows there are', async () => {
    const { grid, rows } = await shown()
    expect(grid().getAttribute('aria-rowcount')).toBe('7')
    expect(rows()).toHaveLength(6)
    expect(
      rows().map(({ dataset }) => `${dataset['query']} ${dataset['document']} ${dataset['label']}`),
    ).toEqual(['q1 d1 no', 'q1 d2 yes', 'q1 d3 none', 'q2 d1 yes', 'q2 d4 no', 'q10 d5 none'])
    const active = grid().getAttribute('aria-activedescendant')
    expect(document.getElementById(active!)?.dataset['testid']).toBe('validate-row')
  })

  it('says without a file what it is for', async () => {
    app = bench()
    const place = document.body.appendChild(document.createElement('div'))
    const root = createRoot(place)
    unmount = () => root.unmount()
    await act(async () =>
      root.render(createElement(AppContext.Provider, { value: app }, createElement(TriageView))),
    )
    expect(place.textContent).toContain('Open a file')
  })
})

describe('by keyboard', () => {
  it('rows are walked and labelled, and labels undone', async () => {
    const { labels, press } = await shown()
    await press('j')
    await press('j')
    await press('1')
    expect(labels()[2]).toBe('yes')
    await press('ArrowDown')
    await press('2')
    expect(labels()[3]).toBe('no')
    await press('End')
    await press('3')
    expect(labels()[5]).toBe('unsure')
    await press('k')
    expect(app.store.getState().validate.triage.selected).toBe(4)
    await press('u')
    expect(labels()).toEqual(['no', 'yes', 'yes', 'no', 'no', 'none'])
    await press('z', { ctrlKey: true })
    expect(labels()[3]).toBe('yes')
    await press('z', { ctrlKey: true, shiftKey: true })
    expect(labels()[3]).toBe('no')
  })

  it('the active row is named only while it is in the document', async () => {
    const { grid, place } = await shown()
    const active = () => grid().getAttribute('aria-activedescendant')
    expect(place.querySelector(`#${active()}`)).not.toBeNull()
    const pairs = 400
    const many = (value: number) => new Int32Array(pairs).fill(value)
    const none = new Float64Array(pairs).fill(NaN)
    const columns = {
      count: pairs,
      row: Int32Array.from(none, (_, at) => at + 1),
      query: many(0),
      document: many(0),
      rank: none,
      production: none,
      grade: none,
    }
    await act(async () => {
      const set = { ...RESULT.set, hash: 'long', pairs: columns }
      const result = {
        ...RESULT,
        id: 'long',
        set,
        pairs: columns,
        heads: { dense: none, sparse: none, colbert: none },
        state: new Uint8Array(pairs),
      }
      patch('data', { read: { ...READ, set } })
      patch('run', { result })
      patch('triage', { selected: null })
      await rest()
      // Far from what is in sight: scrolled by the user, who has no layout here.
      patch('triage', { selected: 390 })
      await rest()
    })
    const name = active()
    expect(name === null || place.querySelector(`#${name}`) !== null).toBe(true)
  })

  it('a label is for all marked rows', async () => {
    const { labels, press, rows } = await shown()
    await press('Home')
    await press('ArrowDown', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    expect(rows().map((row) => row.getAttribute('aria-selected'))).toEqual([
      'true',
      'true',
      'true',
      'false',
      'false',
      'false',
    ])
    await press('3')
    expect(labels().slice(0, 4)).toEqual(['unsure', 'unsure', 'unsure', 'yes'])
    await press('Backspace')
    expect(labels().slice(0, 4)).toEqual(['no', 'yes', 'none', 'yes'])
  })

  it('grades where the file has grades', async () => {
    const pairs = { ...RESULT.pairs, grade: Float64Array.of(0, 3, 2, 1, 0, NaN) }
    const { labels, press, find } = await shown({ ...RESULT, pairs, set: { ...RESULT.set, pairs } })
    expect(labels()).toEqual(['0', '3', '2', '1', '0', 'none'])
    await press('Home')
    await press('2')
    expect(labels()[0]).toBe('2')
    await press('4')
    expect(labels()[0]).toBe('unsure')
    expect(find('validate-label-3')).not.toBeNull()
  })

  it('N opens the note, Enter keeps it and gives the focus back', async () => {
    const { press, find, grid } = await shown()
    await press('j')
    await press('n')
    const note = find('validate-note') as HTMLInputElement
    expect(document.activeElement).toBe(note)
    await act(async () => {
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
      set.call(note, 'ask Ann')
      note.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await act(async () => {
      note.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
      await rest()
    })
    expect(app.store.getState().validate.triage.labels.get('q1\td2')?.note).toBe('ask Ann')
    expect(document.activeElement).toBe(grid())
  })

  it('Enter opens the pair', async () => {
    const { press } = await shown()
    await press('j')
    await press('Enter')
    expect(app.store.getState().a.text).toBe('how to refund')
    expect(app.store.getState().b.text).toBe('how refunds work')
    expect(app.store.getState().view).toBe('scores')
  })
})

describe('by pointer', () => {
  it('buttons label the selected row, and headers sort', async () => {
    const { find, rows, labels, place } = await shown()
    await act(async () => {
      rows()[4]!.click()
      await rest()
    })
    expect(rows()[4]!.querySelector('[data-testid=validate-label-yes]')).not.toBeNull()
    expect(place.querySelectorAll('[data-testid=validate-label-yes]')).toHaveLength(1)
    await act(async () => {
      find('validate-label-yes')!.click()
      await rest()
    })
    expect(labels()[4]).toBe('yes')
    await act(async () => {
      find('validate-sort-dense')!.click()
      await rest()
    })
    expect(rows().map(({ dataset }) => dataset['document'])).toEqual(['d2', 'd4', 'd1', 'd1', 'd5', 'd3'])
    expect(find('validate-sort-dense')!.parentElement!.getAttribute('aria-sort')).toBe('descending')
  })
})
