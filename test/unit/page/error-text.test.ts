import { beforeAll, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../src/engine/errors'
import { i18next, LANGUAGES, startI18n } from '../../../src/i18n'
import { en } from '../../../src/i18n/en'
import { zhCN } from '../../../src/i18n/zh-CN'
import { errorText } from '../../../src/views/frame/error-text'

beforeAll(() => startI18n('en'))

const codes = Object.keys(en.errors) as ErrorCode[]

describe.each(LANGUAGES)('errors in %s', (language) => {
  it.each(codes)('%s has words without holes, with and without values', async (code) => {
    await i18next.changeLanguage(language)
    const t = i18next.getFixedT(language, 'errors')
    const file = 'onnx/model.onnx'
    for (const values of [{}, { file, detail: 'because', index: 3, limit: 5, bytes: 7, url: 'http://x/' }]) {
      const { title, next } = errorText(t, { code, message: '', values })
      expect(title).not.toBe('')
      expect(title + next).not.toMatch(/\{\{|\}\}|undefined|\(\)|（）|\s{2}|errors:/)
    }
  })

  it('groups the digits of a size, and keeps file names as they are', () => {
    const t = i18next.getFixedT(language, 'errors')
    const values = { file: 'a .txt', bytes: 70_000_000, limit: 67_108_864 }
    const { title, next } = errorText(t, { code: 'file/too-large', message: '', values })
    expect(title).toContain('a .txt')
    expect(next).toContain('70,000,000')
  })
})

/** Every leaf of a dictionary, as "path: text". */
function leaves(dictionary: object, path = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value as object, `${path}${key}.`),
  )
}

describe('dictionaries', () => {
  const chinese = new Map(leaves({ app: zhCN.app, errors: zhCN.errors }))
  const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!).sort()

  it.each(leaves({ app: en.app, errors: en.errors }))('%s has the same placeholders', (path, text) => {
    const singular = path.endsWith('_one') // Chinese has no singular, English may leave the number out
    if (!singular) expect(new Set(placeholders(chinese.get(path)!))).toEqual(new Set(placeholders(text)))
  })
})
