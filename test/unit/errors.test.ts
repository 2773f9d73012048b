/** Every error has words in both languages, and every placeholder in them is a value that the error must tell. */
import { describe, expect, it } from 'vitest'
import {
  ERROR_VALUES,
  EngineError,
  fromErrorData,
  toErrorData,
  type ErrorCode,
} from '../../src/engine/errors'
import { errors as en } from '../../src/i18n/en/errors'
import { errors as zhCN } from '../../src/i18n/zh-CN/errors'

/** Told where it is known; its blank leaves nothing behind. */
const OPTIONAL = ['file', 'url', 'restarted']

describe.each([
  ['en', en],
  ['zh-CN', zhCN],
] as const)('%s', (_, dictionary) => {
  it.each(Object.keys(ERROR_VALUES) as ErrorCode[])('%s', (code) => {
    const { title, next } = dictionary[code]
    expect(title).not.toBe('')
    const used = [...`${title} ${next}`.matchAll(/{{(\w+)}}/g)].map(([, name]) => name)
    const told: readonly string[] = [...ERROR_VALUES[code], ...OPTIONAL]
    expect(used.filter((name) => !told.includes(name!))).toEqual([])
  })
})

describe('across the wire', () => {
  it('code, message and values arrive; a stranger becomes internal', () => {
    const error = new EngineError('model/truncated', 'short', { file: 'x', found: 1, expected: 2 })
    expect(fromErrorData(structuredClone(toErrorData(error)))).toEqual(error)
    expect(toErrorData(new RangeError('odd'))).toEqual({
      code: 'internal',
      message: 'odd',
      values: { detail: 'odd' },
    })
    expect(toErrorData(new DOMException('', 'AbortError')).code).toBe('run/cancelled')
  })
  it('context is added, nothing is lost', () => {
    const error = new EngineError('tokenizer/missing', 'gone', { file: 'tokenizer.json' })
    expect(error.with({ side: 'a' }, 'line 3: gone')).toMatchObject({
      code: 'tokenizer/missing',
      message: 'line 3: gone',
      values: { file: 'tokenizer.json', side: 'a' },
    })
  })
})
