import { describe, expect, test } from 'vitest'
import { looksLikeHtml } from '../../../src/engine/text/html/looks-like'
import { htmlToText } from '../../../src/engine/text/html/to-text'
import { HTML_CASES } from './html-corpus'

describe.each(Object.entries(HTML_CASES))('%s', (_, cases) => {
  test.each(cases)('%j', (html, text) => expect(htmlToText(html)).toBe(text))
})

// Steps that grow with the square of the length would take hours, and the runner's timeout would end them.
describe('megabytes of nonsense', () => {
  test.each([
    ['open divs', '<div>'.repeat(1e6), ''],
    ['closing tags', '<div>'.repeat(1e5) + '</x>'.repeat(2e5) + 'a', 'a'],
    ['tables in tables', '<table><tr><td>'.repeat(1e5) + 'a', 'a'],
    ['angle brackets', '<'.repeat(5e6), '<'.repeat(5e6)],
    ['comments', 'a' + '<!--'.repeat(1.2e6), 'a'],
    ['spaces', 'a' + ' '.repeat(5e6) + 'b', 'a b'],
    ['attributes', '<p ' + 'a=b '.repeat(3e5) + '>a', 'a'],
  ])('%s', (_, html, text) => {
    const read = htmlToText(html)
    expect(read.length).toBe(text.length)
    expect(read === text).toBe(true)
  })
  test('the text of nested lists does not grow with the square', () => {
    expect(htmlToText('<ul><li>x'.repeat(5e4)).length).toBeLessThan(5e4 * 30)
  })
})

describe('looksLikeHtml', () => {
  test.each([
    '<div class="msg"><p>Hello&nbsp;<b>World</b>',
    '<p>你好',
    '一行<br>两行',
    '<b>粗</b>体',
    '见<a href="https://example.com">这里</a>',
    '<TABLE><TR><TD>x',
    '<!DOCTYPE html>',
    '<img src=x>',
    '<s class="x">',
    '<input type="text">',
    '<html xmlns:o="urn:schemas-microsoft-com:office:office">',
    'x < y 但是 <h1>标题</h1>',
  ])('true: %s', (text) => expect(looksLikeHtml(text)).toBe(true))
  test.each([
    '',
    '你好，世界',
    'a < b && c > d',
    'if (a<b) x = p>q',
    'List<String>',
    'Map<String, List<Table>> m',
    'Array<A> | Map<B, I>',
    '<s> hello </s> <mask>',
    '<s>query</s></s>passage</s>',
    '<|im_start|>user\nhi<|im_end|>',
    'Zhang San <zhang@example.com>',
    '<https://example.com/a?b=c>',
    'usage: x <input> <output>',
    '<unk> <pad> <title>',
    'Tom &amp; Jerry &lt;p&gt;',
    '<张三> 你好',
    '1 <b 2',
  ])('false: %s', (text) => expect(looksLikeHtml(text)).toBe(false))
  // Long enough for hours, if a regular expression tried every end for every beginning.
  test.each([
    ['spaces', '<a ' + ' '.repeat(4e6)],
    ['openings', '<a '.repeat(2e6)],
    ['attributes', '<a x' + ' x'.repeat(2e6) + '>'],
  ])('false: megabytes of %s in broken tags', (_, text) => {
    expect(looksLikeHtml(text)).toBe(false)
  })
})
