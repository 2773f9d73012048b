import { beforeAll, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../src/engine/errors'
import { LANGUAGES } from '../../../src/i18n'
import { i18next, startWords } from '../../words'
import { app as enApp } from '../../../src/i18n/en/app'
import { common as enCommon } from '../../../src/i18n/en/common'
import { errors as enErrors } from '../../../src/i18n/en/errors'
import { app as zhApp } from '../../../src/i18n/zh-CN/app'
import { common as zhCommon } from '../../../src/i18n/zh-CN/common'
import { errors as zhErrors } from '../../../src/i18n/zh-CN/errors'
import { errorText } from '../../../src/ui/error-text'

const en = { app: enApp, common: enCommon, errors: enErrors }
const zhCN = { app: zhApp, common: zhCommon, errors: zhErrors }

beforeAll(() => startWords('en'))

const codes = Object.keys(en.errors) as ErrorCode[]

describe.each(LANGUAGES)('errors in %s', (language) => {
  it.each(codes)('%s has words without holes, with and without values', async (code) => {
    await i18next.changeLanguage(language)
    const t = i18next.getFixedT(language, ['errors', 'common'] as const)
    const file = 'onnx/model.onnx'
    for (const values of [{}, { file, detail: 'because', index: 3, limit: 5, bytes: 7, url: 'http://x/' }]) {
      const { title, next } = errorText(t, { code, message: '', values })
      expect(title).not.toBe('')
      expect(title + next).not.toMatch(/\{\{|\}\}|undefined|\(\)|（）|\s{2}|errors:/)
    }
  })

  it('groups the digits of a size, and keeps file names as they are', () => {
    const t = i18next.getFixedT(language, ['errors', 'common'] as const)
    const values = { file: 'a .txt', bytes: 70_000_000, limit: 67_108_864 }
    const { title, next } = errorText(t, { code: 'file/too-large', message: '', values })
    expect(title).toContain('a .txt')
    expect(next).toContain('70,000,000')
  })
})

describe('values that are keys', () => {
  const words = (code: ErrorCode, values: Record<string, string | number>) => {
    const t = i18next.getFixedT('zh-CN', ['errors', 'common'] as const)
    const { title, next } = errorText(t, { code, message: '', values })
    return `${title} ${next}`
  }
  it.each(['layers', 'shorter', 'rows', 'units'] as const)(
    'run/too-large says sizes, and what to do: %s',
    (remedy) => {
      const said = words('run/too-large', {
        tokens: 8192,
        needed: 4_300_000_000,
        limit: 2_147_483_648,
        remedy,
      })
      for (const part of ['8,192', '4.3 GB', '2.1 GB', zhCN.common.remedy[remedy]])
        expect(said).toContain(part)
    },
  )
  it('why there is no attention, no head', () => {
    const reason = 'attention-fused'
    expect(words('attention/unavailable', { reason })).toContain(zhCN.common.unavailable[reason])
    const head = { head: 'sparse', reason: 'dense-only' }
    expect(words('model/head-unavailable', head)).toContain(zhCN.common.unavailable['dense-only'])
  })
  it('a reason in free words stays', () => {
    expect(words('model/not-onnx', { file: 'x', reason: 'it is a web page' })).toContain('it is a web page')
  })
  it('an index that does not exist', () => {
    const said = words('attention/no-such', { what: 'head', found: 16, limit: 16 })
    expect(said).toContain('没有编号为 16 的注意力头')
  })
  it('whether the engine is there again', () => {
    const detail = 'gone'
    expect(words('worker/crashed', { detail })).toContain(zhCN.common.restarted.no)
    expect(words('worker/crashed', { detail, restarted: 'yes' })).toContain(zhCN.common.restarted.yes)
    const full = words('run/out-of-memory', { detail, restarted: 'yes' })
    expect(full).toContain(zhCN.common.restarted.yes)
    expect(words('run/out-of-memory', { detail })).not.toContain(zhCN.common.restarted.no)
  })
})

/** Every leaf of a dictionary, as "path: text". */
function leaves(dictionary: object, path = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value as object, `${path}${key}.`),
  )
}

describe('dictionaries', () => {
  const chinese = new Map(leaves({ app: zhCN.app, errors: zhCN }))
  const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!).sort()

  it.each(leaves({ app: en.app, errors: en }))('%s has the same placeholders', (path, text) => {
    const singular = path.endsWith('_one') // Chinese has no singular, English may leave the number out
    if (!singular) expect(new Set(placeholders(chinese.get(path)!))).toEqual(new Set(placeholders(text)))
  })
})
