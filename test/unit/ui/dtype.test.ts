import type { TFunction } from 'i18next'
import { expect, it } from 'vitest'
import type { ModelInfo } from '../../../src/engine/model/types'
import { dtypeWith } from '../../../src/ui/dtype'

const t = ((key: string, values?: { readonly dtype: string; readonly words: string }) =>
  values ? `${values.dtype}, ${values.words}` : key) as unknown as TFunction<'common'>
const info = (activations: ModelInfo['activations'], arithmetics: NonNullable<ModelInfo['arithmetics']>) =>
  ({ dtype: { value: 'int8', source: '' }, activations, arithmetics }) as unknown as ModelInfo

it('names what a run may choose; exact sums are not named', () => {
  const both = info(['published', 'faithful'], ['exact', 'avx2'])
  expect(dtypeWith(t, both)).toBe('int8, activations.published')
  expect(dtypeWith(t, both, { arithmetic: 'avx2' })).toBe('int8, activations.published, arithmetic.avx2')
  expect(dtypeWith(t, info(['published'], ['exact', 'avx2']), { arithmetic: 'avx2' }, 'short')).toBe(
    'int8, arithmetic.avx2Short',
  )
  expect(dtypeWith(t, info(['published'], ['exact']), { arithmetic: 'avx2' })).toBe('int8')
})
