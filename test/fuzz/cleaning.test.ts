/** Cleaning steps: what is linear gives what the expression of the same name gives, and no step takes long. */
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { CLEANINGS } from '../../src/engine/why/cleaning'
import * as linear from '../../src/engine/why/cleaning/linear'
import { fuzz, textOf } from './fuzz'

const PARTS = [
  ...[
    '[',
    ']',
    '(',
    ')',
    '![',
    '](',
    '][',
    '*',
    '**',
    '***',
    '_',
    '__',
    '___',
    '@',
    '.',
    '-',
    '+',
    '~~',
    '`',
    '#',
    '|',
    '{',
  ],
  ...[
    'a',
    'b1',
    '你',
    ' ',
    '\n',
    '\t',
    'a@b.c',
    'http://x',
    '<',
    '>',
    '<b>',
    '&',
    '&amp;',
    ';',
    '。',
    '！',
    '😀',
    '𐄀',
    '"',
  ],
]
const short = fc.array(fc.constantFrom(...PARTS), { maxLength: 25 }).map((list) => list.join(''))
const inner = (text: string, from: number) => ({ from, by: text })

/** [what, the expression, what takes its place] */
const SAME: readonly (readonly [string, (text: string) => unknown, (text: string) => unknown])[] = [
  ['HTML', (text) => /<[a-z!/][^>]*>|&#?\w+;/i.test(text), linear.mayBeHtml],
  ['tags', (text) => text.replaceAll(/<[^>]*>/g, '|'), (text) => linear.replaceTags(text, '|')],
  [
    'e-mail',
    (text) => text.replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '|'),
    (text) => linear.replaceEmails(text, linear.EMAIL, '|'),
  ],
  [
    'e-mail of Dify',
    (text) => text.replaceAll(/[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+/g, '|'),
    (text) => linear.replaceEmails(text, linear.EMAIL_OF_DIFY, '|'),
  ],
  [
    'words with @',
    (text) => text.replaceAll(/\S*@\S+/g, '|'),
    (text) => linear.replaceWordsWithAt(text, '|'),
  ],
  ['punctuation', (text) => text.replace(/[\p{P}\s]+$/u, ''), linear.withoutEndPunctuation],
  [
    'pictures',
    (text) => text.replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1'),
    (text) => linear.replaceLinks(text, linear.IMAGE, inner),
  ],
  [
    'links',
    (text) => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
    (text) => linear.replaceLinks(text, linear.LINK, inner),
  ],
  [
    'references',
    (text) => text.replaceAll(/\[([^\]]+)\]\[[^\]]*\]/g, '$1'),
    (text) => linear.replaceLinks(text, linear.REFERENCE, inner),
  ],
  [
    'bold',
    (text) => text.replaceAll(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, '$2'),
    (text) => linear.withoutEmphasis(text, 2),
  ],
  [
    'bold and italic',
    (text) => text.replaceAll(/(\*\*\*|___)(?=\S)([^\n]*?\S)\1/g, '$2'),
    (text) => linear.withoutEmphasis(text, 3),
  ],
]

describe('cleaning steps', () => {
  for (const [name, expression, quick] of SAME)
    fuzz(
      `${name}: the same as the expression`,
      fc.property(short, (text) => {
        expect(quick(text)).toEqual(expression(text))
      }),
      300,
    )
  fuzz(
    'every step takes a long text',
    fc.property(textOf(PARTS, 20_000), (text) => {
      // Escaping writes up to twelve characters for one.
      for (const { apply } of CLEANINGS)
        expect(apply(text).length).toBeLessThanOrEqual(40 * text.length + 200)
    }),
    10,
  )
})
