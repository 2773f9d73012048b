import { beforeAll, expect, it } from 'vitest'
import type { LANGUAGES } from '../../../src/i18n'
import { staleText } from '../../../src/ui/stale-text'
import { i18next, startWords } from '../../words'

beforeAll(async () => {
  await startWords('zh-CN')
  await i18next.loadLanguages('en')
})

const said = (language: (typeof LANGUAGES)[number], ...changes: Parameters<typeof staleText>[2]) =>
  staleText(i18next.getFixedT(language, 'common'), language, changes)

it('puts spaces between Chinese and Latin letters, wherever the list puts them side by side', () => {
  expect(said('zh-CN', 'textA', 'textB')).toContain('：文本 A 和文本 B 已改变')
  expect(said('zh-CN', 'maxLength')).toContain('：max_length 已改变')
  expect(said('zh-CN', 'textA', 'maxLength', 'rules')).toContain('文本 A、max_length 和预处理规则已改变')
  expect(said('zh-CN', 'rules', 'truncateDim')).toContain('预处理规则和 truncate_dim 已改变')
  expect(said('zh-CN', 'rules', 'activations')).toContain('预处理规则和 int8 激活值的缩放方式已改变')
})

it('in English lists them as they are', () => {
  expect(said('en', 'textA', 'maxLength')).toContain('text A and max_length changed')
  expect(said('en')).toBe('')
})
