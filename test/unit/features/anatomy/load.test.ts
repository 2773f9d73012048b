/** A pair of the heatmap is put into A and B, and the undo brings the texts back. */
import { expect, it } from 'vitest'
import { bench } from '../../app/app'
import { state } from './fixtures'

it('puts the texts of the opened cell into A and B; one undo restores texts and splits', () => {
  const { store, actions } = bench()
  actions.type('a', '一。二。三。')
  actions.type('b', '四！五！')
  actions.joinSentence('a', 2)
  const { splits } = store.getState()
  const opened = state()
  store.setState({ anatomy: opened })
  actions.loadPair()
  expect([store.getState().a.text, store.getState().b.text]).toEqual([opened.a.text, opened.b.text])
  expect(store.getState().undo).toMatchObject({ what: 'pair', at: 'a' })
  actions.undo()
  expect([store.getState().a.text, store.getState().b.text]).toEqual(['一。二。三。', '四！五！'])
  expect(store.getState().splits).toEqual(splits)
})

it('whole texts are there already', () => {
  const { store, actions } = bench()
  actions.type('a', '一。')
  store.setState({ anatomy: state({ target: { kind: 'whole' } }) })
  actions.loadPair()
  expect(store.getState().a.text).toBe('一。')
  expect(store.getState().undo).toBeNull()
})
