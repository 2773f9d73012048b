import { describe, expect, it } from 'vitest'
import { columnMapping } from '../../../cli/describe/values'

describe('--map', () => {
  it.each([
    ['query=q,document=doc', { query: 'q', document: 'doc' }],
    ['query="a, b",label=y', { query: 'a, b', label: 'y' }],
    ['label=y,query="say ""yes"", no"', { query: 'say "yes", no', label: 'y' }],
    ['query=a=b,label=', { query: 'a=b', label: '' }],
    ['query=5" screen,label=y', { query: '5" screen', label: 'y' }],
  ])('%s', (text, mapping) => expect(columnMapping(text)).toEqual(mapping))

  it.each(['', 'query=a,', 'query=a, b', ',query=a'])('refuses %j', (text) =>
    expect(() => columnMapping(text)).toThrow('--map takes ROLE=COLUMN'),
  )
})
