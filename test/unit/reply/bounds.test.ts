/** Replies that once took seconds, filled the memory, or gave a wrong number or an error without a code. */
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import { parseReply } from '../../../src/formats/reply'
import { readLiteral } from '../../../src/formats/reply/literal'

const codeOf = (text: string): string => {
  try {
    parseReply(text)
    return 'read'
  } catch (error) {
    if (error instanceof EngineError) return error.code
    throw error
  }
}

describe('time linear in the length', () => {
  const N = 300_000
  it.each([
    ['words and commas', 'x,'.repeat(N), 'vector/unreadable'],
    ['a name', `${'emb'.repeat(N)}!`, 'vector/unreadable'],
    ['dashes', `${'-'.repeat(N)}!`, 'vector/unreadable'],
    ['a table’s rule', `${'| --- |'.repeat(N)}!`, 'vector/unreadable'],
    ['padding of base64', `${'='.repeat(N)}!`, 'vector/unreadable'],
    ['infinities of PostgreSQL', `{${'-Infinity,'.repeat(40)}!`, 'vector/unreadable'],
    ['semicolons after a vector', `emb = [0.1, 0.2] ${';'.repeat(N)}!`, 'read'],
    ['a type of spaces after a vector', `emb = [0.1, 0.2]::${' '.repeat(N)}!`, 'read'],
    ['titles of a page', `<html>${'<title'.repeat(N)}`, 'reply/refused'],
    ['a title of scipy', `<${'sparse matrix'.repeat(N)}\r!`, 'vector/unreadable'],
  ])('%s', (_, text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it('many cells of one row', () => {
    const cells = Array.from({ length: 50_000 }, (_, x) => ({
      address: { d: '0', x: String(x) },
      value: 0.5,
    }))
    expect(parseReply(JSON.stringify({ v: { cells } })).items[0]!.dense).toHaveLength(50_000)
  })
})

describe('depth', () => {
  it.each(['[', '{"a":', '[{"data":', '[[{"embedding":'])('%s, 4 MB of it', (unit) => {
    expect(codeOf(unit.repeat(4_000_000 / unit.length))).toBe('vector/too-deep')
  })
  it('a long integer alone, or in quotes, is no vector', () => {
    expect(codeOf('9007199254740993')).toBe('vector/unreadable')
    expect(codeOf('"-9007199254740993"')).toBe('vector/unreadable')
  })
  it('brackets in a text are no depth', () => {
    const text = '['.repeat(500)
    expect(parseReply(JSON.stringify([{ text, embedding: [0.1, 0.2] }])).items[0]!.dense).toHaveLength(2)
    expect(readLiteral(`{'text': '${text}', 'embedding': [0.1, 0.2]}`)).toMatchObject({ text })
  })
})

describe('sizes that are only written', () => {
  it.each([
    { dims: [1_000_000_000, 0], data: [] },
    { dims: Array.from({ length: 100_000 }, () => 1), data: [0.5] },
    { dims: [-1, -2], data: [0.1, 0.2] },
    { type: 'tensor<float>(x[1000000000],y[0])', values: [] },
  ])('make no list', (value) => {
    expect(codeOf(JSON.stringify(value))).not.toBe('read')
  })
})

describe('names of JavaScript itself', () => {
  it('are tokens like any other', () => {
    const pairs = [
      ['constructor', 0.5],
      ['▁a', 0.25],
      ['__proto__', 0.125],
    ]
    const [item] = parseReply(JSON.stringify(pairs)).items
    expect([...item!.byToken!]).toEqual(pairs)
  })
  it('are no values', () => {
    expect(readLiteral('[constructor, toString]')).toEqual(['constructor', 'toString'])
    expect(readLiteral('f(__proto__=[1, 2], a=3)')).toEqual(JSON.parse('{"__proto__":[1,2],"a":3}'))
    expect(codeOf('{"values":"00","type":"tensor<constructor>(x[1])"}')).toBe('vector/unreadable')
  })
  it('a dimension may be called like a pattern', () => {
    const cells = [{ address: { '(': '0', b: '0' }, value: 0.5 }]
    expect(codeOf(JSON.stringify({ v: { type: 'tensor<float>(b{},c{})', cells } }))).not.toBe('internal')
  })
})
