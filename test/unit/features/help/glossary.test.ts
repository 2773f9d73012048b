/** The terms of the glossary, and the search in them. */
import { describe, expect, it } from 'vitest'
import { found, TERMS } from '../../../../src/features/help/glossary'
import { terms as en } from '../../../../src/features/help/words/terms-en'
import { terms as zhCN } from '../../../../src/features/help/words/terms-zh-CN'

describe('the glossary', () => {
  it('explains every term once, in both languages', () => {
    const ids = TERMS.map(({ id }) => id)
    expect([...ids].sort()).toEqual(Object.keys(en).sort())
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each([
    'dense',
    'sparse',
    'ColBERT',
    'hybrid',
    'hf4',
    'hf5',
    'ceiling',
    'percentile',
    'faithful',
    'max_length',
    'truncated',
    'lexical_weights',
    'dense_vecs',
    'colbert_vecs',
    'provenance',
    'noise',
    'int8',
    'q4',
    'fp32',
    'certificate',
    'chunk',
    'isolated',
    'in context',
  ])('has %s in a name, found first in both languages', (query) => {
    for (const words of [en, zhCN]) {
      const first = found(query, ({ id }) => words[id])[0]
      expect(`${first?.id} ${first?.en} ${first?.zh}`.toLowerCase()).toContain(query.toLowerCase())
    }
  })

  it('finds words of the explanation after those of the names', () => {
    const ids = found('cosine', ({ id }) => en[id]).map(({ id }) => id)
    expect(ids).toContain('dense')
    expect(found('余弦', ({ id }) => zhCN[id]).map(({ id }) => id)).toContain('normalise')
    expect(found('nothing of the kind', ({ id }) => en[id])).toEqual([])
  })

  it('says the formulas that the engine computes', () => {
    const formula = (id: string) => TERMS.find((term) => term.id === id)?.formula
    expect(formula('sparseDense')).toBe('s = (w_d · dense + w_s · sparse) / (w_d + w_s)')
    expect(formula('ceiling')).toContain('√(s(A,A) · s(B,B))')
  })
})
