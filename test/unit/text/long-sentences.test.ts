/**
 * Texts that took time quadratic in their length, overflowed the stack or never ended. Each is so long that such code does not
 * finish within the time that a test may take.
 */
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../../src/engine/text/sentences/split'

const MANY = 100_000
const textsOf = (text: string) => splitSentences(text).sentences.map((sentence) => sentence.text)

describe('long texts are split in time linear in their length', () => {
  it('a word list, a lower-case word a line, is one wrapped sentence', () => {
    const list = Array.from({ length: MANY }, (_, i) => `word${String.fromCharCode(97 + (i % 26))}`).join(
      '\n',
    )
    expect(textsOf(list)).toEqual([list])
  })
  it('lines of a word list end where a line does not go on', () => {
    expect(textsOf('one\ntwo,\nthree  \nfour.\nfive\n6 six')).toEqual([
      'one\ntwo,\nthree  \nfour.',
      'five',
      '6 six',
    ])
  })
  it('closing marks after closing marks', () => {
    expect(textsOf('」！'.repeat(MANY))).toHaveLength(1)
    expect(textsOf(`好${'！」'.repeat(MANY)}再见`)).toEqual([`好${'！」'.repeat(MANY)}`, '再见'])
  })
  it('nested brackets', () => {
    const nested = `${'['.repeat(MANY)}a.${']'.repeat(MANY)}`
    expect(textsOf(nested)).toEqual([nested])
    expect(textsOf('[\n'.repeat(MANY))).toHaveLength(MANY)
  })
  it.each(['!', '?', '.', '…', '!?', '..!'])('a run of %s in the middle of a word', (mark) => {
    const text = `a${mark.repeat(MANY)}b`
    expect(textsOf(text)).toEqual([text])
  })
  it('ellipses before white space at the end of the line', () => {
    expect(textsOf(`${'… a'.repeat(MANY)}${' '.repeat(MANY)}`)).toHaveLength(1)
    expect(textsOf(`${'…'.repeat(MANY)}${' '.repeat(MANY)}a`)).toHaveLength(1)
  })
  it('full stops behind white space at the beginning of the line', () => {
    expect(textsOf(`${' '.repeat(MANY)}${'ab. C. '.repeat(MANY)}`)).toHaveLength(MANY + 1)
  })
  it('a link with many dots', () => {
    const link = `http://a${'.'.repeat(MANY)}a`
    expect(textsOf(link)).toEqual([link])
  })
  it('lines in a script without marks of its own', () => {
    expect(textsOf('مرحبا\n'.repeat(MANY))).toHaveLength(MANY)
    expect(textsOf('สวัสดี '.repeat(MANY))).toHaveLength(1)
  })
  it('a full stop of a script that is none of a run of marks', () => {
    expect(textsOf('你好﹒世界．再见３．５')).toEqual(['你好﹒', '世界．', '再见３．５'])
  })
  it('a voice, white space and a value in what looks like a conversation', () => {
    const cue = '00:01.000 --> 00:02.000\n'
    expect(textsOf(`${cue}${'<v.'.repeat(MANY)}`)).toHaveLength(1)
    expect(textsOf(`${cue}a${' '.repeat(MANY)}b`)).toHaveLength(1)
    expect(textsOf(`Ana: 1${'.'.repeat(MANY)}!\nBob: 1\nAna: 2\nBob: 3`)).toHaveLength(4)
  })
  it('many changes of the user', () => {
    const text = 'Ana: one two\nBob: three four\n'.repeat(MANY / 20)
    const cut = Array.from(text.matchAll(/two|four/g), ({ index }) => index)
    expect(splitSentences(text, { edits: { cut, joined: [] } }).sentences).toHaveLength(2 * cut.length)
    expect(splitSentences(text, { edits: { cut, joined: cut } }).sentences).toHaveLength(cut.length)
  })
})
