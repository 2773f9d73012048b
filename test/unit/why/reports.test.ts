/** Causes that people reported in public: what production encoded is found, and called by its name. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mojibakeOf } from '../../../src/engine/why/mojibake'
import { problemOf } from '../../../src/engine/why/templates'
import { whyLine } from '../../../src/formats/report/why-line'
import { allNames, dense, denseOf, explain, modelOf, namesOf, rowsOf, sparseOf, TEXT } from './helpers'

interface Report {
  readonly id: string
  readonly text: string
  readonly sent_text: string
  readonly title?: string
  readonly other?: string
}
const REPORTS = JSON.parse(readFileSync('test/samples/why/texts.json', 'utf8')) as readonly Report[]

/** The name that must be the best, or equally good. */
const NAMED: Readonly<Record<string, string>> = {
  'why-gbk-replace': 'utf-8-read-as-gbk-python-replace',
  'why-gbk-ignore': 'utf-8-read-as-gbk-python-ignore',
  'why-gb18030-replace': 'utf-8-read-as-gb18030-python-replace',
  'why-gbk-latin1': 'gbk-read-as-latin-1',
  'why-macroman': 'utf-8-read-as-mac-roman',
  'why-gbk-emoji': 'gb18030-read-as-utf-8-python-replace',
  'why-ja-cp932': 'utf-8-read-as-cp932-python-replace',
  'why-big5-utf8': 'big5-read-as-utf-8-python-replace',
  'why-ru-cp1251': 'utf-8-read-as-windows-1251',
  'why-fr-cp1252-utf8': 'windows-1252-read-as-utf-8-python-replace',
  'why-double-mojibake': 'utf-8-read-as-windows-1252-twice',
  'why-ascii-ignore': 'non-ascii-dropped',
  'why-ascii-ignore-cafe': 'non-ascii-dropped',
  'why-langchain-bge': 'prefix-langchain-bge-en',
  'why-llamaindex': 'template-file-name',
  'why-title-content-zh': 'template-zh-title-content',
  'why-title-text-bar': 'template-gemma',
  'why-q-and-a': 'joined-newline',
  'why-newlines-removed': 'newlines-removed',
  'why-urls-emails': 'urls-emails-removed',
  'why-punctuation': 'punctuation-removed',
  'why-naive-abbreviations': 'abbreviations-inside-words',
  'why-markdown': 'markdown-stripped',
  'why-bs4-default': 'bs4-get-text',
  'why-html-escape-apostrophe': 'html-escaped-python',
  'why-first-50': 'first-50-characters',
}

describe.each(REPORTS.filter(({ id }) => id in NAMED))(
  '$id',
  ({ id, text, sent_text: sent, title, other }) => {
    const more = { title: title ?? null, other: other ?? null }

    it('dense', async () => {
      const model = await modelOf('tiny')
      const found = await explain(model, dense(await denseOf(model, sent)), text, more)
      expect(allNames(found)).toContain(NAMED[id])
      expect(found.explained).toBe(true)
    })
  },
)

it('a text that itself looks garbled is said to be, whatever the explanation; others are not', () => {
  const lost = REPORTS.find(({ id }) => id === 'why-gbk-mojibake-back')!
  expect(mojibakeOf(lost.text)).toEqual({ encoding: 'GB18030', kind: 'utf-8', restored: null })
  expect(mojibakeOf('ß ïîäàë çàÿâêó íà âîçâðàò')).toEqual({ encoding: 'Windows-1251', kind: 'bytes', restored: 'Я подал заявку на возврат' }) // oxfmt-ignore
  expect(mojibakeOf('RÃ¼ckerstattung fÃ¼r GrÃ¶ÃŸe 42')?.restored).toBe('Rückerstattung für Größe 42')
  for (const usual of [
    '联通',
    '退款规则：七天内可退',
    '返金の申請',
    'Я подал заявку',
    'café naïve Größe',
    'Ελληνικά κείμενο',
    'tiếng Việt',
    '환불 신청',
    '½ ¼ ©',
    '😭',
  ])
    // oxfmt-ignore
    expect([usual, mojibakeOf(usual)]).toEqual([usual, null])
})

it('templates of the user come first; what cannot be used is named and left out', async () => {
  const model = await modelOf('tiny')
  const templates = ['[{title}] {text}\\n--', 's/\\d+/<n>/g', 'nothing', 's/(/x/']
  expect(templates.map(problemOf)).toEqual([null, null, 'no-field', 'not-a-pattern'])
  const text = 'Order 12 of 300'
  const more = { title: 'Shop', templates }
  const own = await explain(model, dense(await denseOf(model, '[Shop] Order 12 of 300\n--')), text, more)
  expect(namesOf(own.best)).toEqual([`template ${templates[0]}`])
  const replaced = await explain(model, dense(await denseOf(model, 'Order <n> of <n>')), text, more)
  expect(namesOf(replaced.best)).toEqual([`template ${templates[1]}`])
})

it('rows with the same token ids have the same number; the line and its reasons say so', async () => {
  const model = await modelOf('tiny')
  const { text, sent_text: sent } = REPORTS.find(({ id }) => id === 'why-urls-emails')!
  const found = await explain(model, dense(await denseOf(model, sent)), text)
  const line = whyLine(found)
  expect(line.equally_good_reasons).toEqual(line.equally_good.map(() => 'same-ids'))
  expect(line.best!.same_ids).toBe(line.equally_good.length)
})

it.each([7, 23, 41, 58])('the first %i tokens, by each head', async (n) => {
  const model = await modelOf('tiny')
  const cut = { maxLength: n }
  const rows = { head: 'colbert', ...(await rowsOf(model, TEXT, cut)) } as const
  const byRows = await explain(model, rows, TEXT)
  expect(allNames(byRows)).toContain(`cut-${n}`)
  expect(byRows.compared).toBeLessThan(20)
  const weights = { head: 'sparse', weights: await sparseOf(model, TEXT, cut) } as const
  expect(allNames(await explain(model, weights, TEXT))).toContain(`cut-${n}`)
})
