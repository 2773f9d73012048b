import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../../src/engine/base64'
import { isObject } from '../../../src/engine/values'

describe('base64', () => {
  it('equals what Node writes, in both alphabets, and reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const node = Buffer.from(bytes)
        expect(toBase64(bytes)).toBe(node.toString('base64'))
        expect(toBase64Url(bytes)).toBe(node.toString('base64url'))
        expect(fromBase64(toBase64(bytes))).toEqual(Uint8Array.from(bytes))
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(Uint8Array.from(bytes))
      }),
    )
  })

  it('takes more bytes than a call takes arguments', () => {
    const bytes = Uint8Array.from({ length: 1_000_001 }, (_, at) => (at * 7919) >> 3)
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    expect(Buffer.compare(fromBase64(toBase64(bytes))!, bytes)).toBe(0)
  })

  it('allows white space and missing padding, and refuses all else', () => {
    expect(fromBase64(' /+8\n= ')).toEqual(Uint8Array.of(255, 239))
    expect(fromBase64('/+8')).toEqual(Uint8Array.of(255, 239))
    expect(fromBase64Url('_-8')).toEqual(Uint8Array.of(255, 239))
    for (const text of ['a', 'ab=c', 'a_-b', '中', 'abcd=']) expect(fromBase64(text), text).toBeNull()
    expect(fromBase64Url('a.bc')).toBeNull()
  })
})

describe('isObject', () => {
  it('is true of objects with members alone', () => {
    for (const value of [{}, { a: 1 }, Object.create(null)]) expect(isObject(value)).toBe(true)
    for (const value of [null, undefined, [], [1], 'a', 1, true, () => 1]) expect(isObject(value)).toBe(false)
  })
})
