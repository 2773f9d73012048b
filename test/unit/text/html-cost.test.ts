/** HTML of which a parser makes a tree that grows with the square of the source. */
import { describe, expect, it } from 'vitest'
import { COSTLY, parseCost } from '../../../src/engine/text/html/cost'
import { htmlToText } from '../../../src/engine/text/html/to-text'

const MANY = 100_000
const marked = (count: number, tag: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => tag(at)).join('')

/** [name, HTML, its text] */
const HOSTILE: readonly (readonly [string, string, string])[] = [
  [
    'bold text with ids and paragraphs',
    `<p>${marked(5_000, (at) => `<b id=${at}>`)}${'a</p><p>'.repeat(5_000)}`,
    'a\n'.repeat(4_999) + 'a',
  ],
  ['a font in each paragraph', marked(5_000, (at) => `<p><font color=${at}>a`), 'a\n'.repeat(4_999) + 'a'],
  ['200,000 open <b>', `${'<b>'.repeat(2 * MANY)}a`, 'a'],
  ['open boxes', `${'<div>'.repeat(MANY)}a`, 'a'],
  ['open spans with text', '<span>a'.repeat(MANY), 'a'.repeat(MANY)],
  ['end tags without an element, in open boxes', `${'<div>'.repeat(20_000)}a${'</b>'.repeat(20_000)}`, 'a'],
  [
    'open links, closed in a comment',
    marked(5_000, (at) => `<p><a id=${at}><!-- </a> -->a`),
    'a\n'.repeat(4_999) + 'a',
  ],
  [
    'open links, closed in an attribute',
    marked(5_000, (at) => `<p><a id="${at}" title='</a>'>a`),
    'a\n'.repeat(4_999) + 'a',
  ],
]

describe('HTML that would take a parser too long', () => {
  it.each(HOSTILE)('%s: tags are removed without a tree', (_, html, text) => {
    expect(parseCost(html)).toBeGreaterThan(COSTLY)
    expect(htmlToText(html)).toBe(text)
  })

  it.each([
    ['paragraphs with bold text', '<p class="a">hi &amp; <b>x</b></p>\n'.repeat(30_000)],
    ['paragraphs without end tags', '<p>a<b>x</b>'.repeat(80_000)],
    ['items without end tags', `<ul>${'<li>a <i>b</i>'.repeat(60_000)}</ul>`],
    ['rows and cells without end tags', `<table>${'<tr><td>a<td>b'.repeat(60_000)}</table>`],
    ['line breaks and pictures', 'a<br><img src=x>'.repeat(60_000)],
    [
      'boxes in boxes, as of a page builder',
      `${'<div>'.repeat(100)}${'<div><span>a</span></div>'.repeat(30_000)}`,
    ],
    ['bold text that is not closed, of a bad editor', '<p><b>a</p>'.repeat(1_000)],
    [
      'Google Docs',
      `<b style="font-weight:normal" id="docs">${'<p><span style="x">a</span></p>'.repeat(20_000)}</b>`,
    ],
    ['scripts with tags', `<script>${'"<b>"'.repeat(MANY)}</script>`],
    ['a comment with tags', `<!-- ${'<b>'.repeat(MANY)} -->`],
    ['a long comment, tag and quote without an end', `<!-- ${'<!--'.repeat(MANY)}`],
    ['marks that are no tags', '< <! <3 </3 '.repeat(MANY)],
  ])('%s: parsed', (_, html) => {
    expect(parseCost(html)).toBeLessThan(COSTLY / 10)
  })

  it('a style with many declarations is read once', () => {
    const style = 'list-style:'.repeat(MANY)
    expect(htmlToText(`<ul style="${style}"><li>a</ul>`)).toBe('- a')
    expect(htmlToText(`<ul style="${style}; list-style : x; list-style: none"><li>a</ul>`)).toBe('a')
  })
})
