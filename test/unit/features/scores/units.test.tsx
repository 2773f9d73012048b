// @vitest-environment happy-dom
import { act, createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GivenScore } from '../../../../src/features/scores'
import { FIRST_CHOICE, withDatabase, type UnitsChoice } from '../../../../src/features/scores/units/choice'
import { UnitsSection } from '../../../../src/features/scores/units/UnitsSection'
import { measuresOf } from '../../../../src/engine/score/databases/convert'
import { startWords } from '../../../words'
import { explanation } from '../fixtures'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let unmount = () => undefined as void
afterEach(() => act(() => unmount()))
beforeAll(() => startWords('en'))

async function drawn(element: ReturnType<typeof createElement>) {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => root.unmount()
  await act(async () => root.render(element))
  const find = (id: string) => place.querySelector<HTMLElement>(`[data-testid="${id}"]`)
  const all = (id: string) => [...place.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)]
  return { find, all, text: () => place.textContent }
}

const shown = (choice: Partial<UnitsChoice>) =>
  drawn(
    createElement(function Converter() {
      const [chosen, setChosen] = useState<UnitsChoice>({ ...FIRST_CHOICE, ...choice })
      return createElement(UnitsSection, {
        explanation,
        choice: chosen,
        onChange: setChosen,
        onClose: () => undefined,
      })
    }),
  )

const dense = (() => {
  const measures = measuresOf(explanation)
  if (measures.dense.state === 'unavailable') throw new Error('no dense')
  return measures.dense.value
})()

describe('the converter', () => {
  it('shows this pair in the units of the database, with the formula', async () => {
    const { find } = await shown({})
    expect(find('units-database')!.dataset.value).toBe('elasticsearch')
    expect(find('units-metric')!.dataset.value).toBe('cosine')
    expect(Number(find('units-value')!.dataset.value)).toBeCloseTo((1 + dense.cosine) / 2, 12)
    expect(find('units-formula')!.textContent).toBe('(1 + cos) / 2')
    expect(find('units-back')).toBeNull()
  })
  it('converts production’s number back, and says what it is', async () => {
    const given = ((1 + dense.cosine) / 2).toFixed(5)
    const { find, all } = await shown({ given })
    expect(Number(find('units-back')!.dataset.value)).toBeCloseTo(dense.dot, 4)
    expect(Math.abs(Number(find('units-back')!.dataset.difference))).toBeLessThan(1e-4)
    expect(find('units-readings')!.dataset.sure).toBe('true')
    expect(all('units-reading')[0]!.dataset.metrics).toContain('elasticsearch:cosine')
    expect(all('units-reading')[0]!.textContent).toContain(
      `This is Elasticsearch cosine of dense ${dense.cosine.toFixed(4)}: (1 + cos) / 2`,
    )
  })
  it('uses the lengths that are typed, and says that lengths count', async () => {
    const { find, text } = await shown({ database: 'milvus', score: 'L2', given: '3.0', normA: 2, normB: 2 })
    expect(Number(find('units-back')!.dataset.value)).toBeCloseTo((4 + 4 - 3) / 2, 12)
    expect(text()).toContain('Depends on the lengths of the vectors')
    expect(find('units-length-a')).not.toBeNull()
  })
  it('asks for no lengths where they do not count, and ignores what was typed for another metric', async () => {
    const given = ((1 + dense.cosine) / 2).toFixed(6)
    const { find } = await shown({ given, normA: 2, normB: 2 })
    expect(find('units-length-a')).toBeNull()
    expect(Number(find('units-back')!.dataset.value)).toBeCloseTo(dense.dot, 5)
  })
  it('says what cannot be', async () => {
    const { find } = await shown({ database: 'pgvector', score: 'cosine', given: '2.5' })
    expect(find('units-back')!.dataset.state).toBe('impossible')
    expect(find('units-back')!.textContent).toContain('The cosine would have to be -1.5000')
  })
  it('a number that lost the score says why, and which ranks may be in it', async () => {
    const { find, text } = await shown({ score: 'rrf', given: '0.032266' })
    expect(find('units-lost')!.dataset.reason).toBe('ranks-only')
    expect(find('units-value')).toBeNull()
    expect(text()).toContain('1 and 3')
    expect(find('units-k')).not.toBeNull()
  })
  it('what is not a number is refused', async () => {
    const { find } = await shown({ given: '0,8x' })
    expect(find('units-not-a-number')!.textContent).toContain('0,8x')
    expect(find('units-back')).toBeNull()
  })
  it('another database keeps a metric of the same name', () => {
    expect(withDatabase(FIRST_CHOICE, 'chroma')).toMatchObject({ database: 'chroma', score: 'cosine' })
    expect(withDatabase({ ...FIRST_CHOICE, score: 'rank_vectors' }, 'faiss')).toMatchObject({ score: 'ip' })
  })
})

describe('production’s number beside two models', () => {
  it('is read for each of them', async () => {
    const { find } = await drawn(
      createElement(GivenScore, {
        pairs: [
          { label: 'model 1', explanation },
          { label: 'model 2', explanation },
        ],
      }),
    )
    expect(find('given-score-model-1')).toBeNull()
    const field = find('given-score-value') as HTMLInputElement
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(
        field,
        (2 - 2 * dense.dot).toFixed(6),
      )
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    for (const model of ['given-score-model-1', 'given-score-model-2'])
      expect(find(model)!.textContent).toContain('Milvus L2')
  })
})
