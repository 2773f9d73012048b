import { expect, it } from 'vitest'
import { en } from '../../../src/i18n/en'
import { zhCN } from '../../../src/i18n/zh-CN'

/** "key.key {{a}} {{b}}" of every sentence. */
function placeholders(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[path + key, ...(value.match(/\{\{\w+\}\}/g) ?? []).sort()].join(' ')]
      : placeholders(value as object, `${path}${key}.`),
  )
}

it.each([
  'app',
  'certificate',
  'common',
  'compare',
  'environment',
  'models',
  'scores',
  'heatmap',
  'anatomy',
  'tokens',
  'attention',
  'rules',
  'vectors',
  'exports',
  'requests',
  'paste',
  'endpoint',
  'why',
  'cases',
] as const)('%s: both languages fill in the same values', (namespace) => {
  expect(placeholders(zhCN[namespace]).sort()).toEqual(placeholders(en[namespace]).sort())
})
